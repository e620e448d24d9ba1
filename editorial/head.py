"""What the `<head>` of a page says about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page


@dataclass(frozen=True)
class Alternate:
    """The same page in another language (or this one): `en`, "English", its absolute address."""

    code: str
    name: str
    url: str


@dataclass(frozen=True)
class Head:
    """Title, description and addresses of a page. `index` is false for what search engines should leave out:
    one of the thousand ways to filter a list.
    """

    title: str
    description: str = ""
    canonical: str = ""
    alternates: Sequence[Alternate] = ()
    index: bool = True


def alternate(code: str, url: str) -> Alternate:
    """An alternate with the language's own name for itself."""
    return Alternate(code, dict(settings.LANGUAGES).get(code, code), url)


def alternates_of(page: Page, request: HttpRequest) -> tuple[Alternate, ...]:
    """Every published version of a page, itself included, in the order of `LANGUAGES`."""
    versions = page.get_translations(inclusive=True).live().select_related("locale")
    urls = {version.locale.language_code: version.get_full_url(request) for version in versions}
    return tuple(alternate(code, urls[code]) for code, _name in settings.LANGUAGES if urls.get(code))
