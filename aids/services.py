"""Writes that touch more than one model."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from aids.facts import copy_facts
from aids.models import Aid

__all__ = ["copy_facts", "publish_aid"]


@transaction.atomic
def publish_aid(*, aid: Aid, user: AbstractBaseUser | None = None) -> None:
    """Make the aid public as it is in memory, with its revision and its entry in the history."""
    if aid.pk is None:
        aid.live = False
        aid.save()
    aid.save_revision(user=user, log_action=True).publish(user=user, skip_permission_checks=True)
    aid.refresh_from_db()
