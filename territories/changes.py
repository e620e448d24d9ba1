"""Telling every process that territories changed."""

import uuid

from django.dispatch import Signal

from api import versions
from territories.models import DivisionVersion

territories_renamed = Signal()
"""`ids: Sequence[str]`: territories that a newer division calls otherwise. Sent inside the transaction of the load."""


def division_changed() -> None:
    """Call inside the transaction of any change of a territory, an old name or a zone's communes."""
    DivisionVersion.objects.update_or_create(pk=1, defaults={"token": uuid.uuid4().hex})
    versions.bump()


def token() -> str:
    """The token of what the database holds now; empty before the first load."""
    return DivisionVersion.objects.filter(pk=1).values_list("token", flat=True).first() or ""
