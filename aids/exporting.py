"""Every public aid as a file, streamed: the import format plus `id`, `html_url` and `updated_at`, or FabMob's schema.

Memory and queries depend on a chunk, not on how many aids there are.
"""

import csv
from collections.abc import Callable, Container, Iterator, Mapping
from typing import Any

import orjson
from django.conf import settings
from django.db.models import Count, Exists, OuterRef

from aids.cleaning import rich_text, with_formula_mark
from aids.importing.columns import (
    COLUMNS,
    CSV,
    EXPORT_ONLY,
    FABMOB,
    FABMOB_COLUMNS,
    FUNDER_COLUMNS,
    JSONL,
    LISTS,
    RICH_TEXTS,
    SEPARATOR,
    TERRITORY_LISTS,
    VOCABULARY_LISTS,
)
from aids.importing.fabmob import reference
from aids.interop import from_row
from aids.models import Aid
from aids.querysets import AidQuerySet
from aids.serializers import day, decimal, instant
from aids.serializers import rich_text as with_real_links

CHUNK = 500
CSV_COLUMNS = (*COLUMNS, *EXPORT_ONLY)
Address = Callable[[str, str], str | None]
Cells = Mapping[str, object]


def stream(file_format: str, *, address: Address) -> Iterator[str]:
    """The file, in pieces. `address` gives an aid's page from its slug and language, or None."""
    writers = {JSONL: _jsonl, CSV: _csv, FABMOB: _fabmob}
    return writers[file_format](address)


def rows(aids: AidQuerySet, address: Address) -> Iterator[dict[str, Any]]:
    """Aids as rows of the import format, by id: the order in which they came.

    A file names no source, so that an id which two sources have ("1" is everybody's first) would be one aid twice.
    """
    shared = set(
        Aid.objects.exclude(external_id="")
        .values("external_id")
        .annotate(sources=Count("source", distinct=True))
        .filter(sources__gt=1)
        .order_by()
        .values_list("external_id", flat=True)
    )
    chosen = aids.select_related("locale", "funder").prefetch_related(*LISTS)
    for aid in chosen.order_by("pk").iterator(chunk_size=CHUNK):
        yield row_of(aid, address, shared)


def row_of(aid: Aid, address: Address, shared: Container[str] = ()) -> dict[str, Any]:
    """One aid. One without an id of its own gets the key of its translations, so that the file can be imported."""
    funder, language = aid.funder, aid.locale.language_code
    own_id = "" if aid.external_id in shared else aid.external_id
    row: dict[str, Any] = {
        "external_id": own_id or str(aid.translation_key),
        "title": aid.title,
        "summary": aid.summary,
        "funder": {
            "name": funder.name,
            "type": funder.type,
            "siren": funder.siren,
            "territory": funder.territory_id,
        },
        "kind": aid.kind,
        "benefit": aid.benefit,
        "amount_text": aid.amount_text,
        "amount_min": decimal(aid.amount_min),
        "amount_max": decimal(aid.amount_max),
        "amount_percent": decimal(aid.amount_percent),
        "amount_period": aid.amount_period,
        "validity_duration": aid.validity_duration,
        "opens_on": day(aid.opens_on),
        "closes_on": day(aid.closes_on),
        "envelope": aid.envelope,
        "subscription_url": aid.subscription_url,
        "source_url": aid.source_url,
        "verified_at": instant(aid.verified_at),
        "locale": language,
        "id": aid.pk,
        "html_url": address(aid.slug, language),
        "updated_at": instant(aid.last_published_at),
    }
    for name in RICH_TEXTS:
        row[name] = rich_text(with_real_links(getattr(aid, name)))
    for name in VOCABULARY_LISTS:
        entries = sorted(getattr(aid, name).all(), key=lambda entry: (entry.sort_order, entry.code))
        row[name] = [entry.code for entry in entries]
    for name in TERRITORY_LISTS:
        row[name] = [child.territory_id for child in getattr(aid, name).all()]
    return row


def _jsonl(address: Address) -> Iterator[str]:
    order = [name for name in CSV_COLUMNS if not name.startswith("funder.")]
    order.insert(order.index("kind"), "funder")
    for row in rows(Aid.objects.visible(), address):
        yield orjson.dumps({name: row[name] for name in order}).decode() + "\n"


def _csv(address: Address) -> Iterator[str]:
    return _table(CSV_COLUMNS, map(_flat, rows(Aid.objects.visible(), address)))


def _fabmob(address: Address) -> Iterator[str]:
    """The schema knows no language: each aid once, in the default language if it is published in it."""
    visible = Aid.objects.visible()
    default = visible.filter(translation_key=OuterRef("translation_key"), locale__language_code=settings.LANGUAGE_CODE)
    once = visible.filter(locale__language_code=settings.LANGUAGE_CODE) | visible.exclude(Exists(default))
    known = reference()
    return _table(FABMOB_COLUMNS, (from_row(row, known) for row in rows(once, address)))


def _flat(row: Mapping[str, Any]) -> Cells:
    funder = {f"funder.{name}": value for name, value in row["funder"].items()}
    return {**row, **{name: funder[name] for name in FUNDER_COLUMNS}}


def _table(columns: tuple[str, ...], lines: Iterator[Cells]) -> Iterator[str]:
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield writer.writerow(columns)
    for cells in lines:
        yield writer.writerow([_cell(cells[name]) for name in columns])


def _cell(value: object) -> str:
    if isinstance(value, list):
        value = SEPARATOR.join(value)
    return "" if value is None else with_formula_mark(str(value))


class _Echo:
    """csv.writer's file: hands back what it is given."""

    def write(self, line: str) -> str:
        return line
