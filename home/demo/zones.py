"""The perimeters of `zones.toml`, made where they don't exist yet."""

from django.db import transaction

from home.demo.facts import written
from territories import zones
from territories.models import Kind, Territory, territory_id


@transaction.atomic
def create_zones() -> None:
    """Tisséo and the other transport authorities. A zone that exists is the team's: it is left as it is."""
    for slug, stated in written("zones").items():
        zone, is_new = Territory.objects.get_or_create(
            id=territory_id(Kind.ZONE, slug), defaults={"kind": Kind.ZONE, "code": slug, "name": stated["name"]}
        )
        if is_new:
            zones.set_parts(zone.id, include=set(stated["include"]), exclude=set())
