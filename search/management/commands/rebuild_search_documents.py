"""Write every search document anew: after a change of what documents hold, or for peace of mind."""

from typing import Any

from django.core.management.base import BaseCommand

from search.documents import rebuild_documents
from search.site.writing import rewrite_pages


class Command(BaseCommand):
    """Searches go on meanwhile, and find each aid as it was or as it is."""

    help = "Write every search document anew."

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        for done in rebuild_documents():
            if self.stdout.isatty():
                self.stdout.write(f"\r{done}", ending="")
        self.stdout.write(f"{done} documents, {rewrite_pages()} pages")
