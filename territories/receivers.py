"""What follows from the end of a zone. Its changes are told by its form and by `territories.zones`."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from territories import zones
from territories.models import Kind, Territory, Zone


@receiver(post_delete, sender=Zone)
@receiver(post_delete, sender=Territory)
def forget_zone(sender: type[Territory], instance: Territory, **kwargs: Any) -> None:
    """Wherever a zone is deleted from, zones made of others and the division in memory follow."""
    if instance.kind == Kind.ZONE:
        zones.zones_changed()
