"""From an aid to its search document, in the aid’s own transaction: what is public and what is found never differ."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import orjson
from django.db import transaction
from django.utils import timezone

from aids.models import Aid, AidTerritory
from aids.serializers import summary
from api import versions
from search.analysis import fold, spans, strip_html
from search.entry import EVERYONE, FIELDS, Dates, Entry, Field, amount_rank
from search.models import SearchDocument

CHUNK = 500
WRITTEN = (
    "translation_key", "locale", "version", "withdrawn_at", "published_at", "sorted_title", "entry", "summary", "marks",
)  # fmt: skip
# The rich texts that are searched. Contacts aren't: streets are called after towns.
BODY = ("description", "conditions", "payment", "additional_info")


@transaction.atomic
def write_documents(ids: Collection[int]) -> None:
    """Make the documents of these aids true: written anew if the public may see the aid, else withdrawn."""
    version = versions.bump()
    for some in _chunks(sorted(set(ids))):
        public = Aid.objects.visible().filter(pk__in=some).for_serializing()
        documents = [document(aid, version) for aid in public]
        SearchDocument.objects.bulk_create(
            documents, update_conflicts=True, unique_fields=["aid_id"], update_fields=WRITTEN
        )
        _withdraw(set(some).difference(document.aid_id for document in documents), version)


def rebuild_documents() -> Iterator[int]:
    """Make all documents true, whatever they were, some at a time; tells how many are done after each time."""
    known = SearchDocument.objects.filter(withdrawn_at=None).values_list("pk", flat=True)
    ids = sorted({*Aid.objects.visible().values_list("pk", flat=True), *known})
    done = 0
    for some in _chunks(ids):
        write_documents(some)
        done += len(some)
        yield done


def document(aid: Aid, version: int) -> SearchDocument:
    """The document of a public aid."""
    texts = _texts(aid)
    marked = {name: (texts[name], spans(texts[name])) for name in ("title", "summary")}
    return SearchDocument(
        aid_id=aid.pk,
        translation_key=aid.translation_key,
        locale=aid.locale.language_code,
        version=version,
        published_at=aid.last_published_at,
        sorted_title=fold(aid.title),
        entry=_entry(aid, texts).to_json(),
        summary=orjson.dumps(summary(aid, language=aid.locale.language_code)).decode(),
        marks=orjson.dumps(marked).decode(),
    )


def _texts(aid: Aid) -> dict[Field, str]:
    """What is searched, by field."""
    # Modes are codes: as words, "deux-roues électriques" would make electric all that employers pay.
    labels = (aid.funder.name, *(row.territory.name for row in aid.include.all()))
    body = (strip_html(getattr(aid, name)) for name in BODY)
    return {
        "title": aid.title,
        "labels": "\n".join(labels),
        "summary": aid.summary,
        "body": "\n".join((aid.amount_text, *body)),
    }


def _entry(aid: Aid, texts: dict[Field, str]) -> Entry:
    tokens: dict[Field, Sequence[str]] = {}
    words: dict[str, str] = {}
    for field in FIELDS:
        found = {token: texts[field][start:end].lower() for token, start, end in spans(texts[field])}
        tokens[field] = tuple(found)
        words |= found
    beneficiaries = tuple(beneficiary.code for beneficiary in aid.beneficiaries.all())
    return Entry(
        tokens=tokens,
        codes={
            "mode": tuple(mode.code for mode in aid.modes.all()),
            "kind": (aid.kind,),
            "funder": (aid.funder.slug,),
            "beneficiary": beneficiaries or (EVERYONE,),
            "benefit": (aid.benefit,) if aid.benefit else (),
        },
        include=_ids(aid.include.all()),
        exclude=_ids(aid.exclude.all()),
        within=_ids(aid.within.all()),
        dates=Dates(aid.opens_on, aid.closes_on),
        amount_rank=amount_rank(aid.amount_max if aid.amount_max is not None else aid.amount_min, aid.amount_period),
        funder_name=aid.funder.name,
        words={token: word for token, word in words.items() if word != token},
    )


def _ids(rows: Iterable[AidTerritory]) -> tuple[str, ...]:
    return tuple(row.territory_id for row in rows)


def _withdraw(ids: Collection[int], version: int) -> None:
    """Keep of them that they went, and when; an aid that was never public leaves no trace."""
    SearchDocument.objects.filter(aid_id__in=ids, withdrawn_at=None).update(
        version=version, withdrawn_at=timezone.now(), published_at=None, sorted_title="", entry="", summary="", marks=""
    )


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
