"""What pages are, for search engines: schema.org in JSON-LD."""

import json
from typing import Any

from home.models import HomePage
from tests.factories import AidFactory
from tests.found.test_site_search import faq
from tests.headless.conftest import page
from tests.site.conftest import SEARCH, Screen, Visitor

HOST = "http://testserver"


def things(screen: Screen) -> dict[str, Any]:
    """By type."""
    found = [json.loads(script.get_text()) for script in screen.soup.find_all("script", type="application/ld+json")]
    assert all(thing["@context"] == "https://schema.org" for thing in found)
    return {thing["@type"]: thing for thing in found}


def way(screen: Screen) -> list[tuple[str, str]]:
    """The breadcrumb, as a search engine reads it."""
    listed = things(screen)["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in listed] == list(range(1, len(listed) + 1))
    return [(item["name"], item["item"]) for item in listed]


def test_an_aid_is_a_service_and_its_grant(visitor: Visitor) -> None:
    aid = AidFactory(title="Prime vélo", amount_min=100, amount_max=500, subscription_url="https://example.org/demande")
    screen = visitor.get(f"{SEARCH}{aid.slug}/")
    service = things(screen)["GovernmentService"]
    assert service["name"] == "Prime vélo"
    assert service["availableChannel"]["serviceUrl"] == "https://example.org/demande"
    assert service["serviceOutput"]["@type"] == "MonetaryGrant"
    assert service["serviceOutput"]["amount"] == {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "minValue": 100,
        "maxValue": 500,
    }
    assert way(screen)[-2:] == [("Trouver une aide", f"{HOST}{SEARCH}"), ("Prime vélo", f"{HOST}{SEARCH}{aid.slug}/")]


def test_a_loan_is_no_grant(visitor: Visitor) -> None:
    aid = AidFactory(benefit="loan", amount_max=500)
    assert "serviceOutput" not in things(visitor.get(f"{SEARCH}{aid.slug}/"))["GovernmentService"]


def test_the_site_can_be_searched_from_outside(visitor: Visitor) -> None:
    site = things(visitor.get("/fr/"))["WebSite"]
    template = site["potentialAction"]["target"]["urlTemplate"]
    assert template == f"{HOST}{SEARCH}?search={{words}}"
    assert site["publisher"]["@type"] == "Organization"
    assert visitor.get(template.removeprefix(HOST).format(words="vélo")).status == 200


def test_the_faq_is_its_questions(visitor: Visitor, home: HomePage) -> None:
    faq(home)
    questions = things(visitor.get("/fr/questions/"))["FAQPage"]["mainEntity"]
    assert questions[1]["name"] == "Comment me rétracter ?"
    assert questions[1]["acceptedAnswer"]["text"] == "Écrivez au médiateur."


def test_a_page_says_where_it_is(visitor: Visitor, home: HomePage) -> None:
    page(page(home, "Parent"), "Enfant")
    assert [title for title, _url in way(visitor.get("/fr/parent/enfant/"))][1:] == ["Parent", "Enfant"]


def test_nothing_in_it_ends_the_script(visitor: Visitor, home: HomePage) -> None:
    page(home, "</script><script>alert(1)</script>", slug="x")
    html = visitor.get("/fr/x/").html
    assert "<script>alert(1)" not in html
