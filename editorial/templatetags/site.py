"""What the frame around every page needs: the menu."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import template
from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

from editorial.head import Alternate, alternate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

register = template.Library()

HOME_DEPTH = 2


@dataclass(frozen=True)
class MenuItem:
    """A page in the menu; `current` for the one that is shown, or that holds it."""

    title: str
    url: str
    current: bool


@dataclass(frozen=True)
class Menu:
    """The home page's address in this language, the pages that the team ticked "show in menus", and the way to the
    other languages: the same page, or the home page where it isn't translated.
    """

    home_url: str
    items: tuple[MenuItem, ...]
    languages: tuple[Alternate, ...]


@register.simple_tag(takes_context=True)
def site_menu(context: template.Context) -> Menu:
    """The menu in the language of the page, in one query. Works on a 404 too, where there is no page."""
    request: HttpRequest | None = context.get("request")
    path = request.path if request else ""
    homes: dict[str, str] = {}
    items = []
    pages = Page.objects.live().filter(depth__in=(HOME_DEPTH, HOME_DEPTH + 1)).select_related("locale")
    for page in pages.order_by("path"):
        language, url = page.locale.language_code, page.get_url(request)
        if url and page.depth == HOME_DEPTH:
            homes[language] = url
        elif url and page.show_in_menus and language == get_language():
            items.append(MenuItem(page.title, url, current=path.startswith(url)))
    return Menu(homes.get(get_language() or "", "/"), tuple(items), _languages(context, homes))


def _languages(context: template.Context, homes: dict[str, str]) -> tuple[Alternate, ...]:
    """The other languages of this page."""
    head = context.get("head")
    translated: Sequence[Alternate] = head.alternates if head else ()
    urls = homes | {other.code: other.url for other in translated}
    return tuple(
        alternate(code, urls[code]) for code, _name in settings.LANGUAGES if code in urls and code != get_language()
    )
