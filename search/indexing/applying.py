"""From the outbox to the index: what it lacks, in the order in which it happened, then what it may say of itself."""

from collections.abc import Iterator, Sequence

from api import versions
from search.engines.elasticsearch.documents import to_write
from search.indexing.index import SearchIndex
from search.indexing.state import refuse_unless_usable
from search.models import SearchDocument

# Documents written at a time: about a megabyte.
CHUNK = 500


def apply_changes(index: SearchIndex) -> int:
    """Bring the index in service up to the catalogue's version, and return it; `UnusableError` if only a rebuild can.

    Two workers at once do the same twice: a document is never put in the place of a newer one.
    """
    state = index.state()
    version, _ = versions.current()
    refuse_unless_usable(state, version)
    if version > state.applied:
        for chunk in changed_since(state.applied):
            index.write(state.name, to_write(chunk))
        settle(index, state.name, version)
    return version


def changed_since(version: int) -> Iterator[Sequence[int]]:
    """The aids that changed after a version, published or withdrawn, first changed first.

    Versions become visible in their order (`api.versions`): what is missing here has a version that is yet to come.
    """
    rows = SearchDocument.objects.filter(version__gt=version).order_by("version", "aid_id")
    ids = list(rows.values_list("aid_id", flat=True))
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def settle(index: SearchIndex, name: str, version: int) -> None:
    """Let what was written be found, and only then say so."""
    index.refresh(name)
    index.write_state(name, version)
