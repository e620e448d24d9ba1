"""Is the index what the database says? A quick look at totals, often; document by document, when those differ."""

import logging
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

import orjson
from django.conf import settings
from django.db.models import Count, Sum

from api import versions
from search.engines.elasticsearch.documents import Indexed, to_write
from search.indexing.applying import CHUNK
from search.indexing.index import SearchIndex
from search.indexing.state import State, refuse_unless_usable
from search.models import SearchDocument

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Drift:
    """What the index has other than the database, changes on their way left aside."""

    state: State
    missing: tuple[int, ...]
    different: tuple[int, ...]
    # Of aids that the database doesn't know at all, with their versions.
    unknown: Mapping[int, int]

    def __len__(self) -> int:
        return len(self.missing) + len(self.different) + len(self.unknown)


def totals_agree(index: SearchIndex) -> bool | None:
    """Whether both have as many aids, of as late versions; `None` while changes are on their way."""
    before, version = index.state(), versions.current()[0]
    if before.applied != version:
        return None
    expected, found = _expected_totals(), index.totals(before.name)
    if index.state() != before or versions.current()[0] != version:
        return None
    return expected == found


def find_drift(index: SearchIndex) -> Drift:
    """Compare every document. What changed since the state was read isn't drift: it is on its way."""
    state = index.state()
    refuse_unless_usable(state, versions.current()[0])
    # Digests, not documents: those of 100,000 aids are a gigabyte.
    stored = {aid_id: (_digest(one.source), one.version) for aid_id, one in index.everything(state.name)}
    missing, different = [], []
    for document in _expected():
        digest, _ = stored.pop(document.aid_id, (None, None))
        if document.version > state.applied:
            continue
        if digest is None:
            if "locale" in document.source:  # what a rebuild left out of withdrawn aids isn't missing
                missing.append(document.aid_id)
        elif digest != _digest(document.source):
            different.append(document.aid_id)
    unknown = {aid_id: version for aid_id, (_, version) in stored.items() if version <= state.applied}
    return Drift(state, tuple(missing), tuple(different), unknown)


def heal(index: SearchIndex, drift: Drift) -> bool:
    """Write what differs. False if some of it resists, having a later version than the database's: rebuild then."""
    name = drift.state.name
    for chunk in _chunks((*drift.missing, *drift.different)):
        index.write(name, to_write(chunk))
    index.delete(name, drift.unknown)
    index.refresh(name)
    return not find_drift(index)


def _expected() -> Iterator[Indexed]:
    last = -1
    while ids := list(
        SearchDocument.objects.filter(aid_id__gt=last).order_by("aid_id").values_list("aid_id", flat=True)[:CHUNK]
    ):
        wanted = set(ids)
        # The versions in the default language that come along are of another chunk.
        yield from (document for document in to_write(ids) if document.aid_id in wanted)
        last = ids[-1]


def _expected_totals() -> tuple[int, int]:
    """As `to_write` has it: an aid in the default language is of the latest version of its translations and itself."""
    living = SearchDocument.objects.filter(withdrawn_at=None)
    own = living.aggregate(count=Count("pk"), versions=Sum("version", default=0))
    translations = SearchDocument.objects.exclude(locale=settings.LANGUAGE_CODE).exclude(default_id=None)
    latest: dict[int | None, int] = {}
    for default_id, version in translations.values_list("default_id", "version"):
        latest[default_id] = max(version, latest.get(default_id, 0))
    translated = living.filter(aid_id__in=translations.values("default_id"))
    later = sum(max(latest[aid_id] - version, 0) for aid_id, version in translated.values_list("aid_id", "version"))
    return own["count"], own["versions"] + later


def _digest(source: object) -> bytes:
    return blake2b(orjson.dumps(source, option=orjson.OPT_SORT_KEYS), digest_size=16).digest()


def _chunks(ids: Collection[int]) -> Iterator[list[int]]:
    ids = list(ids)
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
