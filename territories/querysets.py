"""Querysets of territories, with verbs that chain: `Territory.objects.current().of_kind(Kind.EPCI)`."""

from django.db import models


class TerritoryQuerySet(models.QuerySet):
    """What may be said of many territories at once."""

    def current(self) -> "TerritoryQuerySet":
        """Those of the division of today, and the zones."""
        return self.filter(is_former=False)

    def former(self) -> "TerritoryQuerySet":
        """Those that a newer division no longer has."""
        return self.filter(is_former=True)

    def of_kind(self, *kinds: str) -> "TerritoryQuerySet":
        """Communes, or EPCI and EPT."""
        return self.filter(kind__in=kinds)
