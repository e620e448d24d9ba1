"""What is remembered of the site's pages is forgotten when the team changes them."""

from django.test import Client
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage
from search.pages import SearchPage
from tests.factories import AidFactory
from tests.site.conftest import SEARCH, Visitor


def _search_page() -> SearchPage:
    return SearchPage.objects.get(locale__language_code="fr")


def _publish(page: Page) -> None:
    page.save_revision().publish()


def test_a_search_page_is_asked_without_looking_for_it(visitor: Visitor, django_assert_num_queries: object) -> None:
    visitor.get(SEARCH)

    # The version is read once a second: at most that.
    with django_assert_num_queries(1, exact=False):  # type: ignore[operator]
        assert visitor.get(SEARCH).status == 200


def test_a_search_page_for_some_only_asks_who_one_is(visitor: Visitor) -> None:
    AidFactory(slug="une-aide")
    assert visitor.get(f"{SEARCH}une-aide/").status == 200

    PageViewRestriction.objects.create(page=_search_page(), restriction_type=PageViewRestriction.LOGIN)

    assert visitor.get(SEARCH).status == visitor.get(f"{SEARCH}une-aide/").status == 302

    PageViewRestriction.objects.all().delete()
    assert visitor.get(SEARCH).status == 200


def test_renamed_and_unpublished(visitor: Visitor) -> None:
    assert visitor.get(SEARCH).status == 200

    page = _search_page()
    page.slug = "toutes-les-aides"
    _publish(page)
    assert visitor.get("/fr/toutes-les-aides/").status == 200

    page.unpublish()
    assert visitor.get("/fr/toutes-les-aides/").status == 404


def test_the_menu_follows(visitor: Visitor) -> None:
    assert "Trouver une aide" in visitor.get("/fr/").texts(".site-nav a")

    page = _search_page()
    page.title = "Les aides"
    _publish(page)
    assert "Les aides" in visitor.get("/fr/").texts(".site-nav a")

    page.delete()
    assert "Les aides" not in visitor.get("/fr/").texts(".site-nav a")


def test_methods_that_a_page_does_not_answer(visitor: Visitor, client: Client) -> None:
    assert HomePage.objects.exists()
    assert client.generic("TRACE", SEARCH).status_code == 405
    assert client.head(SEARCH).status_code == 200
