"""What follows from a deletion, also one of many at once that calls no model's `delete`."""

from django.db.models.signals import post_delete
from django.dispatch import receiver

from api import versions
from funders.models import Funder


@receiver(post_delete, sender=Funder)
def on_funder_deleted(**kwargs: object) -> None:
    """The public list of funders changed."""
    versions.bump()
