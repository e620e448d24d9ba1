"""The team's redirects as an app reads them."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from home.models import HomePage
from tests.api.conftest import Api
from tests.headless.conftest import page

pytestmark = pytest.mark.django_db


def test_a_redirect_says_where_to_go(api: Api, home: HomePage) -> None:
    made = Redirect.add_redirect("/fr/vieux", page(home, "Neuf"))
    elsewhere = Redirect.add_redirect("/ailleurs", "https://example.org/", is_permanent=False)
    items = api.json("redirects/")["items"]
    assert [(item["old_path"], item["location"], item["is_permanent"]) for item in items] == [
        ("/fr/vieux", "http://testserver/fr/neuf/", True),
        ("/ailleurs", "https://example.org/", False),
    ]
    assert api.json(f"redirects/{made.pk}/")["id"] == made.pk
    assert api.get("redirects/find/", html_path="/ailleurs/")["Location"].endswith(f"/redirects/{elsewhere.pk}/")


def test_none_leads_to_what_the_public_may_not_see(api: Api, home: HomePage) -> None:
    draft, private = page(home, "Brouillon", live=False), page(home, "Privée")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    for target in (draft, private):
        made = Redirect.add_redirect(f"/vers/{target.slug}", target)
        assert api.get(f"redirects/{made.pk}/").status_code == 404
        assert api.get("redirects/find/", html_path=made.old_path).status_code == 404
        assert api.get("pages/find/", html_path=made.old_path).status_code == 404
    assert api.json("redirects/") == {"meta": {"total_count": 0}, "items": []}


def test_a_new_one_changes_the_validator(api: Api, home: HomePage) -> None:
    before = api.get("redirects/").headers["ETag"]
    Redirect.add_redirect("/fr/vieux", home)
    assert api.get("redirects/").headers["ETag"] != before
