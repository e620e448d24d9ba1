"""Who gets an aid by where they are. Plain sets: SQL and engines narrow, this decides and explains.

Dijon is in Côte-d'Or, in Dijon Métropole, in Bourgogne-Franche-Comté and in France: these, and itself, are its
ancestors. An aid of the région that leaves out the métropole doesn't reach Dijon.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Match = Literal["applicable", "within", "any"]


@dataclass(frozen=True, slots=True)
class Perimeter:
    """Where an aid applies: in any of `include`, in none of `exclude`, and in one of `within` if there are any."""

    include: frozenset[str]
    exclude: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """A territory asked for.

    `ancestors` hold every one of its communes (itself too); `overlapping` share at least one with it, whichever is the
    larger: all that a département's officer may want to see.
    """

    id: str
    ancestors: frozenset[str]
    overlapping: frozenset[str]
    # What else overlaps with it, where every commune does: an engine that is told so needs no list of 35,000.
    besides_communes: frozenset[str] | None = None


def matches(perimeter: Perimeter, place: Place, match: Match) -> bool:
    """Whether the aid is found for that place.

    `applicable`: somebody there can get it. `within`: not that, but it exists in a part of the place, or reaches into
    it; an EPCI astride two départements is found from both. `any`: one or the other.
    """
    return bool(_deciding(perimeter, place, match))


def matching_territory(perimeter: Perimeter, place: Place, match: Match, communes: Callable[[str], int]) -> str | None:
    """Of the included territories that make the aid match, the one with the fewest communes: the closest to people."""
    deciding = _deciding(perimeter, place, match)
    return min(deciding, key=lambda territory: (communes(territory), territory), default=None)


def _deciding(perimeter: Perimeter, place: Place, match: Match) -> frozenset[str]:
    """The included territories that make the aid match; none when it doesn't."""
    if perimeter.exclude & place.ancestors:
        return frozenset()
    applicable = perimeter.include & place.ancestors
    if applicable and _is_within(perimeter, place.ancestors):
        return applicable if match != "within" else frozenset()
    if match == "applicable":
        return frozenset()
    overlapping = perimeter.include & place.overlapping
    return overlapping if _is_within(perimeter, place.ancestors, place.overlapping) else frozenset()


def _is_within(perimeter: Perimeter, *territories: frozenset[str]) -> bool:
    return not perimeter.within or not all(map(perimeter.within.isdisjoint, territories))
