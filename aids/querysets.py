"""Querysets of aids, with verbs that chain: `Aid.objects.visible().open_on(day)`."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

if TYPE_CHECKING:
    from aids.models import Aid  # noqa: F401 - named in quotes below

TERRITORY_RELATIONS = ("include", "exclude", "within")


class AidQuerySet(models.QuerySet["Aid"]):
    """What may be said of many aids at once."""

    def visible(self) -> Self:
        """What the public may see, everywhere: published, of a funder that hasn't withdrawn."""
        return self.filter(live=True, funder__withdrawn_on__isnull=True)

    def open_on(self, day: date) -> Self:
        """Those that `aids.opening.status` calls `open` on that day."""
        return self.filter(
            Q(opens_on__isnull=True) | Q(opens_on__lte=day),
            Q(closes_on__isnull=True) | Q(closes_on__gte=day),
        )

    def upcoming_on(self, day: date) -> Self:
        """Those that open after that day."""
        return self.filter(opens_on__gt=day)

    def closed_on(self, day: date) -> Self:
        """Those that ended before that day (and had begun)."""
        return self.filter(Q(opens_on__isnull=True) | Q(opens_on__lte=day), closes_on__lt=day)

    def with_status(self, status: str, day: date) -> Self:
        """Those of one status, named as `aids.opening.status` names it."""
        verbs = {"open": self.open_on, "upcoming": self.upcoming_on, "closed": self.closed_on}
        return verbs[status](day)

    def on_former_territories(self) -> Self:
        """Those that name a territory that the official division no longer has: somebody must choose the new one."""
        former: Any = Q()
        for _name, rows in self._territory_rows():
            former |= Exists(rows.filter(aid=OuterRef("pk"), territory__is_former=True))
        return self.filter(former)

    def for_serializing(self) -> Self:
        """With all that `aids.serializers` reads, in a number of queries that doesn't depend on how many aids."""
        return self.select_related("locale", "funder").prefetch_related(
            "modes__labels",
            "beneficiaries__labels",
            "proofs__labels",
            # Joined: Django asks for a thousand prefetched territories in a form that SQLite refuses.
            *(Prefetch(name, rows.select_related("territory")) for name, rows in self._territory_rows()),
        )

    def _territory_rows(self) -> Iterator[tuple[str, models.QuerySet[models.Model]]]:
        for name in TERRITORY_RELATIONS:
            yield name, getattr(self.model, name).rel.related_model._default_manager.all()
