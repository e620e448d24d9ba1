"""What the frame around every page needs: the menu."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import template
from django.conf import settings
from django.utils.translation import get_language

from editorial import menu
from editorial.head import Alternate, alternate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

register = template.Library()


@dataclass(frozen=True)
class Menu:
    """The home page's address in this language, the pages that the team ticked "show in menus", and the way to the
    other languages: the same page, or the home page where it isn't translated.
    """

    home_url: str
    items: tuple[menu.MenuItem, ...]
    languages: tuple[Alternate, ...]


@register.simple_tag(takes_context=True)
def site_menu(context: template.Context) -> Menu:
    """The menu in the language of the page. Works on a 404 too, where there is no page."""
    request: HttpRequest | None = context.get("request")
    language = get_language() or ""
    items = menu.items(language, request.path if request else "")
    return Menu(menu.homes().get(language, "/"), items, _languages(context, language))


def _languages(context: template.Context, language: str) -> tuple[Alternate, ...]:
    """The other languages of this page."""
    head = context.get("head")
    translated: Sequence[Alternate] = head.alternates if head else ()
    urls = menu.homes() | {other.code: other.url for other in translated}
    return tuple(alternate(code, urls[code]) for code, _name in settings.LANGUAGES if code in urls and code != language)
