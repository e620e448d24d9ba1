"""Reading and moving on the catalogue's version (see api.models.Catalogue)."""

import time
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from api.models import Catalogue

Version = tuple[int, datetime]

NEVER = datetime.fromtimestamp(0, tz=UTC)
RECENT_SECONDS = 1.0

# When this process last read the version, on the monotonic clock, and what it read.
_seen: tuple[float, Version] | None = None


def bump() -> int:
    """Move the version on and return the new one. Call it inside the transaction of the change it stands for.

    The row stays locked until that transaction ends, so that versions become visible in the order of their numbers:
    a reader who has seen version 8 has seen all that 7 stood for.
    """
    with transaction.atomic():
        Catalogue.objects.get_or_create(pk=1)
        Catalogue.objects.filter(pk=1).update(version=F("version") + 1, changed_at=timezone.now())
        reset()
        return Catalogue.objects.values_list("version", flat=True).get(pk=1)


def current() -> Version:
    """The version and the instant it was reached, straight from the database; (0, 1970) before the first change."""
    return Catalogue.objects.filter(pk=1).values_list("version", "changed_at").first() or (0, NEVER)


def recent() -> Version:
    """`current()`, read at most once a second by this process: what hot paths ask, thousands of times a second."""
    global _seen
    now = time.monotonic()
    if _seen is None or now - _seen[0] >= RECENT_SECONDS:
        _seen = (now, current())
    return _seen[1]


def reset() -> None:
    """Forget what was read."""
    global _seen
    _seen = None
