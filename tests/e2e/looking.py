"""The ways a page is looked at: its widths, its colours, what axe says of it, the picture that is kept."""

from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.conf import settings
from playwright.sync_api import Page

SHOTS = Path(settings.VAR_DIR) / "screenshots"
WIDTHS = (320, 768, 1280)
# The themes, and what a device asks for where nobody chose one.
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"theme": "light"},
    "dark": {"theme": "dark"},
    "contrast": {"theme": "contrast"},
    "device, dark": {"color_scheme": "dark"},
    "device, contrast": {"contrast": "more"},
    "forced": {"forced_colors": "active"},
}
KEPT = ("light", "dark", "contrast")
DEVICE = {"color_scheme": "light", "contrast": "no-preference", "forced_colors": "none"}
WEAR = "theme => theme ? document.documentElement.dataset.theme = theme : delete document.documentElement.dataset.theme"

ALL_RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    # axe would read the style sheets itself, and looks for those that site.css imports at the wrong address.
    "preload": False,
}
# What a change of colours, or of the width of lines, can break.
RULES_OF_LOOKS = ALL_RULES | {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block", "target-size"]}
}


def wear(page: Page, look: str) -> None:
    """Change the colours of an open page, as its reader or the device does at any time."""
    wanted = LOOKS[look]
    page.emulate_media(**DEVICE | {name: value for name, value in wanted.items() if name != "theme"})  # type: ignore[arg-type]  # values of media features
    page.evaluate(WEAR, wanted.get("theme"))


def violations(page: Page, rules: dict[str, Any] = ALL_RULES) -> str:
    """What axe reports of the page as it is; nothing at best."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    results = AxeResults(page.evaluate("rules => axe.run(rules)", rules))
    return results.generate_report() if results.violations_count else ""


def keep(page: Page, name: str, *, full_page: bool = True) -> None:
    """Save what is seen, for people to look at."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name.replace(',', '').replace(' ', '-')}.png", full_page=full_page)


def look_at(page: Page, name: str, widths: tuple[int, ...] = WIDTHS) -> dict[str, str]:
    """What is wrong with a page in any width and look. It is loaded once: what changes after that loads nothing."""
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        for look in LOOKS:
            wear(page, look)
            # In other colours the page has the same elements: what doesn't concern colours was said already.
            found[f"{width}, {look}"] = violations(page, ALL_RULES if look == "light" else RULES_OF_LOOKS)
            if (wide := _width(page)) > width:
                found[f"{width}, {look}: reflow"] = f"{wide} px wide"
            if look in KEPT:
                keep(page, f"{name} {width} {look}")
    wear(page, "light")
    return {where: report for where, report in found.items() if report}


def at_twice_the_size(page: Page) -> str:
    """What sticks out when text has twice its size; nothing at best."""
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wide = _width(page)
    page.evaluate("document.documentElement.style.fontSize = ''")
    return f"{wide} px wide" if wide > 640 else ""


def _width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))
