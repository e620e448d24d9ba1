"""No violation that axe can see, no word cut off, on every template, in every look and state."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.pages import PAGES, WIDTHS

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"theme": "light"},
    "dark": {"theme": "dark"},
    "contrast": {"theme": "contrast"},
    "device, dark": {"color_scheme": "dark"},
    "device, contrast": {"color_scheme": "light", "contrast": "more"},
    "forced": {"forced_colors": "active"},
}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # axe would read the style sheets itself, and looks for those that site.css imports at the wrong address.
    "preload": False,
}


def violations(page: Page) -> str:
    """What axe reports; nothing at best."""
    results = Axe().run(page, options=RULES)
    return results.generate_report() if results.violations_count else ""


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(width: int, look: str, open_page: Any) -> None:
    found = {}
    page = open_page("/fr/", width=width, **LOOKS[look])
    site = page.url.removesuffix("/fr/")
    for name, path in PAGES.items():
        page.goto(site + path)
        found[name] = violations(page)
        scrolled = page.evaluate("document.documentElement.scrollWidth")
        if scrolled > width:
            found[f"{name}, reflow"] = f"{scrolled} px wide"

    assert {name: report for name, report in found.items() if report} == {}


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_what_opens_is_accessible_while_open(theme: str, open_page: Any) -> None:
    found = {}
    phone = open_page("/fr/aides/?mode=bike", width=320, theme=theme)
    phone.get_by_role("button", name="Menu").click()
    phone.locator(".display > summary").click()
    found["menu"] = violations(phone)
    phone.keyboard.press("Escape")
    phone.keyboard.press("Escape")
    phone.get_by_role("button", name="Filtres").click()
    found["filters"] = violations(phone)
    desk = open_page("/fr/questions/", theme=theme)
    desk.locator(".display > summary").click()
    found["display"] = violations(desk)
    desk.keyboard.press("Escape")
    desk.locator(".disclosure > summary").first.click()
    found["question"] = violations(desk)

    assert {name: report for name, report in found.items() if report} == {}


def test_text_at_twice_its_size_fits(open_page: Any) -> None:
    page = open_page("/fr/", width=640)
    site = page.url.removesuffix("/fr/")
    wide = {}
    for name, path in PAGES.items():
        page.goto(site + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide[name] = page.evaluate("document.documentElement.scrollWidth")

    assert {name: width for name, width in wide.items() if width > 640} == {}


def test_suggestions_are_accessible_while_open(open_page: Any) -> None:
    page = open_page("/fr/")
    page.get_by_role("combobox").first.press_sequentially("toulou")
    page.get_by_role("option").first.wait_for()
    page.get_by_role("combobox").first.press("ArrowDown")

    assert violations(page) == ""


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_components_are_accessible(width: int, theme: str, open_page: Any, sign_in: Any) -> None:
    page = open_page("/fr/", width=width, theme=theme)
    sign_in(page)
    page.goto(page.url + "composants/")

    assert violations(page) == ""
