"""`manage.py create_site`: the pages of each language, the site that shows them, the group of those who run it."""

from django.core.management.base import BaseCommand

from home.site import create_site


class Command(BaseCommand):
    """Idempotent: pages that exist are left as the team made them."""

    help = "Crée ce qui manque : les pages du site en français et en anglais, et le groupe « Équipe communication »."

    def handle(self, *args: object, **options: object) -> None:
        create_site()
