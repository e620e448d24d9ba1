"""Zones: territories minus territories, zones of zones, never of themselves."""

import pytest

from api import versions
from territories import division, zones
from territories.models import Territory, Zone

pytestmark = pytest.mark.django_db


def zone(code: str, include: set[str], exclude: set[str] = frozenset()) -> str:  # type: ignore[assignment]  # an empty set
    made = Zone(code=code, name=code.title())
    made.save()
    zones.set_parts(made.pk, include=include, exclude=exclude)
    return made.pk


def communes(zone: str) -> frozenset[str]:
    return division.current().communes(zone)


def test_what_is_excluded_is_left_out():
    pk = zone("nord", {"departement-59"}, {"commune-59009"})

    assert communes(pk) == {"commune-59350"}


def test_the_whole_country_minus_a_region():
    pk = zone("hors-occitanie", {"pays-FR"}, {"region-76"})

    assert "commune-31555" not in communes(pk)
    assert "commune-97411" in communes(pk)


def test_a_zone_of_zones_follows_them():
    inner = zone("inner", {"commune-31555"})
    outer = zone("outer", {inner, "commune-31395"})

    zones.set_parts(inner, include={"commune-31149"}, exclude=set())

    assert communes(outer) == {"commune-31149", "commune-31395"}


def test_a_zone_may_leave_out_a_zone():
    inner = zone("inner", {"commune-59009"})

    assert communes(zone("outer", {"departement-59"}, {inner})) == {"commune-59350"}


def test_a_circle_is_refused_and_nothing_changes():
    inner = zone("inner", {"commune-31555"})
    outer = zone("outer", {inner})

    with pytest.raises(zones.CircularZoneError, match="zone-outer"):
        zones.set_parts(inner, include={outer}, exclude=set())

    assert communes(outer) == {"commune-31555"}


def test_a_change_is_told_to_the_public():
    before = versions.current()

    zone("nord", {"departement-59"})

    assert versions.current() > before


def test_a_zone_counts_its_inhabitants():
    pk = zone("nord", {"departement-59"}, {"commune-59009"})

    assert Territory.objects.get(pk=pk).population == Territory.objects.get(pk="commune-59350").population


def test_a_deleted_zone_is_forgotten():
    pk = zone("nord", {"departement-59"})
    Zone.objects.get(pk=pk).delete()

    assert division.current().get(pk) is None
