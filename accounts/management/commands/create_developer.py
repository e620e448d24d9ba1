"""The account a developer signs in with on their own machine."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from accounts.models import User


class Command(BaseCommand):
    """Creates admin/admin while nobody can sign in, on development settings only."""

    help = "Creates the administrator admin/admin for development, where there is no user yet."

    def handle(self, **options: Any) -> None:
        """Refuse in production; do nothing where somebody has an account."""
        if not settings.DEBUG:
            raise CommandError("create_developer is for development: on a real site use createsuperuser.")
        if User.objects.exists():
            return
        User.objects.create_superuser("admin", "admin@example.org", "admin")
        self.stdout.write("Sign in at /admin/ as admin, password admin.")
