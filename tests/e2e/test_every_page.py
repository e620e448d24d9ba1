"""Every kind of page in every width and look: nothing that axe can see, nothing cut off, no cookie, nothing heavy.

The pictures are kept in var/screenshots/ for people to look at. The fixture `open_page` checks that the console stays
empty and that nothing is asked of another host.
"""

from typing import Any

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, Response

from tests.e2e.looking import KEPT, at_twice_the_size, keep, look_at, violations, wear
from tests.e2e.pages import COMPONENTS, PAGES

MOST_REQUESTS = 15
# Not compressed here, and the style sheets as the files they are made of: QUALITY's budget is measured by Lighthouse.
MOST_BYTES = 250_000
# In production one file holds them all.
PARTS_OF_THE_STYLE_SHEET = "/static/css/"
# Nothing moves while it is looked at.
STILL = {"reduced_motion": "reduce"}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_every_look(name: str, open_page: Any) -> None:
    page = open_page(PAGES[name], **STILL)

    assert look_at(page, name) == {}
    assert at_twice_the_size(page) == ""
    assert page.context.cookies() == []


def test_the_components_in_every_look(open_page: Any, sign_in: Any) -> None:
    page = open_page("/robots.txt", **STILL)
    sign_in(page)
    page.goto(page.url.removesuffix("/robots.txt") + COMPONENTS)

    assert page.get_by_role("heading", level=1).text_content() == "Composants"
    assert look_at(page, "components") == {}


def test_the_page_of_an_incident(open_page: Any) -> None:
    page = open_page("/fr/", **STILL)
    page.set_content(render_to_string("500.html"))

    assert look_at(page, "incident") == {}


@pytest.mark.parametrize("look", KEPT)
def test_what_opens_on_a_phone(look: str, open_page: Any) -> None:
    page = open_page("/fr/aides/?territory=commune-31555&search=v%C3%A9lo", width=320, **STILL)
    wear(page, look)
    found = {}

    def opened(name: str) -> None:
        keep(page, f"open {name} 320 {look}", full_page=False)
        found[name] = violations(page)
        page.keyboard.press("Escape")

    page.get_by_role("button", name="Modifier la recherche").click()
    opened("question")
    page.get_by_role("button", name="Filtres").click()
    opened("filters")
    page.get_by_role("button", name="Menu").click()
    page.locator(".display > summary").click()
    opened("menu")

    assert {name: report for name, report in found.items() if report} == {}


@pytest.mark.parametrize("look", KEPT)
def test_what_opens_on_a_desk(look: str, open_page: Any) -> None:
    page = open_page("/fr/questions/", **STILL)
    wear(page, look)
    found = {}
    page.locator(".display > summary").click()
    keep(page, f"open display 1280 {look}", full_page=False)
    found["display"] = violations(page)
    page.keyboard.press("Escape")
    page.locator(".disclosure > summary").first.click()
    found["question"] = violations(page)
    page.goto(page.url.replace("questions/", ""))
    wear(page, look)
    _suggest(page)
    keep(page, f"open suggestions 1280 {look}", full_page=False)
    found["suggestions"] = violations(page)

    assert {name: report for name, report in found.items() if report} == {}


def _suggest(page: Page) -> None:
    field = page.get_by_role("combobox").first
    field.press_sequentially("toulou")
    page.get_by_role("option").first.wait_for()
    field.press("ArrowDown")


def test_faults_of_one_look_alone_are_found(open_page: Any) -> None:
    """Planted: a text that only the night hides, a block that only a phone cuts."""
    page = open_page("/fr/", **STILL)
    page.evaluate("document.querySelector('.hero-lead').style.color = '#333c50'")
    page.evaluate("document.querySelector('#lines').style.minWidth = '500px'")

    found = look_at(page, "planted")

    assert {where.partition(",")[2].strip() for where in found if where.endswith("dark")} == {"dark", "device, dark"}
    assert {"320, light: reflow"} <= set(found)
    assert "1280, light" not in found


def test_an_aid_is_printed_on_one_sheet(open_page: Any) -> None:
    page = open_page(PAGES["aid"], **STILL)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})
    keep(page, "aid printed")

    assert page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n") == 1


@pytest.mark.parametrize("name", ["home", "results", "aid", "citizen"])
def test_a_page_is_light(name: str, open_page: Any) -> None:
    answers: list[Response] = []
    page = open_page("/robots.txt")
    page.on("response", lambda answer: answers.append(answer))
    page.goto(page.url.removesuffix("/robots.txt") + PAGES[name])
    page.wait_for_load_state("networkidle")

    others = [answer for answer in answers if PARTS_OF_THE_STYLE_SHEET not in answer.url]
    assert len(others) + 1 <= MOST_REQUESTS
    assert sum(len(answer.body()) for answer in answers) <= MOST_BYTES
