"""What the frame around every page needs: the menu."""

from dataclasses import dataclass

from django import template
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

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
    """The home page's address in this language, and the pages that the team ticked "show in menus"."""

    home_url: str
    items: tuple[MenuItem, ...]


@register.simple_tag(takes_context=True)
def site_menu(context: template.Context) -> Menu:
    """The menu in the language of the page, in one query. Works on a 404 too, where there is no page."""
    request: HttpRequest | None = context.get("request")
    pages = Page.objects.live().filter(locale__language_code=get_language(), depth__in=(HOME_DEPTH, HOME_DEPTH + 1))
    home_url, items = "/", []
    for page in pages.order_by("path"):
        url = page.get_url(request) or "/"
        if page.depth == HOME_DEPTH:
            home_url = url
        elif page.show_in_menus:
            items.append(MenuItem(page.title, url, current=bool(request and request.path.startswith(url))))
    return Menu(home_url, tuple(items))
