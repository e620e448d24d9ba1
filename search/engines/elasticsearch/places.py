"""The places asked as clauses: what `territories.matching` says of one aid, said here to Elasticsearch.

An aid is found by an included territory, and the fewer communes that one has the closer the aid is: so the clauses that
find are those that score.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from search.engines.elasticsearch.clauses import Clause, all_of, any_of, best_of, constant, terms
from search.engines.elasticsearch.digits import Digits
from search.engines.elasticsearch.documents import ANYWHERE
from search.engines.interface import Question
from territories.matching import Place

COMMUNE = "commune-"
# Stands for each of them, where the country is asked: 35,000 names would weigh a megabyte, and take a second.
EVERY_COMMUNE = "commune-*"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to be found for one place: by one of these territories, if the other clauses say so too."""

    # By number of communes.
    deciding: dict[int, list[str]]
    within: Clause
    never: tuple[Clause, ...]


def ways(question: Question) -> list[Way]:
    """How an aid may be found for the places asked: as `matching._deciding` has it."""
    found: list[Way] = []
    for place in question.places:
        if question.territory_match != "within":
            found.append(_applicable(place, question.commune_count))
        if question.territory_match != "applicable":
            found.append(_around(place, question.commune_count))
    return found


def levels(ways: Sequence[Way]) -> list[int]:
    """The numbers of communes that tell which aid is closer, fewest first."""
    return sorted({count for way in ways for count in way.deciding})


def found(ways: Sequence[Way], digits: Digits) -> Clause:
    """The aids found for one of the places, the closest with the highest score."""
    ranks = {count: max(digits.levels - 1 - rank, 0) for rank, count in enumerate(levels(ways))}
    return best_of([_found(way, ranks, digits) for way in ways])


def _found(way: Way, ranks: dict[int, int], digits: Digits) -> Clause:
    closest = best_of(
        [
            constant(_any_of("include", territories), ranks[count] * digits.closeness)
            for count, territories in sorted(way.deciding.items())
        ]
    )
    return {"bool": {"must": closest, "filter": way.within, "must_not": way.never}}


def _applicable(place: Place, commune_count: Callable[[str], int]) -> Way:
    return Way(_by_count(place.ancestors, commune_count), _within(place.ancestors), (_excluded(place),))


def _around(place: Place, commune_count: Callable[[str], int]) -> Way:
    """Not applicable there, but somewhere in it, or reaching into it."""
    applicable = all_of(terms("include", place.ancestors), _within(place.ancestors))
    around = place.overlapping
    if place.besides_communes is not None:
        around = place.besides_communes | {EVERY_COMMUNE}
    deciding = _by_count(around, commune_count)
    return Way(deciding, _within(place.ancestors | around), (_excluded(place), applicable))


def _excluded(place: Place) -> Clause:
    return terms("exclude", place.ancestors)


def _within(territories: AbstractSet[str]) -> Clause:
    return _any_of("within", (*territories, ANYWHERE))


def _any_of(field: str, territories: Sequence[str]) -> Clause:
    if EVERY_COMMUNE not in territories:
        return terms(field, territories)
    others = [territory for territory in territories if territory != EVERY_COMMUNE]
    return any_of([{"prefix": {field: COMMUNE}}, *([terms(field, others)] if others else [])])


def _by_count(territories: AbstractSet[str], commune_count: Callable[[str], int]) -> dict[int, list[str]]:
    counted: dict[int, list[str]] = defaultdict(list)
    for territory in territories:
        counted[1 if territory == EVERY_COMMUNE else commune_count(territory)].append(territory)
    return counted
