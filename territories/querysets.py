"""Querysets of territories, with verbs that chain: `Territory.objects.current().of_kind(Kind.EPCI)`."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from territories.models import Territory  # noqa: F401 - named in quotes below


class TerritoryQuerySet(models.QuerySet["Territory"]):
    """What may be said of many territories at once."""

    def current(self) -> Self:
        """Those of the division of today, and the zones."""
        return self.filter(is_former=False)

    def former(self) -> Self:
        """Those that a newer division no longer has."""
        return self.filter(is_former=True)

    def of_kind(self, *kinds: str) -> Self:
        """Communes, or EPCI and EPT."""
        return self.filter(kind__in=kinds)
