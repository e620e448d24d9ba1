"""What search engines may list: the pages of the site and the aids that the public may see."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from wagtail.models import Page

from aids.models import Aid
from search import addresses

HOME_DEPTH = 2
# An aid's slug, its language, when it was last published.
ListedAid = tuple[str, str, datetime | None]
# One file stays quick to make, far below the 50,000 addresses that the protocol allows.
ADDRESSES_IN_A_FILE = 10_000


class AidSitemap(Sitemap[ListedAid]):
    """Every public aid, in each of its languages."""

    limit = ADDRESSES_IN_A_FILE

    def items(self) -> QuerySet[Aid, ListedAid]:
        """Where a language has no search page, its aids have no address."""
        aids = Aid.objects.visible().filter(locale__language_code__in=addresses.search_paths())
        return aids.order_by("pk").values_list("slug", "locale__language_code", "last_published_at")

    def location(self, item: ListedAid) -> str:
        slug, language, _published_at = item
        return addresses.aid_url(slug, language) or "/"

    def lastmod(self, item: ListedAid) -> datetime | None:
        return item[2]


class PageSitemap(Sitemap[Page]):
    """Every published page that anyone may read."""

    def items(self) -> QuerySet[Page]:
        return Page.objects.live().public().filter(depth__gte=HOME_DEPTH).order_by("path")

    def location(self, item: Page) -> str:
        parts = item.get_url_parts()
        return parts[2] if parts else "/"

    def lastmod(self, item: Page) -> datetime | None:
        return item.last_published_at


SITEMAPS = {"pages": PageSitemap, "aides": AidSitemap}
