"""What search engines may list: pages of the site, aids that the public may see, territories that have some.

Each address comes with those of the same thing in the other languages.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from aids.models import Aid
from api import paris
from home.api.visibility import public_pages
from search import addresses
from search.listed import listed

Item = TypeVar("Item")
# One file stays quick to make, far below the 50,000 addresses that the protocol allows.
ADDRESSES_IN_A_FILE = 10_000
Paths = Mapping[str, str]


@dataclass(frozen=True)
class Listing:
    """An address: what it is of (the same in every language), its language, when it was last published."""

    thing: UUID | str
    language: str
    path: str
    published_at: datetime | None = None


class TranslatedSitemap(Sitemap[Item], Generic[Item]):
    """A sitemap that says, of each address, those in the other languages."""

    limit = ADDRESSES_IN_A_FILE

    def listings(self, items: Iterable[Item]) -> list[Listing]:
        """The addresses of a page of items."""
        raise NotImplementedError

    def paths(self, things: set[Any]) -> Mapping[Any, Paths]:
        """Of each thing, its path by language."""
        raise NotImplementedError

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """As Django's template wants them."""
        start = f"{self.get_protocol(protocol)}://{self.get_domain(site)}"
        shown = self.listings(self.paginator.page(page).object_list)
        paths = self.paths({listing.thing for listing in shown})
        dates = [listing.published_at for listing in shown]
        if dates and all(dates):
            self.latest_lastmod = max(filter(None, dates))
        return [
            {
                "location": start + listing.path,
                "lastmod": listing.published_at,
                "alternates": _alternates(start, paths[listing.thing]),
            }
            for listing in shown
        ]


def _alternates(start: str, paths: Paths) -> list[dict[str, str]]:
    """None for what is in one language."""
    return [{"lang_code": code, "location": start + path} for code, path in paths.items()] if len(paths) > 1 else []


class AidSitemap(TranslatedSitemap[Aid]):
    """Every public aid, in each of its languages that has a search page."""

    def items(self) -> QuerySet[Aid]:
        return _visible().order_by("pk").select_related("locale").only(*AID_FIELDS)

    def listings(self, items: Iterable[Aid]) -> list[Listing]:
        return [
            Listing(aid.translation_key, aid.locale.language_code, path, aid.last_published_at)
            for aid in items
            if (path := addresses.aid_url(aid.slug, aid.locale.language_code))
        ]

    def paths(self, things: set[Any]) -> Mapping[Any, Paths]:
        found: dict[UUID, dict[str, str]] = defaultdict(dict)
        rows = _visible().filter(translation_key__in=things).values_list(*AID_ROW)
        for key, language, slug in rows:
            found[key][language] = addresses.aid_url(slug, language) or ""
        return found


AID_ROW = ("translation_key", "locale__language_code", "slug")
AID_FIELDS = (*AID_ROW, "last_published_at")


def _visible() -> QuerySet[Aid]:
    return Aid.objects.visible().filter(locale__language_code__in=addresses.search_paths())


class PageSitemap(TranslatedSitemap[Page]):
    """Every published page of the site asked that anyone may read."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def items(self) -> QuerySet[Page]:
        return self._public().order_by("path")

    def listings(self, items: Iterable[Page]) -> list[Listing]:
        return [
            Listing(page.translation_key, page.locale.language_code, parts[2], page.last_published_at)
            for page in items
            if (parts := page.get_url_parts(self.request))
        ]

    def paths(self, things: set[Any]) -> Mapping[Any, Paths]:
        found: dict[UUID | str, dict[str, str]] = defaultdict(dict)
        for listing in self.listings(self._public().filter(translation_key__in=things)):
            found[listing.thing][listing.language] = listing.path
        return found

    def _public(self) -> QuerySet[Any]:
        return public_pages(self.request)


class TerritorySitemap(TranslatedSitemap[tuple[str, str]]):
    """The territories worth a page, and the list of them, in each language."""

    def items(self) -> list[tuple[str, str]]:
        languages = addresses.search_paths()
        return [
            (territory, language) for territory in ["", *sorted(listed(paris.today()).own)] for language in languages
        ]

    def listings(self, items: Iterable[tuple[str, str]]) -> list[Listing]:
        return [Listing(territory, language, _path(territory, language)) for territory, language in items]

    def paths(self, things: set[Any]) -> Mapping[Any, Paths]:
        return {thing: {language: _path(thing, language) for language in addresses.search_paths()} for thing in things}


def _path(territory: str, language: str) -> str:
    """The page of a territory; without one, the list of them."""
    url = addresses.territory_url(territory, language) if territory else addresses.territories_url(language)
    return url or ""


def sitemaps_of(request: HttpRequest) -> dict[str, Any]:
    """Each part of the sitemap, by its name in the address."""
    return {"pages": PageSitemap(request), "aides": AidSitemap, "territoires": TerritorySitemap}
