"""The pages that every site of this kind has, as they are before anybody writes them.

Apps above register theirs (`audiences`, `forms`) when Django starts; `home.site.create_site` makes them. A page has a
key ("faq") that its translations share: it is found again by it, wherever the team moved it and however they call it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.apps import apps
from wagtail.models import Locale, Page

from home.models import HomePage
from search.pages import SearchPage

NAMESPACE = uuid5(NAMESPACE_URL, "mon-compte-mobilite/pages")
HOME, SEARCH = "home", "search"


@dataclass(frozen=True)
class Words:
    """What a page is called in a language, in its address too."""

    slug: str
    title: str
    description: str = ""


@dataclass(frozen=True)
class Start:
    """A page as it begins. `order` places it among its siblings; `facts` are the same in every language."""

    key: str
    model: str
    order: int
    words: Mapping[str, Words]
    facts: Mapping[str, str] = field(default_factory=dict)
    in_menus: bool = False
    # Adds what the page type needs besides, in the language given: a contact page's fields.
    complete: Callable[[Any, str], None] | None = None

    @property
    def page_class(self) -> type[Page]:
        """Its page type, which may be of an app above this one."""
        model: type[Page] = apps.get_model(self.model)
        return model


_starts: dict[str, Start] = {}


def register(starts: Iterable[Start]) -> None:
    """Have create_site make these pages."""
    _starts.update((start.key, start) for start in starts)


def starts() -> list[Start]:
    """Every page of the skeleton, in the order of the site."""
    return sorted(_starts.values(), key=lambda start: start.order)


def translation_key(key: str) -> UUID:
    """What the versions of a page in all languages have in common, made of its key."""
    return uuid5(NAMESPACE, key)


def find(key: str, locale: Locale) -> Page | None:
    """The page of this key in a language. The first home and search pages may be older than keys."""
    if page := Page.objects.filter(translation_key=translation_key(key), locale=locale).first():
        return page.specific
    if key == HOME:
        return HomePage.objects.filter(locale=locale).order_by("path").first()
    if key == SEARCH:
        return SearchPage.objects.filter(locale=locale).order_by("path").first()
    return None
