"""Every page in three widths and three themes, kept in var/screenshots/ for people to look at.

What a machine can tell of them is checked on the way: nothing sticks out, no cookie, no heavy page; the fixture
`open_page` checks that the console stays empty and that nothing is asked of another host.
"""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, Response

from tests.e2e.pages import COMPONENTS, PAGES, THEMES, WIDTHS

SHOTS = Path(settings.VAR_DIR) / "screenshots"
MOST_REQUESTS = 15
# Not compressed here, and the style sheets as the files they are made of: QUALITY's budget is measured by Lighthouse.
MOST_BYTES = 250_000
# In production one file holds them all.
PARTS_OF_THE_STYLE_SHEET = "/static/css/"


def keep(page: Page, name: str, width: int, theme: str) -> str:
    """Save what is seen; what sticks out of the window, if anything does."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name.replace(', ', '-').replace(' ', '-')}-{width}-{theme}.png", full_page=True)
    wide = int(page.evaluate("document.documentElement.scrollWidth"))
    return f"{name}, {width}, {theme}: {wide} px wide" if wide > width else ""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_seen(width: int, theme: str, open_page: Any) -> None:
    wrong = []
    page = open_page("/fr/", width=width, theme=theme)
    site = page.url.removesuffix("/fr/")
    for name, path in PAGES.items():
        page.goto(site + path)
        wrong.append(keep(page, name, width, theme))
        if page.context.cookies():
            wrong.append(f"{name}: a cookie")
        assert page.evaluate("document.documentElement.dataset.theme") == theme

    assert [complaint for complaint in wrong if complaint] == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_components_are_seen(width: int, theme: str, open_page: Any, sign_in: Any) -> None:
    page = open_page("/fr/", width=width, theme=theme)
    sign_in(page)
    page.goto(page.url.removesuffix("/fr/") + COMPONENTS)

    assert page.get_by_role("heading", level=1).text_content() == "Composants"
    assert keep(page, "components", width, theme) == ""


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
