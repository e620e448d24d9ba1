"""What an engine knows of one aid in one language: tokens, codes, territories, dates. Plain Python, without Django.

`search.documents` writes it as JSON beside the ready Summary; every engine reads it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

import orjson

Field = Literal["title", "labels", "summary", "body"]
# `labels` are the names of the funder, of the territories and of the modes.
FIELDS: tuple[Field, ...] = ("title", "labels", "summary", "body")

Filter = Literal["mode", "kind", "funder", "beneficiary", "benefit"]
FILTERS: tuple[Filter, ...] = ("mode", "kind", "funder", "beneficiary", "benefit")

# An aid that names no beneficiary is for everyone.
EVERYONE = "everyone"
UNKNOWN_AMOUNT = 1e12


class Dates(NamedTuple):
    """As `aids.opening.status` wants them."""

    opens_on: date | None
    closes_on: date | None


PERMANENT = Dates(None, None)


@dataclass(frozen=True, slots=True)
class Entry:
    """The part of a document that is searched, filtered, counted and sorted."""

    tokens: Mapping[Field, Sequence[str]]
    # Of each filter, e.g. the mode `bike`, the kind `territory`, the funder `tisseo`; none of `benefit` is possible.
    codes: Mapping[Filter, Sequence[str]]
    include: Sequence[str]
    exclude: Sequence[str] = ()
    within: Sequence[str] = ()
    dates: Dates = PERMANENT
    # Lowest first; see `amount_rank`.
    amount_rank: float = UNKNOWN_AMOUNT
    funder_name: str = ""

    def to_json(self) -> str:
        """As it is kept."""
        return orjson.dumps(self, default=tuple).decode()

    @classmethod
    def from_json(cls, text: str) -> "Entry":
        """As it was kept."""
        fields = orjson.loads(text)
        fields["dates"] = dates(*fields["dates"])
        return cls(**fields)


@lru_cache(maxsize=10_000)
def dates(opens_on: str | None, closes_on: str | None) -> Dates:
    """From ISO days. Most aids share their dates, or have none: one value in memory for all of them."""
    return Dates(
        date.fromisoformat(opens_on) if opens_on else None,
        date.fromisoformat(closes_on) if closes_on else None,
    )


def amount_rank(amount: Decimal | None, period: str) -> float:
    """Where an amount stands among others: what is paid once first, the largest first; the unknown last.

    2,000 € once, then 500 € once, then 80 € a month. No amount of the model reaches 10⁹.
    """
    if amount is None:
        return UNKNOWN_AMOUNT
    return -float(amount) + (0 if period == "once" else 1e9)
