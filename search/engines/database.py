"""The default engine: nothing to install, documents in the database, an index of them in the memory of each worker."""

from collections.abc import Sequence
from itertools import islice

from search.engines.interface import Answer, Found, Question
from search.groups import KnownTokens
from search.index import live
from search.index.catalogue import Catalogue, View
from search.index.counting import counted, remaining
from search.index.filters import filtered, statuses
from search.index.ordering import Ordering
from search.index.scoring import scored
from search.index.vocabulary import Vocabulary


class DatabaseEngine:
    """Answers from the index; the Summaries of large catalogues are read from the database, a page at a time."""

    name = "database"

    def known_tokens(self) -> KnownTokens:
        """The catalogue's tokens."""
        catalogue = live.catalogue()
        return Vocabulary(catalogue, catalogue.view, live.spelling)

    def answer(self, question: Question) -> Answer:
        """Narrow, score, count, then put in order as many as the page needs."""
        catalogue = live.catalogue()
        return answer(catalogue, catalogue.view, question)


def answer(catalogue: Catalogue, view: View, question: Question) -> Answer:
    """The answer from one state of the catalogue."""
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
        found=_found(catalogue, list(page)),
        total=hits.bit_count(),
        version=view.version,
        facets=counted(catalogue, view, question, text.found, left.filters),
        funder_names=catalogue.funder_names,
    )


def _found(catalogue: Catalogue, page: Sequence[int]) -> tuple[Found, ...]:
    """The hits of a page. An aid that has left the public since the view was taken is left out."""
    aids = [catalogue.aid_ids[position] for position in page]
    missing = [aid for aid, position in zip(aids, page, strict=True) if not catalogue.summaries[position]]
    read = live.texts(missing) if missing else {}
    found = []
    for aid, position in zip(aids, page, strict=True):
        summary, marks = read.get(aid) or (catalogue.summaries[position], catalogue.marks[position])
        if summary:
            found.append(Found(aid, catalogue.locales[position], summary, marks))
    return tuple(found)
