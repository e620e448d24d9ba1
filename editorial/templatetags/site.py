"""What the frame around every page needs, and what blocks share."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.images.models import AbstractImage

from editorial import images, menu
from editorial.head import Alternate, alternate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

register = template.Library()

Current = TypeVar("Current", menu.MenuItem, menu.Tab)


@dataclass(frozen=True)
class Menu:
    """Around this page: names and menus of the site, with the current ones marked, and the way to the other languages:
    the same page, or the home page where it isn't translated.
    """

    frame: menu.Frame
    home_url: str
    items: tuple[menu.MenuItem, ...]
    tabs: tuple[menu.Tab, ...]
    languages: tuple[Alternate, ...]
    banner: menu.Banner | None


@register.simple_tag(takes_context=True)
def site_menu(context: template.Context) -> Menu:
    """The frame in the language of the page. Works on a 404 too, where there is no page."""
    request: HttpRequest | None = context.get("request")
    language = get_language() or ""
    frame = menu.frame(request, language)
    path = request.path if request else ""
    return Menu(
        frame=frame,
        home_url=frame.home_url,
        items=_with_current(frame.items, path, frame.host),
        tabs=_with_current(frame.tabs, path, frame.host),
        languages=_languages(context, frame.homes, language),
        banner=frame.shown_banner(),
    )


def _with_current(items: "Sequence[Current]", path: str, host: str) -> "tuple[Current, ...]":
    return tuple(
        replace(item, current=True) if path.startswith(item.url.removeprefix(host)) else item for item in items
    )


def _languages(context: template.Context, homes: dict[str, str], language: str) -> tuple[Alternate, ...]:
    """The other languages of this page."""
    head = context.get("head")
    translated: Sequence[Alternate] = head.alternates if head else ()
    urls = homes | {other.code: other.url for other in translated}
    return tuple(alternate(code, urls[code]) for code, _name in settings.LANGUAGES if code in urls and code != language)


@register.simple_tag
def picture(image: AbstractImage, shape: str = "natural", sizes: str = "100vw", alt: str | None = None) -> SafeString:
    """An image of a block, with the alternative that the block gives it. `shape` as in `editorial.images.SHAPES`;
    `sizes` as in HTML: how wide it is shown.
    """
    words = image.contextual_alt_text or "" if alt is None else alt
    found = images.picture(image, shape, words)
    return render_to_string("components/picture.html", {"picture": found, "sizes": sizes})
