"""What an engine is asked and what it answers: tokens, codes and territories, never language or presentation.

The service (`search.service`) understands texts before, and explains, highlights and rescues after: the same for all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from search.entry import Filter
from search.groups import Group
from search.query import FacetName, Order, StatusFilter, TerritoryMatch
from territories.matching import Place


@dataclass(frozen=True, slots=True)
class Question:
    """An `AidQuery` whose text and places are understood."""

    on_day: date
    locale: str
    order: Order
    limit: int
    offset: int = 0
    groups: tuple[Group, ...] = ()
    places: tuple[Place, ...] = ()
    territory_match: TerritoryMatch = "applicable"
    # How many communes a territory holds: the fewer, the closer to people.
    commune_count: Callable[[str], int] = len
    # Values within a filter are alternatives: {"mode": ("bike", "walking"), "kind": ("employer",)}.
    codes: Mapping[Filter, tuple[str, ...]] | None = None
    status: StatusFilter = "open"
    updated_since: datetime | None = None
    facets: tuple[FacetName, ...] = ()


class Found(NamedTuple):
    """One aid of the answer, with its stored JSON."""

    aid_id: int
    locale: str
    summary: bytes
    # What explains it: see `search.marks`.
    marks: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """A page, the total and the counts, all of one state of the catalogue."""

    found: tuple[Found, ...]
    total: int
    version: int
    # Aids by value, e.g. {"mode": {"bike": 12}}; zeros may be left out.
    facets: Mapping[FacetName, Mapping[str, int]]
    # The names of the funders counted.
    funder_names: Mapping[str, str]
    # Who answered, and whether it stood in for the engine of the site.
    engine: str = "database"
    is_fallback: bool = False


class EngineDownError(Exception):
    """An engine didn't answer, or what it said is no answer. The message is for the log, never for the public."""

    def __init__(self, message: str, status_code: int | None = None) -> None:
        super().__init__(message)
        # What a server said of it, if it is one and said something.
        self.status_code = status_code


class Engine(Protocol):
    """The database is one, and the default; Elasticsearch is another, and the database answers when it is down."""

    @property
    def name(self) -> str:
        """The one that answers at this moment."""

    def answer(self, question: Question) -> Answer:
        """The aids in order, with their total and the counts asked."""
