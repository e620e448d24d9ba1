"""Loading the division, and a newer one over it."""

import csv
from pathlib import Path

import pytest
from django.core.management import call_command

from api import versions
from funders.models import Funder, FunderType
from territories import division, zones
from territories.former import pointers
from territories.loading import load_division
from territories.models import OldCommune, Territory, TerritoryCommune, Zone
from tests.conftest import SMALL_DIVISION

pytestmark = pytest.mark.django_db


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """Next year: Balma became a part of Toulouse, Toulouse Métropole has another SIREN, Colomiers left it."""
    with SMALL_DIVISION.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns = list(reader.fieldnames or ())
        rows = list(reader)
    kept = []
    for row in rows:
        if row["kind"] == "commune" and row["code"] == "31044":
            kept.append(dict.fromkeys(columns, "") | {"kind": "deleguee", "code": "31044", "commune": "31555"})
            continue
        if row["kind"] == "commune" and row["code"] == "31149":
            row["epci"] = ""
        for column in ("code", "epci"):
            if row[column] == "243100518":
                row[column] = "999999999"
        kept.append(row)
    path = tmp_path / "newer.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(kept)
    return path


def test_the_same_file_twice_changes_nothing():
    before = versions.current()

    report = load_division(SMALL_DIVISION)

    assert not report.changed
    assert versions.current() == before


def test_what_disappeared_is_kept_as_former(newer: Path):
    report = load_division(newer)

    assert set(report.newly_former) == {"commune-31044", "epci-243100518"}
    assert Territory.objects.get(pk="commune-31044").is_former
    assert not Territory.objects.filter(pk="epci-999999999", is_former=True).exists()


def test_a_commune_that_merged_reads_as_the_one_it_is_a_part_of(newer: Path):
    load_division(newer)

    now = division.current()

    assert now.resolve("commune-31044") == "commune-31555"
    assert now.communes("commune-31044") == {"commune-31555"}
    assert OldCommune.objects.get(code="31044").name == "Balma"


def test_an_aid_of_a_former_epci_still_applies_where_it_did(newer: Path):
    load_division(newer)

    assert "epci-243100518" in division.current().place("commune-31149").ancestors
    assert "epci-243100518" in division.current().place("commune-31555").ancestors


def test_the_newer_links_replace_the_older(newer: Path):
    load_division(newer)

    holders = set(TerritoryCommune.objects.filter(commune="commune-31149").values_list("territory", flat=True))
    assert holders == {"epci-243100518", "departement-31", "region-76"}


def test_loading_the_newer_one_again_changes_nothing(newer: Path):
    load_division(newer)

    assert not load_division(newer).changed


def test_loading_the_older_one_again_brings_back_what_it_has(newer: Path):
    load_division(newer)
    load_division(SMALL_DIVISION)

    assert not Territory.objects.get(pk="commune-31044").is_former
    assert division.current().resolve("commune-31044") == "commune-31044"
    assert Territory.objects.get(pk="epci-999999999").is_former


def test_what_points_to_a_former_territory_is_listed(newer: Path, capsys: pytest.CaptureFixture[str]):
    Funder.objects.create(
        name="Toulouse Métropole",
        slug="toulouse-metropole",
        type=FunderType.LOCAL_AUTHORITY,
        territory_id="epci-243100518",
    )
    zone = Zone(code="tisseo", name="Tisséo")
    zone.save()
    zones.set_parts(zone.pk, include={"epci-243100518", "commune-31395"}, exclude=set())

    call_command("load_territories", file=newer)

    assert {(pointer.territory.pk, str(pointer.owner)) for pointer in pointers()} == {
        ("epci-243100518", "Toulouse Métropole"),
        ("epci-243100518", "Tisséo"),
    }
    output = capsys.readouterr().out
    assert "Now former: commune-31044, epci-243100518" in output
    assert "financeur Toulouse Métropole" in output


def test_zones_follow_the_newer_division(newer: Path):
    zone = Zone(code="balma", name="Balma et Muret")
    zone.save()
    zones.set_parts(zone.pk, include={"commune-31044", "commune-31395"}, exclude=set())

    load_division(newer)

    assert division.current().communes(zone.pk) == {"commune-31555", "commune-31395"}


def test_a_missing_file_is_told(tmp_path: Path):
    with pytest.raises(Exception, match="No such file"):
        call_command("load_territories", file=tmp_path / "none.csv.gz")


def test_populations_add_up():
    paris = Territory.objects.get(pk="commune-75056")

    assert paris.population > 2_000_000
    assert Territory.objects.get(pk="departement-75").population == paris.population
    assert Territory.objects.get(pk="pays-FR").population > paris.population


@pytest.mark.full_division
def test_the_shipped_division_is_whole(full_division: None):
    kinds = dict.fromkeys(("commune", "epci", "ept", "departement", "region", "pays"), 0)
    for kind in Territory.objects.current().values_list("kind", flat=True):
        kinds[kind] += 1

    assert kinds == {"commune": 34969, "epci": 1255, "ept": 11, "departement": 109, "region": 26, "pays": 1}
