"""Querysets of funders, with verbs that chain."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from funders.models import Funder  # noqa: F401 - named in quotes below


class FunderQuerySet(models.QuerySet["Funder"]):
    """What may be said of many funders at once."""

    def active(self) -> Self:
        """Those that haven't withdrawn: their aids may be public."""
        return self.filter(withdrawn_on__isnull=True)
