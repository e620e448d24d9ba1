"""No violation that axe can see, no word cut off, on every template and in every look."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = {
    "home": "/fr/",
    "results": "/fr/aides/?territory=commune-31555&search=v%C3%A9lo",
    "nothing": "/fr/aides/?territory=commune-31555&mode=walking&order=foo",
    "choice": "/fr/aides/?place=saint-denis",
    "unknown place": "/fr/aides/?place=xqzzt",
    "aid": "/fr/aides/prime-velo/?territory=commune-31555",
    "closed aid": "/fr/aides/prime-cargo/?territory=commune-75056",
    "aid, place to choose": "/fr/aides/prime-velo/?place=saint-denis",
    "funder": "/fr/aides/funder/toulouse-metropole/",
    "territory": "/fr/aides/territory/commune-31555/",
    "missing": "/fr/rien/",
    "english": "/en/aids/",
}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "contrast": {"color_scheme": "light", "contrast": "more"},
    "forced": {"forced_colors": "active"},
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(width: int, look: str, open_page: Any) -> None:
    found = {}
    for name, path in PAGES.items():
        page = open_page(path, width=width, **LOOKS[look])
        results = Axe().run(page, options=RULES)
        if results.violations_count:
            found[name] = results.generate_report()
        scrolled = page.evaluate("document.documentElement.scrollWidth")
        if scrolled > width:
            found[f"{name}, reflow"] = f"{scrolled} px wide"

    assert found == {}


def test_text_at_twice_its_size_fits(open_page: Any) -> None:
    for path in PAGES.values():
        page = open_page(path, width=640)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_suggestions_are_accessible_while_open(open_page: Any) -> None:
    page = open_page("/fr/")
    page.get_by_role("combobox").press_sequentially("toulou")
    page.get_by_role("option").first.wait_for()
    page.get_by_role("combobox").press("ArrowDown")

    results = Axe().run(page, options=RULES)

    assert results.violations_count == 0, results.generate_report()
