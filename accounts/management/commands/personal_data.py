"""`manage.py personal_data`: the register of personal data, as the models state it."""

from django.core.management.base import BaseCommand
from django.utils import translation

from accounts.personal_data import register


class Command(BaseCommand):
    """A table in Markdown, for the data protection officer."""

    help = "Écrit le registre des données personnelles : champ, finalité, base légale, durée."

    def handle(self, *args: object, **options: object) -> None:
        with translation.override("fr"):
            self.stdout.write("| champ | finalité | base | durée |\n| --- | --- | --- | --- |")
            for model, name, stated in register():
                field = f"{model._meta.label}.{name}"
                self.stdout.write(f"| {field} | {stated.purpose} | {stated.basis} | {stated.duration} |")
