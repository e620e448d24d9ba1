"""The colours of the site: the device's, or those that somebody chose, with JavaScript or without."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

NIGHT = "rgb(15, 23, 43)"
BLACK = "rgb(0, 0, 0)"
PAPER = "rgb(251, 248, 242)"


def ground(page: Page) -> str:
    """The colour behind everything."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def choose(page: Page, theme: str) -> None:
    page.locator(".display > summary").click()
    page.get_by_role("button", name=theme).click()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"color_scheme": "light"}, PAPER),
        ({"color_scheme": "dark"}, NIGHT),
        ({"color_scheme": "dark", "contrast": "more"}, BLACK),
        ({"color_scheme": "light", "contrast": "more"}, "rgb(255, 255, 255)"),
    ],
)
def test_the_device_decides_first(options: dict[str, Any], expected: str, open_page: Any) -> None:
    assert ground(open_page("/fr/", **options)) == expected


def test_a_theme_is_chosen_and_remembered_without_a_cookie(open_page: Any) -> None:
    page = open_page("/fr/", color_scheme="light")

    choose(page, "Sombre")
    expect(page.get_by_role("button", name="Sombre")).to_have_attribute("aria-pressed", "true")
    assert ground(page) == NIGHT
    page.goto(page.url + "aides/")

    assert ground(page) == NIGHT
    assert page.context.cookies() == []


def test_the_device_decides_again(open_page: Any) -> None:
    page = open_page("/fr/", color_scheme="light", theme="contrast")
    assert ground(page) == BLACK

    choose(page, "Comme mon appareil")

    assert ground(page) == PAPER


def test_without_javascript_the_form_keeps_the_choice_and_the_page(open_page: Any) -> None:
    page = open_page("/fr/aides/?search=velo", javascript=False, color_scheme="light")
    assert page.context.cookies() == []

    choose(page, "Contraste élevé")

    expect(page).to_have_url(re.compile(r"/fr/aides/\?search=velo$"))
    assert ground(page) == BLACK
    page.goto(page.url.split("/fr/")[0] + "/fr/affichage/")
    expect(page.locator("main").get_by_role("button", name="Contraste élevé")).to_have_attribute("aria-pressed", "true")
    page.locator("main").get_by_role("button", name="Comme mon appareil").click()
    assert ground(page) == PAPER
    assert page.context.cookies() == []


def test_the_panel_closes_with_escape(open_page: Any) -> None:
    page = open_page("/fr/")
    panel = page.locator(".display-panel")

    page.locator(".display > summary").click()
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")

    expect(panel).to_be_hidden()
    expect(page.locator(".display > summary")).to_be_focused()


def test_the_menu_of_a_phone_opens_without_javascript(open_page: Any) -> None:
    page = open_page("/fr/", width=320, javascript=False)
    link = page.get_by_role("navigation", name="Menu principal").get_by_role("link", name="Trouver une aide")
    expect(link).to_be_hidden()

    page.get_by_role("button", name="Menu").click()
    link.click()

    expect(page).to_have_url(re.compile(r"/fr/aides/$"))
