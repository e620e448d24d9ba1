"""From rows of search documents to what is written into an index: each with the version that orders its writes."""

from base64 import b64encode
from binascii import a2b_base64
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q

from search.analysis import fold
from search.engines.interface import Found
from search.entry import EVERYONE, FIELDS, FILTERS, Entry
from search.models import SearchDocument

EPOCH = datetime.fromtimestamp(0, tz=UTC)
# Before and after every day that an aid may have: an unknown one never keeps it from being open, and sorts last.
ALWAYS_OPEN = "0001-01-01"
NEVER_CLOSES = 253_402_300_800_000
# An instant that isn't known comes before all others.
UNKNOWN_INSTANT = -1_000_000
ANYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Indexed:
    """A document to write under an id, unless one of a later version is there."""

    aid_id: int
    version: int
    source: dict[str, Any]


def to_write(aid_ids: Collection[int]) -> list[Indexed]:
    """The documents of these aids, and of their versions in other languages, which they may stand in for.

    All rows come from one statement, hence are of one instant: with a version read later than the contents that it
    goes with, these would pass for newer than they are, and never be corrected.
    """
    defaults = SearchDocument.objects.filter(aid_id__in=aid_ids).exclude(default_id=None)
    ids = {*aid_ids, *defaults.values_list("default_id", flat=True)}
    rows = list(SearchDocument.objects.filter(Q(aid_id__in=ids) | Q(default_id__in=ids)))
    translations: dict[int, list[SearchDocument]] = defaultdict(list)
    for row in rows:
        if row.default_id is not None and row.locale != settings.LANGUAGE_CODE:
            translations[row.default_id].append(row)
    return [_indexed(row, translations[row.aid_id]) for row in rows]


def _indexed(row: SearchDocument, translations: Collection[SearchDocument]) -> Indexed:
    # A change of a translation changes what hides the default version, which then is a later version of it.
    version = max(row.version, *(translation.version for translation in translations), 0)
    if row.withdrawn_at is not None:
        return Indexed(row.aid_id, version, tombstone(row.aid_id, version))
    hidden_in = sorted(translation.locale for translation in translations if translation.withdrawn_at is None)
    return Indexed(
        row.aid_id,
        version,
        source(
            Entry.from_json(row.entry),
            aid_id=row.aid_id,
            version=version,
            locale=row.locale,
            hidden_in=hidden_in,
            published=microseconds(row.published_at),
            sorted_title=row.sorted_title,
            summary=row.summary,
            marks=row.marks,
        ),
    )


def tombstone(aid_id: int, version: int) -> dict[str, Any]:
    """In the place of a withdrawn aid, so that a late write of what it was never brings it back. No query finds it."""
    return {"aid_id": aid_id, "version": version}


def source(
    entry: Entry,
    *,
    aid_id: int,
    version: int,
    locale: str,
    hidden_in: Collection[str],
    published: int,
    sorted_title: str,
    summary: str,
    marks: str,
) -> dict[str, Any]:
    """A public aid as `mapping` has it."""
    beneficiaries = entry.codes["beneficiary"]
    slug = entry.codes["funder"][0]
    return {
        "aid_id": aid_id,
        "version": version,
        "locale": locale,
        "hidden_in": list(hidden_in),
        **{name: list(entry.tokens[name]) for name in FIELDS},
        **{name: list(entry.codes[name]) for name in FILTERS},
        "counted_beneficiary": [EVERYONE] if EVERYONE in beneficiaries else list(beneficiaries),
        "counted_funder": funder_key(entry.funder_name, slug),
        "include": list(entry.include),
        "exclude": list(entry.exclude),
        "within": list(entry.within) or [ANYWHERE],
        "opens_on": entry.dates.opens_on.isoformat() if entry.dates.opens_on else ALWAYS_OPEN,
        "closes_on": entry.dates.closes_on.isoformat() if entry.dates.closes_on else NEVER_CLOSES,
        "published": published,
        "sorted_title": sorted_title,
        "amount_rank": entry.amount_rank,
        "shown": pack(aid_id, locale, summary, marks),
    }


def pack(aid_id: int, locale: str, summary: str, marks: str) -> str:
    """All that a result is made of, as one value: three lines, then the marks."""
    return b64encode("\n".join((str(aid_id), locale, summary, marks)).encode()).decode()


def unpack(shown: str) -> Found:
    """What was packed."""
    aid_id, locale, summary, marks = a2b_base64(shown).split(b"\n", 3)
    return Found(int(aid_id), locale.decode(), summary, marks)


def funder_key(name: str, slug: str) -> str:
    """Sorts as funders are sorted, by name without accents then slug, and tells both."""
    return f"{fold(name)}\n{slug}\n{name}"


def funder_of(key: str) -> tuple[str, str]:
    """The slug and the name."""
    _, slug, name = key.split("\n", 2)
    return slug, name


def microseconds(instant: datetime | None) -> int:
    """An instant as it is compared."""
    return (instant - EPOCH) // timedelta(microseconds=1) if instant else UNKNOWN_INSTANT
