"""The display settings without JavaScript."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from editorial.templatetags.french import unbroken
from editorial.templatetags.hosts import host
from editorial.templatetags.printing import qr_code
from tests.site.conftest import Visitor

DISPLAY = "/fr/affichage/"
HERE = "http://testserver"


def choose(client: Client, theme: str, came_from: str = "") -> Any:
    return client.post(DISPLAY, {"theme": theme}, headers={"referer": came_from})


def test_the_choice_is_kept_in_a_cookie_of_our_own(visitor: Visitor) -> None:
    answer = choose(visitor.client, "dark", f"{HERE}/fr/aides/?search=velo")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/fr/aides/?search=velo"
    assert answer.cookies["theme"].value == "dark"
    assert answer.cookies["theme"]["samesite"] == "Lax"
    assert b"color-scheme:dark" in visitor.client.get("/theme.css").content


def test_no_choice_no_style_and_no_cookie(visitor: Visitor) -> None:
    page, style = visitor.client.get(DISPLAY), visitor.client.get("/theme.css")

    assert style.content == b""
    assert not page.cookies
    assert not style.cookies


def test_the_device_decides_again(visitor: Visitor) -> None:
    choose(visitor.client, "contrast")

    answer = choose(visitor.client, "auto")

    assert answer.cookies["theme"].value == ""
    assert visitor.client.get("/theme.css").content == b""


def test_no_cache_keeps_the_choice_of_somebody(visitor: Visitor) -> None:
    for path in (DISPLAY, "/theme.css"):
        answer = visitor.client.get(path)
        assert "private" in answer.headers["Cache-Control"]
        assert "Cookie" in answer.headers["Vary"]


@pytest.mark.parametrize("path", ["/fr/", "/fr/aides/", "/fr/questions/"])
def test_pages_are_the_same_for_everybody(path: str, visitor: Visitor) -> None:
    before = visitor.client.get(path)
    choose(visitor.client, "dark")

    after = visitor.client.get(path)

    assert after.content == before.content
    assert "Cookie" not in after.headers.get("Vary", "")


@pytest.mark.parametrize(
    "came_from", ["", "https://example.org/fr/", "//example.org", "javascript:alert(1)", f"{HERE}//example.org/"]
)
def test_one_is_never_sent_to_another_site(came_from: str, visitor: Visitor) -> None:
    location = choose(visitor.client, "light", came_from).headers["Location"]

    assert location.startswith("/")
    assert not location.startswith("//")


@pytest.mark.parametrize("theme", ["", "pink", "dark;}body{display:none", "\x00", "é" * 5000])
def test_another_theme_is_no_theme(theme: str, visitor: Visitor) -> None:
    visitor.client.cookies["theme"] = "pink}"

    answer = choose(visitor.client, theme)

    assert answer.status_code == 302
    assert visitor.client.get("/theme.css").content == b""
    assert visitor.client.get(DISPLAY).status_code == 200


def test_components_are_not_for_the_public(visitor: Visitor, admin_user: Any) -> None:
    assert visitor.get("/fr/composants/").status == 404

    visitor.client.force_login(admin_user)

    assert visitor.get("/fr/composants/").texts("h1") == ["Composants"]


def test_french_punctuation_doesnt_begin_a_line() -> None:
    with translation.override("fr"):
        assert unbroken("Éco-chèque : « bonus » ?") == "Éco-chèque\u00a0: «\u00a0bonus\u00a0»\u00a0?"
    with translation.override("en"):
        assert unbroken("Note : this") == "Note : this"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://www.laregion.fr/Eco-cheque-mobilite?x=1", "www.laregion.fr"),
        ("https://exemple.fr:8443", "exemple.fr"),
        ("nothing", "nothing"),
        ("http://[::", "http://[::"),
    ],
)
def test_an_address_is_told_by_whose_site_it_is(url: str, said: str) -> None:
    assert host(url) == said


def test_the_code_to_scan_is_drawn_in_the_page() -> None:
    drawn = str(qr_code("https://aides.example.org/fr/aides/prime-velo/"))

    assert drawn.startswith('<svg aria-hidden="true"')
    assert "style=" not in drawn
    assert qr_code("") == ""
