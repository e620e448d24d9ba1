"""`manage.py purge_messages`: erase what may not be kept any longer. The worker runs it every hour."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from api import paris
from forms.retention import purge


class Command(BaseCommand):
    """Idempotent; says something only when something went."""

    help = "Efface les messages dont la durée de conservation est passée, et ce qui s’y rapporte."

    def handle(self, *args: object, **options: object) -> None:
        if number := purge(paris.today()):
            self.stdout.write(_("Messages effacés : %d.") % number)
