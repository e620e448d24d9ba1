"""Zones and territories in the admin, and choosing among them."""

import pytest
from django.test import Client
from django.urls import reverse

from territories import division
from territories.models import Zone
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client: Client) -> Client:
    client.force_login(UserFactory(superuser=True))
    return client


def zone_form(**changes: object) -> dict[str, object]:
    return {
        "name": "Tisséo",
        "code": "tisseo",
        "parts-TOTAL_FORMS": "2",
        "parts-INITIAL_FORMS": "0",
        "parts-MIN_NUM_FORMS": "0",
        "parts-MAX_NUM_FORMS": "1000",
        "parts-0-part": "epci-243100518",
        "parts-1-part": "commune-31149",
        "parts-1-excluded": "on",
        "pasted_included": "",
        "pasted_excluded": "",
        **changes,
    }


def add(team: Client, **changes: object):
    return team.post(reverse(Zone.snippet_viewset.get_url_name("add")), zone_form(**changes))


def test_a_zone_is_made_of_what_is_chosen_and_pasted(team: Client):
    response = add(team, pasted_included="31395, Saint-Gaudens", pasted_excluded="Blagnac")

    assert response.status_code == 302
    communes = division.current().communes("zone-tisseo")
    assert {"commune-31555", "commune-31395", "commune-31483"} <= communes
    assert not {"commune-31149", "commune-31069"} & communes


def test_what_is_not_understood_is_shown_and_nothing_is_saved(team: Client):
    response = add(team, pasted_included="Saint-Denis\nqsdfghjklm")

    page = response.content.decode()
    assert "commune-97411, Saint-Denis (97400)" in page
    assert "« qsdfghjklm »" in page
    assert not Zone.objects.exists()


def test_an_empty_zone_is_refused(team: Client):
    response = add(team, **{"parts-TOTAL_FORMS": "0"})

    assert "Indiquez au moins un territoire" in response.content.decode()
    assert not Zone.objects.exists()


@pytest.mark.parametrize("code", ["Tisséo", "a b", ""])
def test_a_code_is_a_slug(team: Client, code: str):
    add(team, code=code)

    assert not Zone.objects.exists()


def test_a_code_is_nobody_elses_and_never_changes(team: Client):
    add(team)
    assert "Une autre zone a déjà ce code" in add(team, name="Autre").content.decode()

    zone = Zone.objects.get()
    edit = reverse(Zone.snippet_viewset.get_url_name("edit"), args=(zone.pk,))
    rows = {f"parts-{index}-id": part.pk for index, part in enumerate(zone.parts.order_by("pk"))}
    response = team.post(edit, zone_form(name="Tisséo 2", code="autre", **{"parts-INITIAL_FORMS": "2"}, **rows))

    assert response.status_code == 302
    assert [(zone.pk, zone.name) for zone in Zone.objects.all()] == [("zone-tisseo", "Tisséo 2")]


def test_a_circle_is_shown(team: Client):
    add(team)
    add(team, name="Autour", code="autour", **{"parts-0-part": "zone-tisseo", "parts-TOTAL_FORMS": "1"})
    zone = Zone.objects.get(code="tisseo")
    edit = reverse(Zone.snippet_viewset.get_url_name("edit"), args=(zone.pk,))
    rows = {f"parts-{index}-id": part.pk for index, part in enumerate(zone.parts.order_by("pk"))}
    response = team.post(edit, zone_form(pasted_included="zone-autour", **{"parts-INITIAL_FORMS": "2"}, **rows))

    assert "ne peut pas se contenir" in response.content.decode()


def test_a_zone_is_listed_and_deleted(team: Client):
    add(team)
    listing = team.get(reverse(Zone.snippet_viewset.get_url_name("list")))
    assert "Tisséo" in listing.content.decode()

    team.post(reverse(Zone.snippet_viewset.get_url_name("delete"), args=("zone-tisseo",)))

    assert division.current().get("zone-tisseo") is None


def test_official_territories_are_only_looked_at(team: Client):
    from territories.models import Territory

    names = Territory.snippet_viewset.get_url_name
    assert "Toulouse" in team.get(reverse(names("list")), {"q": "Toulouse"}).content.decode()
    assert team.get(reverse(names("inspect"), args=("commune-31555",))).status_code == 200
    for address in (
        reverse(names("add")),
        reverse(names("edit"), args=("commune-31555",)),
        reverse(names("delete"), args=("commune-31555",)),
    ):
        assert team.get(address).status_code == 302  # back, with a message
    assert Territory.objects.filter(pk="commune-31555").exists()


def choose(team: Client, **params: str) -> str:
    from territories.models import Territory

    return team.get(
        reverse(Territory.snippet_viewset.chooser_viewset.get_url_name("choose_results")), params
    ).content.decode()


def test_the_chooser_finds_as_the_public_does(team: Client):
    page = choose(team, q="st denis 974")

    assert "commune-97411" in page
    assert "97400" in page
    assert "commune-93066" not in page


def test_the_chooser_narrows_by_kind(team: Client):
    page = choose(team, q="toulouse", kind="epci")

    assert "epci-243100518" in page
    assert "commune-31555" not in page


def test_the_chooser_shows_the_most_populous_before_anything_is_typed(team: Client):
    assert "pays-FR" in choose(team)


def test_the_chooser_takes_several_and_says_which(team: Client):
    from territories.models import Territory

    address = reverse(Territory.snippet_viewset.chooser_viewset.get_url_name("chosen_multiple"))
    result = team.get(address, {"id": ["commune-97411", "commune-93066"], "multiple": "1"}).json()

    assert {item["title"] for item in result["result"]} == {"Saint-Denis (97400)", "Saint-Denis (93200)"}


def test_the_chooser_asks_few_queries(team: Client, django_assert_max_num_queries):
    choose(team, q="toulouse")

    with django_assert_max_num_queries(12):
        choose(team, q="toulouse")
