"""`manage.py load_territories`: the official division, shipped or newer."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from territories.former import pointers
from territories.loading import SHIPPED, load_division


class Command(BaseCommand):
    """Idempotent: `make run` calls it at each start, and the second time it only compares."""

    help = "Load the official division of France; what a newer one no longer has is kept as former."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--file", type=Path, default=SHIPPED, help="a newer division, as tools/build_territories.py writes it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"No such file: {path}")
        report = load_division(path)
        self.stdout.write(
            f"{report.territories} territories, {report.links} links and {report.old_communes} old names written."
            if report.changed
            else "Territories are up to date."
        )
        if report.newly_former:
            self.stdout.write(f"Now former: {', '.join(report.newly_former)}.")
        self._list_pointers()

    def _list_pointers(self) -> None:
        found = [str(pointer) for pointer in pointers()]
        if found:
            self.stdout.write(self.style.WARNING(f"{len(found)} still point to a former territory; please correct:"))
            self.stdout.writelines(f"  {line}" for line in found)
