"""What stands around every page, remembered: it changes when the team publishes, not when somebody reads.

A language without names and menus of its own takes those of the default one; links lead to its own pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, Site

from api import versions
from editorial import addresses
from editorial.images import Picture, picture
from editorial.settings import SiteIdentity, SiteTexts


@dataclass(frozen=True)
class MenuItem:
    """A link; `current` where it leads to the page that is shown, or to one that holds it."""

    title: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Tab:
    """The page of a public: what its tab says, its promise, the colour of its line."""

    title: str
    url: str
    text: str
    line: str
    current: bool = False


@dataclass(frozen=True)
class Column:
    """Links of the footer, under a title."""

    title: str
    links: tuple[MenuItem, ...]


@dataclass(frozen=True)
class Banner:
    """An announcement: `info`, `warning` or `alert`."""

    level: str
    text: str
    link: MenuItem | None
    starts_at: datetime | None
    ends_at: datetime | None

    def is_shown(self, now: datetime) -> bool:
        """Whether it is time."""
        return (not self.starts_at or self.starts_at <= now) and (not self.ends_at or now < self.ends_at)


@dataclass(frozen=True, eq=False)
class Frame:
    """All that surrounds the pages of a site in a language. One is itself until the team changes something."""

    name: str
    home_url: str
    homes: dict[str, str]
    items: tuple[MenuItem, ...] = ()
    tabs: tuple[Tab, ...] = ()
    tagline: str = ""
    footer_text: str = ""
    columns: tuple[Column, ...] = ()
    social: tuple[MenuItem, ...] = ()
    logo: Picture | None = None
    banner: Banner | None = None

    @property
    def host(self) -> str:
        """What the addresses of its own pages begin with: nothing where there is one site."""
        return self.home_url.removesuffix(urlsplit(self.home_url).path)

    def shown_banner(self) -> Banner | None:
        """The announcement, if it is time for one."""
        return self.banner if self.banner and self.banner.is_shown(timezone.now()) else None


@dataclass
class Known:
    """The sites as of a version of the catalogue, and the frames asked for since."""

    version: int
    sites: list[Site]
    frames: dict[tuple[int | None, str], Frame] = field(default_factory=dict)


_known: Known | None = None


def reset() -> None:
    """Forget what is known (tests)."""
    global _known
    _known = None


def site_of(request: HttpRequest | None) -> Site | None:
    """The site that is asked. One alone needs no look at the request."""
    sites = _current().sites
    return sites[0] if len(sites) == 1 or request is None else Site.find_for_request(request)


def frame(request: HttpRequest | None, language: str) -> Frame:
    """What surrounds the page that is asked for."""
    known, site = _current(), site_of(request)
    key = (site.pk if site else None, language)
    if key not in known.frames:
        known.frames[key] = _read(site, language)
    return known.frames[key]


def _current() -> Known:
    """Read again when the version moved, which changing a page or a setting does (see editorial.receivers)."""
    global _known
    version, _changed_at = versions.recent()
    if _known is None or _known.version != version:
        _known = Known(version, list(Site.objects.order_by("-is_default_site", "pk").select_related("root_page")))
    return _known


def _read(site: Site | None, language: str) -> Frame:
    if site is None:
        return Frame(settings.WAGTAIL_SITE_NAME, "/", {})
    homes = _homes(site)
    home = homes.get(language)
    known = {code: url for code, page in homes.items() if (url := addresses.url(page.pk, code))}
    identity = SiteIdentity.objects.filter(site=site).select_related("logo").first()
    texts = _texts(site, language)
    return Frame(
        name=texts.name if texts else settings.WAGTAIL_SITE_NAME,
        home_url=known.get(language, "/"),
        homes=known,
        items=_links((block.value for block in texts.header), language) if texts and texts.header else _ticked(home),
        tabs=tuple(tab for block in texts.tabs if (tab := _tab(block.value, language))) if texts else (),
        tagline=texts.tagline if texts else "",
        footer_text=texts.footer_text if texts else "",
        columns=tuple(Column(block.value["title"], _links(block.value["links"], language)) for block in texts.footer)
        if texts
        else (),
        social=tuple(MenuItem(block.value["name"], block.value["url"]) for block in identity.social)
        if identity
        else (),
        logo=picture(identity.logo, "logo", "") if identity and identity.logo else None,
        banner=_banner(texts, language) if texts else None,
    )


def _homes(site: Site) -> dict[str, Page]:
    """The home page of the site in each language."""
    versions_of_home = site.root_page.get_translations(inclusive=True).live().select_related("locale")
    return {page.locale.language_code: page for page in versions_of_home}


def _texts(site: Site, language: str) -> SiteTexts | None:
    found = {
        texts.locale.language_code: texts
        for texts in SiteTexts.objects.filter(site=site).select_related("locale", "banner_page")
    }
    return found.get(language) or found.get(settings.LANGUAGE_CODE)


def _ticked(home: Page | None) -> tuple[MenuItem, ...]:
    """The home page's children that the team ticked "show in menus"."""
    if home is None:
        return ()
    pages = home.get_children().live().in_menu()
    return tuple(MenuItem(page.title, url) for page in pages if (url := addresses.url(page.pk, "")))


def _links(values: Iterable[Any], language: str) -> tuple[MenuItem, ...]:
    """Links that lead somewhere: not to a page that isn't published."""
    return tuple(MenuItem(value.text(language), href) for value in values if (href := value.href(language)))


def _tab(value: Any, language: str) -> Tab | None:
    if not value["page"] or not (place := addresses.place(value["page"].pk, language)):
        return None
    return Tab(value["label"], place.url, value["text"], getattr(value["page"].specific, "line", ""))


def _banner(texts: SiteTexts, language: str) -> Banner | None:
    if not texts.banner_text:
        return None
    place = addresses.place(texts.banner_page_id, language)
    return Banner(
        texts.banner_level,
        texts.banner_text,
        MenuItem(place.title, place.url) if place else None,
        texts.banner_from,
        texts.banner_until,
    )
