"""The menu of every page, remembered: it changes when the team publishes, not when somebody reads."""

from dataclasses import dataclass

from wagtail.models import Page

from api import versions

HOME_DEPTH = 2

_known: tuple[int, dict[str, str], dict[str, list[tuple[str, str]]]] | None = None


@dataclass(frozen=True)
class MenuItem:
    """A page in the menu; `current` for the one that is shown, or that holds it."""

    title: str
    url: str
    current: bool


def reset() -> None:
    """Forget what is known (tests)."""
    global _known
    _known = None


def homes() -> dict[str, str]:
    """The home page's address in each language: `{"fr": "/fr/"}`."""
    return _current()[1]


def items(language: str, path: str) -> tuple[MenuItem, ...]:
    """The pages that the team ticked "show in menus", for who reads the page at `path`."""
    return tuple(MenuItem(title, url, path.startswith(url)) for title, url in _current()[2].get(language, ()))


def _current() -> tuple[int, dict[str, str], dict[str, list[tuple[str, str]]]]:
    """Read again when the version moved, which publishing or moving a page does (see editorial.receivers)."""
    global _known
    version, _changed_at = versions.recent()
    if _known is None or _known[0] != version:
        _known = version, *_read()
    return _known


def _read() -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
    home_urls: dict[str, str] = {}
    listed: dict[str, list[tuple[str, str]]] = {}
    pages = Page.objects.live().filter(depth__in=(HOME_DEPTH, HOME_DEPTH + 1)).select_related("locale")
    for page in pages.order_by("path"):
        parts = page.get_url_parts()
        if parts and page.depth == HOME_DEPTH:
            home_urls[page.locale.language_code] = parts[2]
        elif parts and page.show_in_menus:
            listed.setdefault(page.locale.language_code, []).append((page.title, parts[2]))
    return home_urls, listed
