"""Write every search document anew: after a change of what documents hold, or for peace of mind."""

from typing import Any

from django.core.management.base import BaseCommand

from search.documents import rebuild_documents
from search.indexing.applying import apply_changes
from search.indexing.site import site_index
from search.site.writing import rewrite_pages


class Command(BaseCommand):
    """Searches go on meanwhile, and find each aid as it was or as it is."""

    help = "Write every search document anew; the search engine's index follows."

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        for done in rebuild_documents():
            if self.stdout.isatty():
                self.stdout.write(f"\r{done}", ending="")
        self.stdout.write(f"{done} documents, {rewrite_pages()} pages")
        self._take_along_the_index()

    def _take_along_the_index(self) -> None:
        """Where no worker runs at this moment, the engine would stay behind, and be out of service."""
        if index := site_index():
            try:
                apply_changes(index)
            except Exception as error:  # noqa: BLE001 - the documents are right, whatever the engine says
                self.stderr.write(f"The search engine's index is left to the worker: {type(error).__name__}: {error}")
