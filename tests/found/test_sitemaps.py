"""What search engines may list, with the same in the other languages."""

from xml.etree import ElementTree as ET

from django.core.paginator import Paginator
from wagtail.models import PageViewRestriction

from home.models import HomePage
from home.sitemaps import AidSitemap
from tests.factories import AidFactory
from tests.headless.conftest import page, translated
from tests.site.conftest import OCCITANIE, SEARCH, Visitor

MAP, LINK = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}link"
HOST = "http://testserver"


def listed(visitor: Visitor, path: str) -> dict[str, dict[str, str]]:
    """By address, the addresses in each language."""
    response = visitor.client.get(path)
    assert response.status_code == 200
    urls = ET.fromstring(response.content)  # noqa: S314 - our own
    return {
        (url.findtext(f"{MAP}loc") or "").removeprefix(HOST): {
            str(link.get("hreflang")): str(link.get("href")).removeprefix(HOST) for link in url.iter(LINK)
        }
        for url in urls
    }


def test_the_index_leads_to_each_part(visitor: Visitor) -> None:
    index = ET.fromstring(visitor.client.get("/sitemap.xml").content)  # noqa: S314 - our own
    parts = [one.text or "" for one in index.iter(f"{MAP}loc")]
    assert {part.rpartition("/")[2].partition(".")[0] for part in parts} == {
        "sitemap-pages",
        "sitemap-aides",
        "sitemap-territoires",
    }
    for part in parts:
        listed(visitor, part.removeprefix(HOST))
    assert "/sitemap.xml" in visitor.client.get("/robots.txt").content.decode()


def test_an_aid_comes_with_its_translations(visitor: Visitor) -> None:
    aid = AidFactory(title="Prime vélo")
    AidFactory(title="Bike grant", locale="en", funder=aid.funder, translation_key=aid.translation_key)
    AidFactory(title="Seule")
    both = {"fr": f"{SEARCH}prime-velo/", "en": "/en/aids/bike-grant/"}
    assert listed(visitor, "/sitemap-aides.xml") == {both["fr"]: both, both["en"]: both, f"{SEARCH}seule/": {}}


def test_a_page_comes_with_its_translations(visitor: Visitor, home: HomePage, english_home: HomePage) -> None:
    original = page(home, "Le projet")
    translated(original, "The project", english_home)
    private = page(home, "Privée")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    page(private, "Dessous")
    page(home, "Brouillon", live=False)
    found = listed(visitor, "/sitemap-pages.xml")
    assert found["/fr/le-projet/"] == {"fr": "/fr/le-projet/", "en": "/en/the-project/"}
    assert set(found) == {"/fr/", "/en/", SEARCH, "/en/aids/", "/fr/le-projet/", "/en/the-project/"}


def test_territories_worth_a_page(visitor: Visitor) -> None:
    AidFactory(include=[OCCITANIE])
    found = listed(visitor, "/sitemap-territoires.xml")
    assert set(found) == {
        f"{SEARCH}territory/",
        "/en/aids/territory/",
        f"{SEARCH}territory/{OCCITANIE}/",
        f"/en/aids/territory/{OCCITANIE}/",
    }
    assert found[f"{SEARCH}territory/"]["en"] == "/en/aids/territory/"


def test_many_are_in_several_files(visitor: Visitor, monkeypatch: object) -> None:
    for number in range(5):
        AidFactory(title=f"Aide {number}")
    AidSitemap.limit, before = 2, AidSitemap.limit
    try:
        pages = Paginator(range(5), 2).num_pages
        found = [path for number in range(1, pages + 1) for path in listed(visitor, f"/sitemap-aides.xml?p={number}")]
    finally:
        AidSitemap.limit = before
    assert len(set(found)) == 5
