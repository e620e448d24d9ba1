"""`manage.py load_demo`: a catalogue and pages worth looking at, clearly marked as demonstration."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from home.demo.loading import load_demo
from home.demo.pages import load_pages
from territories.models import Kind, Territory


class Command(BaseCommand):
    """Idempotent. The rows stay in `var/demo.jsonl`, an example of the import format."""

    help = "Charge la démonstration : 339 aides au vélo et 130 autres, d’après des faits publics, et les pages du site."

    def handle(self, *args: object, **options: object) -> None:
        if not Territory.objects.filter(kind=Kind.REGION).exists():
            raise CommandError(_("Les territoires manquent : lancez d’abord « manage.py load_territories »."))
        outcome = load_demo(settings.VAR_DIR / "demo.jsonl", self.stdout.write)
        if outcome.refused:
            raise CommandError(_("%d lignes du catalogue de démonstration refusées.") % outcome.refused)
        if outcome.created or outcome.changed:
            self.stdout.write(
                _("Catalogue de démonstration : %(created)d aides créées, %(changed)d modifiées.")
                % {"created": outcome.created, "changed": outcome.changed}
            )
        if pages := load_pages():
            self.stdout.write(_("Pages de démonstration : %d écrites.") % len(pages))
