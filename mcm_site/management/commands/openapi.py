"""Write docs/openapi.json, the committed description of the public API, or say where it differs."""

from difflib import unified_diff
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from mcm_site.api import router

COMMITTED = Path(settings.BASE_DIR) / "docs" / "openapi.json"


class Command(BaseCommand):
    help = "Writes the OpenAPI description of the public API to docs/openapi.json."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--check` writes nothing."""
        parser.add_argument("--check", action="store_true", help="Fail and show the difference instead of writing.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare."""
        made = router.serialized.decode()
        if not options["check"]:
            COMMITTED.write_text(made)
            self.stdout.write(f"Wrote {COMMITTED.relative_to(settings.BASE_DIR)}.")
            return
        committed = COMMITTED.read_text() if COMMITTED.exists() else ""
        if difference := "\n".join(
            unified_diff(committed.splitlines(), made.splitlines(), "committed", "declared", lineterm="", n=1)
        ):
            raise CommandError(f"The API changed. If that is meant, run `manage.py openapi`.\n{difference}")
