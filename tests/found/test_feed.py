"""The feed of any search."""

from xml.etree import ElementTree as ET

import pytest

from tests.factories import AidFactory
from tests.site.conftest import SEARCH, TOULOUSE, Visitor

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = f"{SEARCH}feed/"


def entries(visitor: Visitor, path: str = FEED) -> list[str]:
    """Their titles."""
    response = visitor.client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(response.content)  # noqa: S314 - our own
    return [entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")]


def test_is_what_the_search_finds_the_last_published_first(visitor: Visitor) -> None:
    for title, modes in (("Vélo", ["bike"]), ("Marche", ["walking"]), ("Autre vélo", ["bike"])):
        AidFactory(title=title, modes=modes)
    assert entries(visitor, f"{FEED}?mode=bike") == ["Autre vélo", "Vélo"]
    assert entries(visitor, f"{FEED}?mode=bike&order=title&page=9&place=x&utm=1") == ["Autre vélo", "Vélo"]
    assert entries(visitor, f"{FEED}?search=marche") == ["Marche"]
    assert entries(visitor, f"{FEED}?mode=nothing") == ["Autre vélo", "Marche", "Vélo"]


def test_an_entry_leads_to_the_aid(visitor: Visitor) -> None:
    aid = AidFactory(title="Prime & co", amount_max=500, summary="Pour un vélo.")
    entry = ET.fromstring(visitor.client.get(FEED).content).find(f"{ATOM}entry")  # noqa: S314 - our own
    assert entry is not None
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"http://testserver{SEARCH}{aid.slug}/"
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{aid.translation_key}"
    assert "Pour un vélo." in (entry.findtext(f"{ATOM}summary") or "")


def test_the_search_page_tells_of_its_own(visitor: Visitor) -> None:
    AidFactory(title="Vélo", include=[TOULOUSE])
    screen = visitor.get(SEARCH, territory=TOULOUSE, search="vélo", order="title")
    link = screen.soup.find("link", type="application/atom+xml")
    assert link
    path = str(link["href"]).removeprefix("http://testserver")  # type: ignore[index]  # a tag
    assert "order" not in path
    assert entries(visitor, path) == ["Vélo"]


def test_is_asked_again_for_nothing(visitor: Visitor) -> None:
    AidFactory(title="Vélo")
    first = visitor.client.get(FEED)
    again = visitor.client.get(FEED, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    AidFactory(title="Nouvelle")
    assert visitor.client.get(FEED, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
    assert not first.cookies
    assert "Cookie" not in first.headers.get("Vary", "")


def test_drafts_are_in_none(visitor: Visitor) -> None:
    AidFactory(title="Trucmuche", draft=True)
    assert entries(visitor) == []


@pytest.mark.parametrize("value", ["%00", "x" * 5000, "%C0%AF", '"', "commune-", "-1", "10%5E20"])
@pytest.mark.parametrize("name", ["search", "territory", "mode", "updated_since", "limit", "page"])
def test_nothing_sent_makes_it_fail(visitor: Visitor, name: str, value: str) -> None:
    assert visitor.client.get(f"{FEED}?{name}={value}").status_code < 500
