"""Pages that the team keeps for some: those who may not read them learn nothing of them."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.factories import UserFactory
from tests.pages import content_page
from tests.site.conftest import Screen

pytestmark = pytest.mark.django_db
HIDDEN = "Le futur pass mobilité"


def protected(kind: str) -> str:
    """The address of a page that only some may read."""
    page = content_page(title=HIDDEN, slug="secret", search_description=f"{HIDDEN} arrive")
    restriction = {"password": "ouvre-toi"} if kind == "password" else {}
    PageViewRestriction.objects.create(page=page, restriction_type=kind, **restriction)
    return "/fr/secret/"


def test_a_password_is_asked_in_our_words_and_opens(client: Client) -> None:
    screen = Screen(client.get(protected("password")))

    assert HIDDEN not in screen.html
    assert screen.texts("h1") == ["Page protégée"]
    assert screen.soup.select_one("header .site-name")
    form = screen.soup.select_one("main form")
    assert form
    sent = {field["name"]: field.get("value", "") for field in form.select("input")}

    wrong = Screen(client.post(form["action"], {**sent, "password": "non"}))
    assert wrong.texts(".field-error")
    assert HIDDEN not in wrong.html
    right = Screen(client.post(form["action"], {**sent, "password": "ouvre-toi"}, follow=True))
    assert right.texts("h1") == [HIDDEN]


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_an_account_is_asked_in_our_words(kind: str, client: Client) -> None:
    screen = Screen(client.get(protected(kind), follow=True))

    assert HIDDEN not in screen.html
    assert screen.texts("h1") == ["Page protégée"]
    assert screen.soup.select_one("header .site-name")


def test_who_signs_in_reads_it(client: Client) -> None:
    user = UserFactory()
    screen = Screen(client.get(protected("login"), follow=True))
    form = screen.soup.select_one("main form")
    assert form
    sent = {field["name"]: field.get("value", "") for field in form.select("input")}

    wrong = Screen(client.post(form["action"], {**sent, "username": user.username, "password": "non"}))
    right = Screen(client.post(form["action"], {**sent, "username": user.username, "password": "secret"}, follow=True))

    assert wrong.soup.select_one("[role=alert]")
    assert right.texts("h1") == [HIDDEN]
