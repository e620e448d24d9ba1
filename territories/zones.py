"""Zones: territories minus territories, worked out to communes.

Tisséo is Toulouse Métropole, le Muretain, le Sicoval and some communes more: 108 communes that no official territory
holds together. A zone may be made of zones (a pass valid in two networks), never of itself.
"""

from collections import defaultdict
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from django.db import transaction
from django.utils.translation import gettext as _

from territories.changes import division_changed
from territories.models import Kind, Territory, TerritoryCommune, ZonePart, territory_id

COUNTRY = territory_id(Kind.PAYS, "FR")


class CircularZoneError(ValueError):
    """A zone that, by way of others, is a part of itself."""

    def __init__(self, cycle: list[str]) -> None:
        super().__init__(_("Une zone ne peut pas se contenir elle-même : %(cycle)s.") % {"cycle": " > ".join(cycle)})
        self.cycle = cycle


def in_order(parts: Mapping[str, set[str]]) -> list[str]:
    """Each zone after the zones it is made of, so that one pass works them all out. Raises CircularZoneError.

    `parts` says of each zone what it includes or leaves out; what isn't one of its keys isn't a zone.
    """
    graph = {zone: {part for part in made_of if part in parts} for zone, made_of in parts.items()}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise CircularZoneError(error.args[1]) from error


def check(zone: str, parts: set[str]) -> None:
    """Raise CircularZoneError if that zone, made of these parts, would contain itself."""
    in_order(_parts() | {zone: parts})


@transaction.atomic
def set_parts(zone: str, *, include: set[str], exclude: set[str]) -> None:
    """Make a zone of these territories minus those, and work out what follows. Raises CircularZoneError."""
    check(zone, include | exclude)
    ZonePart.objects.filter(zone=zone).delete()
    rows = [(part, False) for part in sorted(include - exclude)] + [(part, True) for part in sorted(exclude)]
    ZonePart.objects.bulk_create([ZonePart(zone_id=zone, part_id=part, excluded=excluded) for part, excluded in rows])
    zones_changed()


@transaction.atomic
def zones_changed() -> None:
    """Call after any change of a zone: its name, its parts, its end."""
    recompute_all()
    division_changed()


@transaction.atomic
def recompute_all() -> None:
    """Write the communes of every zone. There are few zones, one may be a part of another, and one pass is quick."""
    parts = _parts()
    held = _communes_of(set().union(*parts.values()) - parts.keys()) if parts else {}
    excluded = set(ZonePart.objects.filter(excluded=True).values_list("zone", "part"))
    for zone in in_order(parts):
        kept = set().union(*(held[part] for part in parts[zone] if (zone, part) not in excluded))
        left_out = set().union(*(held[part] for part in parts[zone] if (zone, part) in excluded))
        held[zone] = kept - left_out
        _write(zone, held[zone])


def _parts() -> dict[str, set[str]]:
    """Zones, and what they are made of."""
    parts: dict[str, set[str]] = {
        zone: set() for zone in Territory.objects.of_kind(Kind.ZONE).values_list("pk", flat=True)
    }
    for zone, part in ZonePart.objects.values_list("zone", "part"):
        parts[zone].add(part)
    return parts


def _communes_of(territories: set[str]) -> dict[str, set[str]]:
    """What these official territories hold: a commune itself, the country everything, the others their rows."""
    communes: dict[str, set[str]] = defaultdict(set)
    current = Territory.objects.current().of_kind(Kind.COMMUNE)
    for commune in current.filter(pk__in=territories).values_list("pk", flat=True):
        communes[commune].add(commune)
    if COUNTRY in territories:
        communes[COUNTRY].update(current.values_list("pk", flat=True))
    for territory, commune in TerritoryCommune.objects.filter(territory__in=territories).values_list(
        "territory", "commune"
    ):
        communes[territory].add(commune)
    return communes


def _write(zone: str, communes: set[str]) -> None:
    present = set(TerritoryCommune.objects.filter(territory=zone).values_list("commune", flat=True))
    TerritoryCommune.objects.filter(territory=zone).exclude(commune__in=communes).delete()
    TerritoryCommune.objects.bulk_create(
        [TerritoryCommune(territory_id=zone, commune_id=commune) for commune in sorted(communes - present)],
        batch_size=2000,
    )
    population = sum(Territory.objects.filter(pk__in=communes).values_list("population", flat=True))
    Territory.objects.filter(pk=zone).update(population=population)
