"""The day that decides: in Paris, wherever the server and the reader are."""

from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def today() -> date:
    """The current day in Paris: an aid that closes on the 31st is open until midnight there."""
    return datetime.now(PARIS).date()


@lru_cache(maxsize=4)
def midnight(day: date) -> datetime:
    """The instant at which that day begins in Paris."""
    return datetime.combine(day, time.min, tzinfo=PARIS)
