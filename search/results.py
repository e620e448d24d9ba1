"""The answer: one frozen value, whatever engine gave it. Plain Python, without Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from search.groups import Group


class Match(NamedTuple):
    """Why a hit is one: the territory that made it match, the places asked it holds for, the words found."""

    territory_id: str | None
    territory_name: str
    asked: tuple[str, ...]
    # Only the texts where words were found, as HTML: {"title": "Prime <mark>vélo</mark> &amp; trottinette"}.
    highlight: Mapping[str, str]


class Hit(NamedTuple):
    """An aid in one language. `summary` is its ready JSON, which holds nothing of the day, the question or the host."""

    aid_id: int
    locale: str
    summary: bytes
    status: str
    # None when neither words nor a place were asked.
    match: Match | None


class FacetValue(NamedTuple):
    """How many aids there would be with this value, if the facet's own filter were off."""

    value: str
    label: str
    count: int  # type: ignore[assignment]  # hides what tuples can do and nobody asks of this one


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one filter with their counts, in the order to show them."""

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Rescue:
    """A change of the question that would give something, told when nothing matches.

    Either `drop`, a parameter to leave out ("search" leaves the words out and keeps the place they named; "territory"
    keeps `Interpreted.search` without any place; "status" means `status=all`), or a `territory` around with its
    `territory_match`: aids that exist elsewhere in it, not for the place asked.
    """

    total: int
    drop: str = ""
    territory: str = ""
    territory_match: str = ""


@dataclass(frozen=True, slots=True)
class Interpreted:
    """What was understood: the words left, the territories that filtered, and the codes recognised in the text."""

    search: str = ""
    territories: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    benefits: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    # Other places of the same name as the one recognised in the text, to choose from.
    homonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResults:
    """A page of hits and all that is told around it."""

    hits: tuple[Hit, ...]
    total: int
    engine: str
    version: int
    interpreted: Interpreted = field(default_factory=Interpreted)
    facets: tuple[Facet, ...] = ()
    # The corrected text that was answered instead of the one typed.
    suggestion: str | None = None
    rescue: tuple[Rescue, ...] = ()
    # Whether the engine of the site was down, and the database's answered in its place.
    is_fallback: bool = False
    # What was asked of texts: pages of the site are asked the same.
    groups: tuple[Group, ...] = ()
