"""Make the search engine's index anew from the database, while people search the one in service."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.indexing.lease import BusyError
from search.indexing.rebuilding import rebuild
from search.indexing.site import site_index


class Command(BaseCommand):
    """Stopped half-way, it leaves the index in service as it was; the worker deletes the half-made one."""

    help = "Make the search engine's index anew from the database, without a moment's outage."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, telling how far it is on a terminal."""
        if (index := site_index()) is None:
            self.stdout.write("The database engine has no index of its own: nothing to rebuild.")
            return
        done = 0
        try:
            for done, total in rebuild(index, because="command"):
                if self.stdout.isatty():
                    self.stdout.write(f"\r{done} / {total}", ending="")
        except BusyError as error:
            raise CommandError("The index is being rebuilt by another process.") from error
        self.stdout.write(f"\r{done} documents in {', '.join(index.in_service())}")
