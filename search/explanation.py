"""A question taken apart, for the team: how it was read, what it asks, how each hit ranks, why an aid isn't found."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

import orjson

from aids.models import Aid
from search import engines, origins, taught
from search.engines.interface import Answer, Question
from search.entry import Entry
from search.groups import required_worth
from search.index.live import seconds
from search.models import SearchDocument
from search.origins import Origin
from search.query import AidQuery
from search.ranking import Ranking, ranked, refusals
from search.reading import Understood
from search.service import question_of, understood_of

FIRST = 20


@dataclass(frozen=True, slots=True)
class Explained:
    """An aid, and how it ranks for the question."""

    aid_id: int
    title: str
    published_at: datetime | None
    ranking: Ranking
    # The filters that it doesn't pass; none for a hit.
    refusals: tuple[str, ...]
    # From 1, if it is among the first.
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that decided of an answer."""

    query: AidQuery
    understood: Understood
    question: Question
    answer: Answer
    required_worth: int
    # For each group, where each of its alternatives comes from.
    origins: tuple[tuple[Origin, ...], ...]
    weak: tuple[str, ...]
    left_out: tuple[str, ...]
    hits: tuple[Explained, ...]


def explain(query: AidQuery) -> Explanation:
    """The answer's first hits, and all that led there."""
    query = replace(query, limit=FIRST, offset=0, facets=())
    understood, _version = understood_of(query)
    question = question_of(query, understood)
    answer = engines.current().answer(question)
    words = taught.current()
    text = understood.corrected or query.text
    found = {document.aid_id: document for document in _documents(found.aid_id for found in answer.found)}
    return Explanation(
        query=query,
        understood=understood,
        question=question,
        answer=answer,
        required_worth=required_worth(question.groups),
        origins=tuple(
            tuple(origins.origin(alternative, group, text, words) for alternative in group.alternatives)
            for group in question.groups
        ),
        weak=origins.weak(text, words),
        left_out=origins.left_out(understood, words),
        hits=tuple(
            _explained(found[hit.aid_id], question, rank)
            for rank, hit in enumerate(answer.found, 1)
            if hit.aid_id in found
        ),
    )


def explain_aid(aid: Aid, question: Question) -> Explained | None:
    """How that aid ranks, and what keeps it out; None when the public can't see it at all."""
    return next((_explained(document, question) for document in _documents([aid.pk])), None)


def _documents(ids: Iterable[int]) -> Iterable[SearchDocument]:
    return SearchDocument.objects.filter(aid_id__in=list(ids), withdrawn_at=None)


def _explained(document: SearchDocument, question: Question, rank: int | None = None) -> Explained:
    entry = Entry.from_json(document.entry)
    return Explained(
        aid_id=document.aid_id,
        title=orjson.loads(document.summary)["title"],
        published_at=document.published_at,
        ranking=ranked(entry, question),
        refusals=refusals(entry, question, published=seconds(document.published_at)),
        rank=rank,
    )
