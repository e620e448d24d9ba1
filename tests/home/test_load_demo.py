"""`load_demo` on the full division: everything goes in, twice is once, what people edited stays."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from aids.models import Aid
from home.demo.catalogue import rows
from home.demo.facts import written
from home.demo.zones import create_zones
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
@pytest.mark.usefixtures("full_division")
class TestFullDivision:
    def test_every_row_is_a_public_aid_and_english_texts_are_translations(self) -> None:
        call_command("load_demo")

        public = Aid.objects.visible().filter(source="demo")
        assert public.filter(locale__language_code="fr").count() == 339 + 130
        assert public.count() == len(rows())
        for external_id in written("english"):
            keys = public.filter(external_id=external_id).values_list("translation_key", flat=True)
            assert len(keys) == 2
            assert len(set(keys)) == 1

    def test_twice_changes_nothing(self) -> None:
        call_command("load_demo")
        before = list(Aid.objects.order_by("id").values())

        call_command("load_demo")

        assert list(Aid.objects.order_by("id").values()) == before

    def test_what_people_edited_stays(self) -> None:
        call_command("load_demo")
        aid = Aid.objects.get(source="demo", external_id="toulouse", locale__language_code="fr")
        aid.title = "Prime vélo de la Métropole"
        aid.save_revision().publish()
        ZonePart.objects.filter(zone="zone-tisseo", part="commune-31117").delete()

        call_command("load_demo")

        aid.refresh_from_db()
        assert aid.title == "Prime vélo de la Métropole"
        assert not ZonePart.objects.filter(zone="zone-tisseo", part="commune-31117").exists()

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
        create_zones()

        assert TerritoryCommune.objects.filter(territory=zone).count() == communes

    def test_every_place_exists_today(self) -> None:
        create_zones()
        named = {place for row in rows() for name in ("include", "exclude", "within") for place in row[name]}
        named |= {row["funder"]["territory"] for row in rows() if row["funder"]["territory"]}

        known = set(Territory.objects.filter(is_former=False).values_list("id", flat=True))

        assert named - known == set()

    def test_towns_have_their_official_names(self) -> None:
        towns = {row["funder"]["territory"]: row["funder"]["name"] for row in rows()}
        for place in Territory.objects.filter(id__in=towns, kind="commune"):
            assert place.name.removeprefix("Le ").replace("'", "’").lower() in towns[place.id].lower()
