"""The one way to search: what a person asks, understood, put to the engine, explained. Pages and the API call this."""

import sys

from search import engines
from search.engines.database import known_tokens
from search.engines.interface import Engine, Question
from search.explaining import hit
from search.facets import labelled
from search.query import AidQuery, Order
from search.reading import Understood
from search.rescue import rescues
from search.results import Interpreted, SearchResults
from search.understanding import understand_again
from territories import division

ANY_VERSION = sys.maxsize


def search_aids(query: AidQuery, *, engine: Engine | None = None) -> SearchResults:
    """The aids that answer a question, in order, with all that is told around them; by the site's engine or another."""
    engine = engine or engines.current()
    understood, version = understood_of(query)
    question = question_of(query, understood)
    answer = engine.answer(question)
    return SearchResults(
        hits=tuple(hit(found, question, has_text=bool(query.text)) for found in answer.found),
        total=answer.total,
        engine=answer.engine,
        is_fallback=answer.is_fallback,
        # A text understood by an older state is an answer of that state.
        version=min(answer.version, version),
        interpreted=Interpreted(
            search=understood.rest,
            territories=tuple(place.id for place in question.places),
            modes=understood.modes,
            beneficiaries=understood.beneficiaries,
            benefits=understood.benefits,
            funders=understood.funders,
            homonyms=understood.homonyms,
        ),
        facets=labelled(answer, query),
        suggestion=understood.corrected,
        groups=understood.groups,
        # A dozen counts: from the catalogue in memory, which costs no request to a server.
        rescue=() if answer.total else rescues(engines.in_memory(), question, division.current()),
    )


def understood_of(query: AidQuery) -> tuple[Understood, int]:
    """What the text asks, and by which version of the catalogue; a question without a text is of any."""
    if not query.text:
        return Understood(), ANY_VERSION
    vocabulary = known_tokens()
    understood = understand_again(
        query.text, vocabulary=vocabulary, place_given=bool(query.territories), interpret=query.interpret
    )
    return understood, vocabulary.version


def question_of(query: AidQuery, understood: Understood) -> Question:
    """What the engine is asked."""
    known = division.current()
    territories = query.territories or understood.territories
    return Question(
        on_day=query.on_day,
        locale=query.locale,
        order=query.order or _usual_order(bool(understood.groups), bool(territories)),
        limit=query.limit,
        offset=query.offset,
        groups=understood.groups,
        places=tuple(known.place(territory) for territory in territories),
        territory_match=query.territory_match,
        commune_count=known.commune_count,
        codes={
            "mode": query.modes,
            "kind": query.kinds,
            "funder": query.funders,
            "beneficiary": query.beneficiaries,
            "benefit": query.benefits,
        },
        status=query.status,
        updated_since=query.updated_since,
        facets=query.facets,
    )


def _usual_order(has_words: bool, has_place: bool) -> Order:
    """The best first if words say what best is, else the closest to people, else the newest."""
    if has_words:
        return "relevance"
    return "proximity" if has_place else "-updated"
