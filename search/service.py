"""The one way to search: what a person asks, understood, put to the engine, explained. Pages and the API call this."""

from search import engines
from search.engines.interface import Engine, Question
from search.explaining import hit
from search.facets import labelled
from search.query import AidQuery, Order
from search.reading import Understood
from search.rescue import rescues
from search.results import Interpreted, SearchResults
from search.understanding import understand
from territories import division


def search_aids(query: AidQuery) -> SearchResults:
    """The aids that answer a question, in order, with all that is told around them."""
    engine = engines.current()
    understood = _understood(engine, query)
    question = _question(query, understood)
    answer = engine.answer(question)
    return SearchResults(
        hits=tuple(hit(found, question, has_text=bool(query.text)) for found in answer.found),
        total=answer.total,
        engine=answer.engine,
        is_fallback=answer.is_fallback,
        version=answer.version,
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
        rescue=() if answer.total else rescues(engine, question, division.current()),
    )


def _understood(engine: Engine, query: AidQuery) -> Understood:
    if not query.text:
        return Understood()
    return understand(
        query.text,
        vocabulary=engine.known_tokens(),
        place_given=bool(query.territories),
        interpret=query.interpret,
    )


def _question(query: AidQuery, understood: Understood) -> Question:
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
