"""When nothing matches: which change of the question would give something, and how much."""

from collections.abc import Iterator
from dataclasses import replace

from search.engines.interface import Engine, Question
from search.entry import FILTERS
from search.results import Rescue
from territories.division import Division

# Wider and wider around a place; what is anywhere in the country helps nobody.
AROUND = ("zone", "ept", "epci", "departement", "region")
# Of several places asked, the surroundings of the first ones are looked at.
MOST_PLACES = 3


def rescues(engine: Engine, question: Question, division: Division) -> tuple[Rescue, ...]:
    """Every single filter whose absence gives something, then what exists elsewhere around each place."""
    question = replace(question, limit=0, offset=0, facets=())
    dropped = [
        Rescue(total, drop=name) for name, without in _without_one(question) if (total := engine.answer(without).total)
    ]
    around = [_around(engine, question, division, place.id) for place in question.places[:MOST_PLACES]]
    return tuple(dict.fromkeys([*dropped, *(rescue for rescue in around if rescue)]))


def _without_one(question: Question) -> Iterator[tuple[str, Question]]:
    if any(group.required for group in question.groups):
        yield "search", replace(question, groups=())
    if question.places:
        yield "territory", replace(question, places=())
    codes = question.codes or {}
    for name in FILTERS:
        if codes.get(name):
            yield name, replace(question, codes={**codes, name: ()})
    if question.status != "all":
        yield "status", replace(question, status="all")
    if question.updated_since:
        yield "updated_since", replace(question, updated_since=None)


def _around(engine: Engine, question: Question, division: Division, place_id: str) -> Rescue | None:
    """The smallest territory around the place that has some in it, though none for the place itself."""
    place = division.place(place_id)
    wider = {ancestor for ancestor in place.ancestors if ancestor.partition("-")[0] in AROUND} | {place_id}
    for territory in sorted(wider, key=lambda territory: (division.commune_count(territory), territory)):
        around = replace(question, places=(division.place(territory),), territory_match="within")
        if total := engine.answer(around).total:
            return Rescue(total, territory=territory, territory_match="within")
    return None
