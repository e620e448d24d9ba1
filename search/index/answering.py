"""A question put to one state of the catalogue: narrow, score, count, then put in order as many as the page needs."""

from collections.abc import Callable, Sequence
from itertools import islice

from search.engines.interface import Answer, Found, Question
from search.index.catalogue import Catalogue, View
from search.index.counting import counted, remaining
from search.index.filters import filtered, statuses
from search.index.ordering import Ordering
from search.index.scoring import scored

# The Summary and the marks of aids that are still public.
Texts = Callable[[Sequence[int]], dict[int, tuple[bytes, bytes]]]


def answer(catalogue: Catalogue, view: View, question: Question, *, texts: Texts) -> Answer:
    """The answer. `texts` reads those that the catalogue doesn't keep."""
    left = filtered(catalogue, view, question)
    text = scored(catalogue, question.groups, left.scope)
    hits = remaining(text.found, left.filters.values())
    ordering = Ordering(
        catalogue,
        view,
        groups_matched=text.groups_matched,
        score=text.score,
        closeness=left.closeness,
        is_open=statuses(catalogue, view, question.on_day)["open"],
    )
    page = islice(ordering.ordered(hits, question.order), question.offset, question.offset + question.limit)
    return Answer(
        found=_found(catalogue, list(page), texts),
        total=hits.bit_count(),
        version=view.version,
        facets=counted(catalogue, view, question, text.found, left.filters),
        funder_names=catalogue.funder_names,
    )


def _found(catalogue: Catalogue, page: Sequence[int], texts: Texts) -> tuple[Found, ...]:
    """The hits of a page. An aid that has left the public since the view was taken is left out."""
    known = [(catalogue.aid_ids[position], catalogue.texts.at(position)) for position in page]
    missing = [aid for aid, (summary, _marks) in known if not summary]
    read = texts(missing) if missing else {}
    return tuple(
        Found(aid, catalogue.locales[position], summary, marks)
        for position, (aid, text) in zip(page, known, strict=True)
        for summary, marks in (read.get(aid, text),)
        if summary
    )
