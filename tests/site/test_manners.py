"""What every page owes its reader: no cookie, no crash, no foreign script, a steady number of queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Page

from tests.factories import AidFactory, FunderFactory
from tests.site.conftest import SEARCH, TOULOUSE, Visitor

PAGES = ("/fr/", SEARCH, f"{SEARCH}?territory={TOULOUSE}", f"{SEARCH}?place=xqzzt", f"{SEARCH}une-aide/", "/fr/rien/")
HOSTILE = (
    "\0", "é\0è", '"', "'", "%", "\\", "<script>alert(1)</script>", "\u202e", "🚲", "a" * 4096, "9" * 40,
    "-1", "1e999", "' OR 1=1 --", "{{7*7}}", "../../etc/passwd", "\r\nSet-Cookie: a=b", "\ufeff", "𝕧é𝕝𝕠",
)  # fmt: skip
HOSTILE_PATHS = (
    "/fr/%00/", "/fr/aides/%00/", "/fr/aides/a%00b/", "/fr/aides/funder/%00/", "/fr/aides/territory/%00/", "/%00",
    "/fr/aides/territory/commune-99999/", "/fr/aides/funder/nope/", "/fr/%ff%fe/", "/fr/aides/" + "a" * 3000 + "/",
    "/fr/aides/?" + "a=1&" * 900, "/sitemap-x.xml", "/sitemap-aides.xml?p=%00", "/sitemap-aides.xml?p=9999999999",
)  # fmt: skip
PARAMETERS = (
    "search", "territory", "insee", "postcode", "territory_match", "mode", "kind", "funder", "beneficiary", "benefit",
    "status", "updated_since", "interpret", "locale", "order", "page",
)  # fmt: skip
PLACES = ("place", "place_id")


@pytest.mark.parametrize("path", PAGES)
def test_no_cookie_and_no_vary_on_one(path: str, visitor: Visitor) -> None:
    AidFactory(slug="une-aide")

    response = visitor.get(path).response

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("path", PAGES)
def test_each_page_has_a_language_a_title_a_heading_and_landmarks(path: str, visitor: Visitor) -> None:
    AidFactory(slug="une-aide")

    soup = visitor.get(path).soup

    assert soup.html["lang"] == "fr"
    assert soup.title.get_text(strip=True)
    assert len(soup.find_all("h1")) == 1
    for landmark in ("header", "nav", "main", "footer"):
        assert soup.find(landmark)
    assert soup.select_one('a.skip[href="#contenu"]')
    assert not soup.select("[style], script:not([src]):not([type='application/ld+json'])")
    for found in soup.select("script[src], link[rel=stylesheet], link[rel=preload], img"):
        assert (found.get("src") or found.get("href")).startswith("/")


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_never_break_a_page(value: str, visitor: Visitor) -> None:
    AidFactory(slug="une-aide")

    for parameters in (PARAMETERS, PLACES):
        for path in (SEARCH, f"{SEARCH}une-aide/"):
            screen = visitor.get(path, **{name: [value, value] for name in parameters})
            assert screen.status < 500
            assert "<script>alert(1)" not in screen.html


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_a_hostile_value_alone_neither(parameter: str, visitor: Visitor) -> None:
    assert visitor.get(SEARCH, **{parameter: "\0'\"<"}).status == 200


@pytest.mark.parametrize("path", HOSTILE_PATHS)
def test_hostile_addresses_never_break_the_site(path: str, visitor: Visitor) -> None:
    assert visitor.get(path).status < 500


def test_what_people_write_is_shown_not_run(visitor: Visitor) -> None:
    payload = "<img src=x onerror=alert(1)>"
    aid = AidFactory(
        title=f"Prime {payload}",
        summary=f"{payload} vélo",
        amount_text=payload,
        description=f"<p>{payload}<a href='javascript:alert(1)'>x</a></p>",
        funder=FunderFactory(name=f"Ville {payload}", slug="ville"),
        validity_duration=payload,
    )

    for path in (
        "/fr/", f"{SEARCH}?search=prime", f"{SEARCH}?search={payload}", f"{SEARCH}?place={payload}",
        f"{SEARCH}?mode={payload}", f"{SEARCH}{aid.slug}/", f"{SEARCH}{aid.slug}/?place={payload}",
        f"{SEARCH}funder/ville/", f"{SEARCH}territory/pays-FR/",
    ):  # fmt: skip
        screen = visitor.get(path)
        assert screen.status == 200
        assert "<img src=x" not in screen.html
        assert "javascript:" not in screen.html


def test_queries_dont_depend_on_the_number_of_results(visitor: Visitor) -> None:
    def queries(path: str) -> int:
        # The version of the catalogue is read once a second: the least of three is what the page itself needs.
        return min(counted(path) for _visit in range(3))

    def counted(path: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            visitor.get(path)
        return len(captured)

    AidFactory(slug="une-aide", include=[TOULOUSE])
    paths = [f"{SEARCH}?territory={TOULOUSE}", f"{SEARCH}une-aide/", "/fr/", f"{SEARCH}territory/{TOULOUSE}/"]
    few = [queries(path) for path in paths]
    for number in range(15):
        AidFactory(title=f"Autre {number}", include=[TOULOUSE], modes=["bike", "walking"], beneficiaries=["student"])

    assert [queries(path) for path in paths] == few


def test_a_missing_page_offers_connections(visitor: Visitor) -> None:
    screen = visitor.get("/fr/rien-ici/")

    assert screen.status == 404
    assert screen.link("Trouver une aide") == SEARCH


def test_the_error_page_needs_no_database(client: Client) -> None:
    """Without the `db` fixture any query fails."""
    from django.template import loader

    # Whatever language an earlier test's request left active.
    with translation.override("fr"):
        assert "Interruption sur la ligne" in loader.get_template("500.html").render()


def test_pages_of_funders_and_territories(visitor: Visitor) -> None:
    AidFactory(title="Prime", funder=FunderFactory(name="Tisséo", slug="tisseo", operator=True), include=[TOULOUSE])

    funder = visitor.get(f"{SEARCH}funder/tisseo/")
    territory = visitor.get(f"{SEARCH}territory/{TOULOUSE}/")

    assert funder.texts("h1") == ["Les aides de Tisséo"]
    assert funder.titles == territory.titles == ["Prime"]
    assert territory.texts(".list-about .way li")[:2] == ["Toulouse", "Toulouse Métropole"]
    assert visitor.get(f"{SEARCH}territory/commune-75101/").response.headers["Location"].endswith("commune-75056/")


def test_without_a_search_page_the_home_page_still_answers(visitor: Visitor) -> None:
    AidFactory()
    for page in Page.objects.filter(depth=3):
        page.specific.unpublish()

    assert visitor.get("/fr/").status == 200
