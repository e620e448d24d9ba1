"""`load_demo` on the full division: everything goes in, twice is once, what people edited stays."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from aids.models import Aid
from funders.models import Funder
from home.demo.catalogue import rows
from home.demo.facts import written
from territories.models import Territory, TerritoryCommune, ZonePart


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


@pytest.mark.django_db
def test_it_asks_for_the_territories_first() -> None:
    TerritoryCommune.objects.all().delete()
    Territory.objects.filter(kind="region").delete()

    with pytest.raises(CommandError, match="load_territories"):
        call_command("load_demo")


@pytest.mark.full_division
@pytest.mark.django_db
class TestFullDivision:
    @pytest.fixture(autouse=True)
    def _loaded(self, full_division: None) -> None:
        call_command("load_demo")

    def test_every_row_is_a_public_aid(self) -> None:
        french = Aid.objects.visible().filter(source="demo", locale__language_code="fr")
        assert french.count() == 339 + 130
        assert Aid.objects.visible().filter(source="demo").count() == len(rows())

    def test_english_texts_are_translations(self) -> None:
        for external_id in written("english"):
            versions = Aid.objects.filter(source="demo", external_id=external_id)
            assert versions.count() == 2
            assert versions.values("translation_key").distinct().count() == 1

    @pytest.mark.parametrize(
        ("zone", "communes"),
        [
            ("zone-tisseo", 108),
            ("zone-artois-mobilites", 150),
            ("zone-pays-basque-adour", 161),
            ("zone-avant-pays-savoyard", 34),
        ],
    )
    def test_zones_hold_the_communes_that_their_authorities_announce(self, zone: str, communes: int) -> None:
        assert TerritoryCommune.objects.filter(territory=zone).count() == communes

    def test_every_place_exists_today(self) -> None:
        named = {place for row in rows() for name in ("include", "exclude", "within") for place in row[name]}
        named |= {row["funder"]["territory"] for row in rows() if row["funder"]["territory"]}
        known = set(Territory.objects.filter(is_former=False).values_list("id", flat=True))
        assert named - known == set()

    def test_towns_have_their_official_names(self) -> None:
        for funder in Funder.objects.filter(territory__kind="commune", aids__source="demo").distinct():
            name = funder.territory.name  # type: ignore[union-attr]  # filtered above
            bare = name.removeprefix("Le ").lower()
            assert bare in funder.name.lower(), (funder.name, name)

    def test_twice_changes_nothing(self) -> None:
        before = list(Aid.objects.order_by("id").values())

        call_command("load_demo")

        assert list(Aid.objects.order_by("id").values()) == before

    def test_what_people_edited_stays(self) -> None:
        aid = Aid.objects.get(source="demo", external_id="toulouse", locale__language_code="fr")
        aid.title = "Prime vélo de la Métropole"
        aid.save_revision().publish()
        ZonePart.objects.filter(zone="zone-tisseo", part="commune-31117").delete()

        call_command("load_demo")

        aid.refresh_from_db()
        assert aid.title == "Prime vélo de la Métropole"
        assert not ZonePart.objects.filter(zone="zone-tisseo", part="commune-31117").exists()
