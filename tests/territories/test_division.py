"""The division in memory, on the hard cases of the real one."""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api import versions
from territories import changes, division, zones
from territories.models import Territory, Zone
from territories.service import find_places

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("place", "ancestors"),
    [
        ("commune-31555", {"commune-31555", "epci-243100518", "departement-31", "region-76", "pays-FR"}),
        # The Métropole de Lyon's communes are in the Rhône all the same.
        ("commune-69266", {"commune-69266", "epci-200046977", "departement-69", "region-84", "pays-FR"}),
        # An island without EPCI, and a département of Corse.
        ("commune-29155", {"commune-29155", "departement-29", "region-53", "pays-FR"}),
        ("commune-2A004", {"commune-2A004", "epci-242010056", "departement-2A", "region-94", "pays-FR"}),
        # An EPT within a métropole.
        (
            "commune-93066",
            {"commune-93066", "ept-200057867", "epci-200054781", "departement-93", "region-11", "pays-FR"},
        ),
        # Paris is a commune and a département: each holds the other's communes.
        ("departement-75", {"departement-75", "commune-75056", "epci-200054781", "region-11", "pays-FR"}),
        ("commune-97608", {"commune-97608", "epci-200050532", "departement-976", "region-06", "pays-FR"}),
    ],
)
def test_ancestors(place: str, ancestors: set[str]):
    assert division.current().place(place).ancestors == ancestors


def test_an_epci_astride_two_regions_has_neither_for_ancestor_and_overlaps_with_both():
    # Aire-sur-l'Adour: communes of the Landes (Nouvelle-Aquitaine) and of the Gers (Occitanie)
    place = division.current().place("epci-200030435")

    assert place.ancestors == {"epci-200030435", "pays-FR"}
    assert {"departement-40", "departement-32", "region-75", "region-76", "commune-40001"} <= place.overlapping


@pytest.mark.parametrize(
    ("asked", "current"),
    [
        ("commune-75115", "commune-75056"),  # Paris 15e
        ("commune-69383", "commune-69123"),
        ("commune-13201", "commune-13055"),
        ("commune-50602", "commune-50129"),  # Tourlaville
        ("commune-01015", "commune-01015"),  # a commune déléguée has its commune's code
        ("commune-20004", "commune-2A004"),  # before Corse had two départements
        ("departement-31", "departement-31"),
        ("commune-99999", None),
        ("zone-unknown", None),
        ("", None),
    ],
)
def test_an_old_code_reads_as_its_current_commune(asked: str, current: str | None):
    assert division.current().resolve(asked) == current


@pytest.mark.parametrize(
    ("postcode", "communes"),
    [
        ("31000", ("commune-31555",)),
        ("75000", ("commune-75056",)),
        ("69000", ("commune-69123",)),
        ("13000", ("commune-13055",)),
        ("75015", ("commune-75056",)),
        ("59650", ("commune-59009",)),
        ("99999", ()),
        ("", ()),
    ],
)
def test_postcodes(postcode: str, communes: tuple[str, ...]):
    assert division.current().by_postcode(postcode) == communes


def test_counts_of_communes():
    now = division.current()

    assert now.commune_count("commune-31555") == 1
    assert now.commune_count("pays-FR") == Territory.objects.filter(kind="commune").count()
    assert now.commune_count("departement-75") == 1


def test_a_zone_is_a_territory_like_others():
    zone = Zone(code="tisseo", name="Tisséo")
    zone.save()
    zones.set_parts(zone.pk, include={"epci-243100518", "commune-31395"}, exclude={"commune-31149"})

    now = division.current()

    assert zone.pk in now.place("commune-31395").ancestors
    assert zone.pk in now.place("commune-31555").ancestors
    assert zone.pk not in now.place("commune-31149").ancestors
    assert zone.pk in now.place("departement-31").overlapping


def test_an_aid_that_changes_does_not_reload_the_division():
    before = division.current()
    versions.bump()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        after = division.current()

    assert after is before
    assert len(queries) == 2  # the version and the token


def test_nothing_is_asked_while_the_catalogue_stands_still():
    division.current()

    with CaptureQueriesContext(connection) as queries:
        division.current()

    assert len(queries) == 0


def test_a_zone_without_communes_holds_nothing_and_is_held_by_nothing():
    Zone(code="vide", name="Vide").save()
    zones.zones_changed()

    assert division.current().place("zone-vide").ancestors == {"zone-vide"}
    assert "zone-vide" not in division.current().place("commune-31555").overlapping


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_another_process_changed_is_read_beside_the_requests():
    # Given a process that knows the division, and a zone that another one makes
    before = division.current()
    find_places("toulouse")
    zone = Zone(code="autre", name="Autre")
    zone.save()
    zones.set_parts(zone.pk, include={"commune-31555"}, exclude=set())
    changes.known_here()
    versions.reset()

    # When it is asked, then it answers from what it knows, and soon from what is
    assert division.current() is before
    for thread in threading.enumerate():
        if thread.name == "division":
            thread.join(timeout=30)
    after = division.current()
    assert zone.pk in after.place("commune-31555").ancestors
    # With its names ready: nobody waits for them.
    with CaptureQueriesContext(connection) as queries:
        assert "zone-autre" in {place.record.id for place in find_places("autre")}
    assert len(queries) == 0
