"""The question: one frozen value, the same for the page, the API and every engine. Plain Python, without Django."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

TerritoryMatch = Literal["applicable", "within", "any"]
StatusFilter = Literal["open", "upcoming", "closed", "all"]
Order = Literal["relevance", "proximity", "-updated", "title", "closes_on", "-amount"]
FacetName = Literal["mode", "kind", "funder", "beneficiary", "benefit", "status"]

TERRITORY_MATCHES: tuple[TerritoryMatch, ...] = get_args(TerritoryMatch)
STATUSES: tuple[StatusFilter, ...] = get_args(StatusFilter)
ORDERS: tuple[Order, ...] = get_args(Order)
FACETS: tuple[FacetName, ...] = get_args(FacetName)

TEXT_LENGTH = 200
DEFAULT_LIMIT = 20
MAX_LIMIT = 100
MAX_OFFSET = 10_000
# Paris is one commune, postcode 51300 is 46: enough for a home and a workplace known by their postcodes.
MAX_TERRITORIES = 100


@dataclass(frozen=True, slots=True)
class AidQuery:
    """What someone asks, e.g. "open bike aids that apply in Dijon". Values within a filter are alternatives.

    Territories, codes and slugs are known ones: `search.grammar` makes queries out of what people send.
    """

    # The day in Paris that decides what is open: an argument, never read from a clock here.
    on_day: date
    text: str = ""
    territories: tuple[str, ...] = ()
    territory_match: TerritoryMatch = "applicable"
    modes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    benefits: tuple[str, ...] = ()
    status: StatusFilter = "open"
    updated_since: datetime | None = None
    # Whether places, modes… named in the text are understood and misspelt words corrected.
    interpret: bool = True
    locale: str = "fr"
    # None: relevance if there are words, else proximity if there is a place, else the last updated first.
    order: Order | None = None
    limit: int = DEFAULT_LIMIT
    offset: int = 0
    facets: tuple[FacetName, ...] = ()
