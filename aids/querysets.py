"""Querysets of aids, with verbs that chain: `Aid.objects.visible().open_on(day)`."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from aids.models import Aid


class AidQuerySet(models.QuerySet["Aid"]):
    """What may be said of many aids at once."""

    def visible(self) -> "AidQuerySet":
        """What the public may see, everywhere: published, of a funder that hasn't withdrawn."""
        return self.filter(live=True, funder__withdrawn_on__isnull=True)

    def open_on(self, day: date) -> "AidQuerySet":
        """Those that `aids.opening.status` calls `open` on that day."""
        return self.filter(
            Q(opens_on__isnull=True) | Q(opens_on__lte=day),
            Q(closes_on__isnull=True) | Q(closes_on__gte=day),
        )

    def upcoming_on(self, day: date) -> "AidQuerySet":
        """Those that open after that day."""
        return self.filter(opens_on__gt=day)

    def closed_on(self, day: date) -> "AidQuerySet":
        """Those that ended before that day (and had begun)."""
        return self.filter(Q(opens_on__isnull=True) | Q(opens_on__lte=day), closes_on__lt=day)
