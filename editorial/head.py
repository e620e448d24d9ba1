"""What the `<head>` of a page says about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail.models import Page

from editorial.structured_data import written


@dataclass(frozen=True)
class Alternate:
    """The same page in another language (or this one): `en`, "English", its absolute address."""

    code: str
    name: str
    url: str


@dataclass(frozen=True)
class SharedImage:
    """The image that goes with a link to the page, at an absolute address, with its size and what it shows."""

    url: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True)
class Head:
    """Title, description and addresses of a page. `index` is false for what search engines should leave out:
    one of the thousand ways to filter a list. What is shared on a social network says the same unless the team wrote
    something else.
    """

    title: str
    description: str = ""
    canonical: str = ""
    alternates: Sequence[Alternate] = ()
    index: bool = True
    sharing_title: str = ""
    sharing_description: str = ""
    image: SharedImage | None = None
    # What the page is, for search engines (editorial.structured_data), and the feed of what it lists.
    things: Sequence[Mapping[str, Any]] = ()
    feed: str = ""

    def data(self) -> list[SafeString]:
        """The things, written for the page."""
        return [written(thing) for thing in self.things]


def alternate(code: str, url: str) -> Alternate:
    """An alternate with the language's own name for itself."""
    return Alternate(code, dict(settings.LANGUAGES).get(code, code), url)


def alternates_of(page: Page, request: HttpRequest) -> tuple[Alternate, ...]:
    """Every published version of a page, itself included, in the order of `LANGUAGES`."""
    versions = page.get_translations(inclusive=True).live().public().select_related("locale")
    urls = {version.locale.language_code: version.get_full_url(request) for version in versions}
    return tuple(alternate(code, urls[code]) for code, _name in settings.LANGUAGES if urls.get(code))
