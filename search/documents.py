"""From an aid to its search document, in the aid’s own transaction: what is public and what is found never differ."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

import orjson
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from aids.models import Aid, AidTerritory
from aids.serializers import summary
from api import versions
from search import marks
from search.analysis import fold, spans, strip_html
from search.entry import EVERYONE, Dates, Entry, Field, amount_rank
from search.marks import Span
from search.models import SearchDocument

CHUNK = 500
TEXTS = ("sorted_title", "entry", "summary", "marks", "words")
WRITTEN = ("default_id", "locale", "version", "withdrawn_at", "published_at", *TEXTS)
# The texts of a result, where words found are highlighted.
MARKED: tuple[Field, ...] = ("title", "summary")
# The rich texts that are searched. Contacts aren't: streets are called after towns.
BODY = ("description", "conditions", "payment", "additional_info")


@transaction.atomic
def write_documents(ids: Collection[int]) -> None:
    """Make the documents of these aids true: written anew if the public may see the aid, else withdrawn."""
    version = versions.bump()
    for some in _chunks(sorted(set(ids))):
        public = Aid.objects.visible().filter(pk__in=some).for_serializing()
        default_ids = _default_ids(public)
        documents = [document(aid, version, default_ids.get(aid.translation_key)) for aid in public]
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


def document(aid: Aid, version: int, default_id: int | None) -> SearchDocument:
    """The document of a public aid."""
    texts = _texts(aid)
    found = {name: spans(text) for name, text in texts.items()}
    entry = _entry(aid, found)
    return SearchDocument(
        aid_id=aid.pk,
        default_id=default_id,
        locale=aid.locale.language_code,
        version=version,
        published_at=aid.last_published_at,
        sorted_title=fold(aid.title),
        entry=entry.to_json(),
        summary=orjson.dumps(summary(aid, language=aid.locale.language_code)).decode(),
        marks=marks.to_json(
            include=entry.include,
            exclude=entry.exclude,
            within=entry.within,
            dates=entry.dates,
            texts={name: (texts[name], found[name]) for name in MARKED},
        ),
        words=orjson.dumps(_words(texts, found)).decode(),
    )


def _default_ids(aids: Iterable[Aid]) -> dict[UUID, int]:
    """The versions in the default language, by what is common to all versions of an aid."""
    versions = Aid.objects.filter(translation_key__in={aid.translation_key for aid in aids})
    return dict(versions.filter(locale__language_code=settings.LANGUAGE_CODE).values_list("translation_key", "pk"))


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


def _words(texts: Mapping[Field, str], found: Mapping[Field, list[Span]]) -> dict[str, str]:
    """How the aid writes its tokens, where it differs: {"trottinet": "trottinette"}."""
    places = {token: (name, start, end) for name in texts for token, start, end in found[name]}
    words = {token: texts[name][start:end].lower() for token, (name, start, end) in places.items()}
    return {token: word for token, word in words.items() if word != token}


def _entry(aid: Aid, found: Mapping[Field, list[Span]]) -> Entry:
    beneficiaries = tuple(beneficiary.code for beneficiary in aid.beneficiaries.all())
    return Entry(
        tokens={name: tuple(dict.fromkeys(token for token, _, _ in tokens)) for name, tokens in found.items()},
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
    )


def _ids(rows: Iterable[AidTerritory]) -> tuple[str, ...]:
    return tuple(row.territory_id for row in rows)


def _withdraw(ids: Collection[int], version: int) -> None:
    """Keep of them that they went, and when; an aid that was never public leaves no trace."""
    SearchDocument.objects.filter(aid_id__in=ids, withdrawn_at=None).update(
        version=version, withdrawn_at=timezone.now(), published_at=None, **dict.fromkeys(TEXTS, "")
    )


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
