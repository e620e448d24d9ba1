"""The process's catalogue, kept true to the database. A request waits for the very first load, never for another one.

Each question compares the catalogue's version (`api.versions`) with the view's. A few changed documents are taken in at
once by whoever sees them first; many of them, and the making anew of a catalogue with too many dead positions, are a
background thread's. Meanwhile the others answer from the view they have. Not to be asked inside a transaction that
changes aids: it would show, to everyone, what may yet be rolled back.
"""

import logging
import threading
from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime

import orjson
from django.conf import settings
from django.db import connection, connections
from django.db.models import F, QuerySet
from django.db.models.functions import Collate

from api import versions
from search.entry import Entry
from search.index.catalogue import Catalogue, Document
from search.models import SearchDocument

logger = logging.getLogger(__name__)

# Changed documents that a request takes in itself: some milliseconds.
FEW = 100
# Documents read at a time.
CHUNK = 250
COLUMNS = ("published_at", "sorted_title", "aid_id", "default_id", "locale", "entry", "summary", "marks")
TEXTS = f"SELECT aid_id, summary, marks FROM {SearchDocument._meta.db_table} WHERE withdrawn_at IS NULL AND aid_id IN "  # noqa: S608 - a constant


class _Memory:
    catalogue: Catalogue | None = None


# Held by who changes the catalogue: a request, or the background thread that it handed it to.
_lock = threading.Lock()


def catalogue() -> Catalogue:
    """The catalogue of now, or of a moment ago while somebody is bringing it up to date."""
    known = _Memory.catalogue
    if known is None:
        with _lock:
            if _Memory.catalogue is None:
                _Memory.catalogue = load()
            return _Memory.catalogue
    if known.view.version != versions.recent()[0] and _lock.acquire(blocking=False):
        handed_over = False
        try:
            handed_over = _refresh(known)
        finally:
            if not handed_over:
                _lock.release()
    return _Memory.catalogue or known


def reset() -> None:
    """Forget the catalogue (tests)."""
    with _lock:
        _Memory.catalogue = None


def load() -> Catalogue:
    """A catalogue of all public aids. Those last published come last, so that positions are in order."""
    version, _ = versions.current()
    living = SearchDocument.objects.filter(withdrawn_at=None)
    # In the order of positions (see `catalogue.latest_last`), asked of the database: titles compare as bytes there too.
    title = Collate("sorted_title", "C" if connection.vendor == "postgresql" else "BINARY")
    ordered = living.order_by(F("published_at").asc(nulls_first=True), title.desc(), "-aid_id")
    ids = array("q", ordered.values_list("aid_id", flat=True).iterator())
    made = Catalogue(settings.LANGUAGE_CODE)
    for start in range(0, len(ids), CHUNK):
        made.change(_documents(living.filter(aid_id__in=ids[start : start + CHUNK])), (), version)
    made.change((), (), version)
    return made


def texts(aids: Sequence[int]) -> dict[int, tuple[bytes, bytes]]:
    """The Summary and marks of aids that the catalogue doesn't keep, those that are still public."""
    # Where nothing can be kept beside the database, each page asks: in SQL, it takes a third of the time.
    one_each = ", ".join(["%s"] * len(aids))
    with connection.cursor() as cursor:
        cursor.execute(TEXTS + f"({one_each})", aids)
        return {aid: (summary.encode(), marks.encode()) for aid, summary, marks in cursor.fetchall()}


def spelling(token: str, aid_id: int) -> str:
    """How an aid writes the word of a token."""
    words = SearchDocument.objects.filter(aid_id=aid_id).values_list("words", flat=True).first()
    spelt: str = orjson.loads(words).get(token, token) if words else token
    return spelt


def seconds(instant: datetime | None) -> float:
    """An instant as it is compared; unknown ones come before all others."""
    return instant.timestamp() if instant else -1


def take_in(known: Catalogue, *, most: int | None = None) -> bool:
    """Bring a catalogue up to the database's version; False, and nothing done, if more than `most` rows changed."""
    version, _ = versions.current()
    changed = SearchDocument.objects.filter(version__gt=known.view.version)
    aids = list(changed.values_list("aid_id", flat=True)[: most + 1 if most is not None else None])
    if most is not None and len(aids) > most:
        return False
    for start in range(0, len(aids), CHUNK):
        rows = SearchDocument.objects.filter(aid_id__in=aids[start : start + CHUNK])
        gone = list(rows.exclude(withdrawn_at=None).values_list("aid_id", flat=True))
        # The view keeps its version until everything is in.
        known.change(_documents(rows.filter(withdrawn_at=None)), gone, known.view.version)
    known.change((), (), version)
    return True


def _refresh(known: Catalogue) -> bool:
    """Bring the known catalogue up to date. True if a thread does it, which then holds the lock."""
    version, _ = versions.current()
    if version < known.view.version:
        # The database was restored from an older state: nothing that is known can be trusted.
        _Memory.catalogue = load()
        return False
    is_worn = known.dead > max(CHUNK, known.view.size // 4)
    if not is_worn and take_in(known, most=FEW):
        return False
    threading.Thread(target=_in_background, args=(known, is_worn), name="search-index", daemon=True).start()
    return True


def _in_background(known: Catalogue, is_worn: bool) -> None:
    try:
        if is_worn:
            _Memory.catalogue = load()
        else:
            take_in(known)
    except Exception:  # whatever it was, the next question tries again
        logger.exception("The search index could not be brought up to date.")
    finally:
        _lock.release()
        # A thread's connections are its own, and nobody else would close them.
        connections.close_all()


def _documents(rows: QuerySet[SearchDocument]) -> Iterable[Document]:
    for published_at, title, aid_id, default_id, locale, entry, summary, marks in rows.values_list(*COLUMNS):
        yield Document(
            published=seconds(published_at),
            sorted_title=title,
            aid_id=aid_id,
            default_id=default_id,
            locale=locale,
            entry=Entry.from_json(entry),
            summary=summary.encode(),
            marks=marks.encode(),
        )
