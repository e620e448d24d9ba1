"""`create_site`: what a newcomer finds, and what the team made stays."""

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings
from wagtail.models import Page, Site

from api import versions
from home.models import HomePage
from search import addresses
from search.pages import SearchPage

pytestmark = pytest.mark.django_db


def test_a_home_and_a_search_page_in_each_language() -> None:
    call_command("create_site")

    assert addresses.search_paths() == {"fr": "/fr/aides/", "en": "/en/aids/"}
    french, english = (HomePage.objects.get(locale__language_code=code) for code in ("fr", "en"))
    assert english.translation_key == french.translation_key
    assert SearchPage.objects.child_of(english).get().translation_key == (
        SearchPage.objects.child_of(french).get().translation_key
    )
    assert all(page.live and page.latest_revision for page in Page.objects.filter(depth__gt=1))


def test_the_welcome_page_is_gone() -> None:
    call_command("create_site")

    assert not Page.objects.filter(depth=2, slug="home").exists()
    assert Site.objects.get().root_page.specific_class is HomePage


def test_the_site_answers_where_base_url_says(settings: Settings) -> None:
    settings.BASE_URL = "https://aides.example.org"

    call_command("create_site")

    assert Site.objects.get().root_url == "https://aides.example.org"


def test_twice_changes_nothing() -> None:
    call_command("create_site")
    before = list(Page.objects.order_by("path").values())

    call_command("create_site")

    assert list(Page.objects.order_by("path").values()) == before
    assert Site.objects.count() == 1


def test_a_second_run_tells_no_worker_of_a_change() -> None:
    call_command("create_site")
    version, _ = versions.current()

    call_command("create_site")

    assert versions.current()[0] == version


def test_what_the_team_edited_stays() -> None:
    call_command("create_site")
    home = HomePage.objects.get(locale__language_code="fr")
    home.title = "Se déplacer"
    home.save_revision().publish()
    SearchPage.objects.get(locale__language_code="en").unpublish()

    call_command("create_site")

    assert HomePage.objects.get(locale__language_code="fr").title == "Se déplacer"
    assert not SearchPage.objects.get(locale__language_code="en").live
    assert SearchPage.objects.count() == 2


@pytest.mark.parametrize("path", ["/fr/", "/fr/aides/", "/en/", "/en/aids/"])
def test_pages_answer(path: str, client: Client) -> None:
    call_command("create_site")

    assert client.get(path).status_code == 200
