""" "Est-ce pour moi ?": whether an aid applies at a place, and by which territory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search import addresses
from search.views.places import label
from search.views.ways import way
from territories import division
from territories.matching import Perimeter, matches, matching_territory


@dataclass(frozen=True)
class Verdict:
    """Yes, by that way; or no, though perhaps in a part of the place (a département asked for a métropole's aid)."""

    place: str
    applies: bool
    in_part: bool
    way: tuple[str, ...]
    search_url: str


def perimeter(territories: Mapping[str, Sequence[Mapping[str, Any]]]) -> Perimeter:
    """Where an aid applies, out of its public face."""
    ids = {name: frozenset(territory["id"] for territory in rows) for name, rows in territories.items()}
    return Perimeter(ids["include"], ids["exclude"], ids["within"])


def verdict(where: Perimeter, territory_id: str, language: str) -> Verdict:
    """Ask the rule that every search asks."""
    known = division.current()
    place = known.place(territory_id)
    by = matching_territory(where, place, "applicable", known.commune_count)
    return Verdict(
        place=label(territory_id),
        applies=by is not None,
        in_part=by is None and matches(where, place, "within"),
        way=way(territory_id, by) if by else (),
        search_url=addresses.search_url(language, [("territory", territory_id)]) or "",
    )
