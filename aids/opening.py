"""When an aid is open: the one rule, without Django. SQL and the engines narrow; this decides."""

from datetime import date
from typing import Protocol


class HasDates(Protocol):
    """Whatever has an aid's dates: the model, an index entry, a test's tuple."""

    @property
    def opens_on(self) -> date | None: ...
    @property
    def closes_on(self) -> date | None: ...


def status(aid: HasDates, on_day: date) -> str:
    """`upcoming` before the first day, `closed` after the last one, else `open`; both days are inclusive.

    `on_day` is a day in Paris: an aid that closes on 31 December is open until midnight there.
    """
    if aid.opens_on is not None and on_day < aid.opens_on:
        return "upcoming"
    if aid.closes_on is not None and on_day > aid.closes_on:
        return "closed"
    return "open"
