"""What the public may not see is at no address of the site."""

from collections.abc import Callable

import pytest
from django.test import Client

from aids.models import Aid
from tests.factories import AidFactory, FunderFactory
from tests.site.conftest import SEARCH, Visitor


def _draft() -> Aid:
    return AidFactory(draft=True, title="Secrète", slug="secrete", funder=FunderFactory(slug="discret"))


def _unpublished() -> Aid:
    aid = AidFactory(title="Secrète", slug="secrete", funder=FunderFactory(slug="discret"))
    aid.unpublish()
    return aid


def _withdrawn() -> Aid:
    return AidFactory(title="Secrète", slug="secrete", funder=FunderFactory(withdrawn=True, slug="discret"))


@pytest.mark.parametrize("secret", [_draft, _unpublished, _withdrawn])
def test_it_is_nowhere(secret: Callable[[], Aid], visitor: Visitor) -> None:
    secret()
    other = AidFactory(title="Publique")

    assert visitor.get(f"{SEARCH}secrete/").status == 404
    assert visitor.get(f"{SEARCH}funder/discret/").status == 404
    for path in (
        "/fr/", SEARCH, f"{SEARCH}?search=Secr%C3%A8te", f"{SEARCH}?status=all", f"{SEARCH}?funder=discret",
        f"{SEARCH}{other.slug}/", f"{SEARCH}territory/pays-FR/", "/sitemap-aides.xml",
    ):  # fmt: skip
        screen = visitor.get(path)
        assert screen.status == 200
        assert "secrete" not in screen.html


def test_an_old_address_of_an_unpublished_aid_leads_nowhere(visitor: Visitor) -> None:
    aid = AidFactory(slug="ancien")
    aid.old_slugs.create(locale=aid.locale, slug="tres-ancien")
    aid.unpublish()

    assert visitor.get(f"{SEARCH}tres-ancien/").status == 404


def test_the_sitemap_lists_pages_and_aids(client: Client, visitor: Visitor) -> None:
    aid = AidFactory()

    index = client.get("/sitemap.xml").content.decode()
    assert "/sitemap-pages.xml" in index
    assert "/sitemap-aides.xml" in index
    assert f"http://testserver{SEARCH}{aid.slug}/" in client.get("/sitemap-aides.xml").content.decode()
    assert f"http://testserver{SEARCH}<" in client.get("/sitemap-pages.xml").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
