"""`manage.py create_site`: the home and search pages of each language, and the site that shows them."""

from django.core.management.base import BaseCommand

from home.site import create_site


class Command(BaseCommand):
    """Idempotent: pages that exist are left as the team made them."""

    help = "Crée les pages d’accueil et de recherche qui manquent, en français et en anglais."

    def handle(self, *args: object, **options: object) -> None:
        create_site()
