"""The landing pages of the four publics, from one to the other."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from audiences.models import Audience, AudiencePage
from home.site import create_site
from tests.pages import add, block, home
from tests.site.conftest import Screen

pytestmark = pytest.mark.django_db


def test_four_tabs_lead_to_each_other(client: Client) -> None:
    create_site()

    screen = Screen(client.get("/fr/je-me-deplace/"))

    assert screen.texts(".audience-tabs a") == [
        "Je me déplace", "J’emploie", "J’administre un territoire", "J’opère un service",
    ]  # fmt: skip
    assert screen.texts(".audience-tabs [aria-current=page]") == ["Je me déplace"]
    lines = [item["class"][0] for item in screen.soup.select(".audience-tabs li")]
    assert lines == ["line-green", "line-blue", "line-plum", "line-orange"]
    for link in screen.soup.select(".audience-tabs a"):
        assert client.get(link["href"]).status_code == 200


def test_the_home_page_shows_the_four_lines(client: Client) -> None:
    create_site()

    screen = Screen(client.get("/en/"))

    assert screen.texts(".lines h3") == ["I travel", "I employ", "I run a territory", "I operate a service"]


def test_a_public_whose_page_is_withdrawn_has_no_tab(client: Client) -> None:
    create_site()

    AudiencePage.objects.get(audience=Audience.OPERATOR, locale__language_code="fr").unpublish()

    assert len(Screen(client.get("/fr/je-me-deplace/")).texts(".audience-tabs a")) == 3


def test_the_opening_is_the_only_first_title(client: Client) -> None:
    hero = {"title": "Vos trajets coûtent", "lead": "Des aides existent."}
    page = add(AudiencePage(title="Citoyens", audience="citizen", hero=[block("hero", hero)]), home())

    screen = Screen(client.get(page.url))

    assert screen.texts("h1") == ["Vos trajets coûtent"]
    assert screen.soup.title.text.strip().startswith("Citoyens")


def test_one_page_for_each_public() -> None:
    add(AudiencePage(title="Citoyens", audience="citizen"), home())

    with pytest.raises(ValidationError, match="déjà sa page"):
        add(AudiencePage(title="Encore", slug="encore", audience="citizen"), home())
