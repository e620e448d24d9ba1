"""Which positions the filters of a question leave: territories, codes, status, language.

What `territories.matching` says of one aid is said here of all at once, and `aids.opening` likewise: tests/contracts
runs both on the same cases.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from search.engines.interface import Question
from search.entry import EVERYONE, Filter
from search.index.bits import of, positions, without
from search.index.catalogue import ANY_WITHIN, Catalogue, View
from search.query import TerritoryMatch
from territories.matching import Place


@dataclass(frozen=True, slots=True)
class Filtered:
    """What the filters leave, each apart, so that a facet can be counted as if its own were off."""

    # Language, territories, last publication.
    scope: int
    # By filter in use: "mode", "status"…
    filters: dict[str, int]
    # The aids by how many communes the territory that made them match has, fewest first; an aid may come again later.
    closeness: tuple[int, ...]


def filtered(catalogue: Catalogue, view: View, question: Question) -> Filtered:
    """The filters of a question."""
    scope = view.selected.get(question.locale, view.selected.get(catalogue.default_locale, 0))
    closeness: tuple[int, ...] = ()
    if question.places:
        levels = _by_commune_count(catalogue, question)
        reached = 0
        for level in levels.values():
            reached |= level
        scope &= reached
        closeness = tuple(levels[count] for count in sorted(levels))
    if question.updated_since:
        since = question.updated_since.timestamp()
        late = [position for position in positions(scope) if catalogue.published[position] >= since]
        scope = of(late, view.size)
    filters: dict[str, int] = {
        name: with_codes(catalogue, name, values) for name, values in (question.codes or {}).items() if values
    }
    if question.status != "all":
        filters["status"] = statuses(catalogue, view, question.on_day)[question.status]
    return Filtered(scope, filters, closeness)


def with_codes(catalogue: Catalogue, name: Filter, values: tuple[str, ...]) -> int:
    """The aids that have one of the codes; what is for everyone is for students too."""
    if name == "beneficiary":
        values = (*values, EVERYONE)
    return catalogue.codes[name].union(values)


def statuses(catalogue: Catalogue, view: View, on_day: date) -> dict[str, int]:
    """Every aid by its status on a day in Paris, as `aids.opening.status` has it. Computed once a day and view."""
    known = view.statuses.get(on_day)
    if known is None:
        day = on_day.isoformat()
        upcoming = catalogue.opens.union([opens for opens in catalogue.opens.all_keys() if opens > day])
        ended = catalogue.closes.union([closes for closes in catalogue.closes.all_keys() if closes < day])
        closed = without(ended, upcoming)
        known = {"upcoming": upcoming, "open": without(view.alive, upcoming | closed), "closed": closed}
        view.statuses[on_day] = known
    return known


def _by_commune_count(catalogue: Catalogue, question: Question) -> dict[int, int]:
    """The aids found for one of the places, by the number of communes of a territory that makes them match."""
    levels: dict[int, int] = {}
    for place in question.places:
        for deciding, found in _found(catalogue, place, question.territory_match):
            for count, territories in _grouped(deciding, question.commune_count).items() if found else ():
                if level := catalogue.include.union(territories) & found:
                    levels[count] = levels.get(count, 0) | level
    return levels


def _grouped(territories: AbstractSet[str], commune_count: Callable[[str], int]) -> dict[int, list[str]]:
    groups: dict[int, list[str]] = {}
    for territory in territories:
        groups.setdefault(commune_count(territory), []).append(territory)
    return groups


def _found(catalogue: Catalogue, place: Place, match: TerritoryMatch) -> list[tuple[AbstractSet[str], int]]:
    """The aids that match, with the territories among which the one that decided is: see `matching._deciding`."""
    excluded = catalogue.exclude.union(place.ancestors)
    applicable = without(_included(catalogue, place.ancestors, place.ancestors), excluded)
    found: list[tuple[AbstractSet[str], int]] = [(place.ancestors, applicable)] if match != "within" else []
    if match != "applicable":
        overlapping = catalogue.include.among(place.overlapping)
        around = without(_included(catalogue, overlapping, place.ancestors | place.overlapping), excluded)
        found.append((overlapping, without(around, applicable)))
    return found


def _included(catalogue: Catalogue, include: AbstractSet[str], within: frozenset[str]) -> int:
    included = catalogue.include.union(include)
    limited = catalogue.within.bits(ANY_WITHIN)
    if not limited:
        return included
    return without(included, without(limited, catalogue.within.union(catalogue.within.among(within))))
