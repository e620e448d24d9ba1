"""Documents that no aid stands behind, in the database as `search.documents` would write them."""

from collections.abc import Collection
from datetime import UTC, datetime

from django.utils import timezone

from api import versions
from search.index.catalogue import Document
from search.models import SearchDocument


def write(documents: Collection[Document], gone: Collection[int] = ()) -> None:
    """In one version of the catalogue; withdrawn ones stay, without their texts."""
    version = versions.bump()
    SearchDocument.objects.filter(aid_id__in=gone).update(
        version=version, withdrawn_at=timezone.now(), published_at=None, sorted_title="", entry="", summary="", marks=""
    )
    for document in documents:
        SearchDocument.objects.update_or_create(
            aid_id=document.aid_id,
            defaults={
                "default_id": document.default_id,
                "locale": document.locale,
                "version": version,
                "withdrawn_at": None,
                "published_at": datetime.fromtimestamp(document.published, UTC) if document.published >= 0 else None,
                "sorted_title": document.sorted_title,
                "entry": document.entry.to_json(),
                "summary": document.summary.decode(),
                "marks": document.marks.decode(),
            },
        )
    versions.reset()
