"""Telling every process that territories changed."""

import uuid

from django.dispatch import Signal

from api import versions
from territories.models import DivisionVersion

territories_renamed = Signal()
"""`ids: Sequence[str]`: territories that a newer division calls otherwise. Sent inside the transaction of the load."""


_made_here = False


def division_changed() -> None:
    """Call inside the transaction of any change of a territory, an old name or a zone's communes."""
    tell_here()
    DivisionVersion.objects.update_or_create(pk=1, defaults={"token": uuid.uuid4().hex})
    versions.bump()


def token() -> str:
    """The token of what the database holds now; empty before the first load."""
    return DivisionVersion.objects.filter(pk=1).values_list("token", flat=True).first() or ""


def made_here() -> bool:
    """Whether this process made a change that it hasn't read yet."""
    return _made_here


def tell_here() -> None:
    """The next question in this process waits for the change."""
    global _made_here
    _made_here = True


def known_here() -> None:
    """It is being read."""
    global _made_here
    _made_here = False
