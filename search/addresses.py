"""Every public address of aids, funders and territories, made here and nowhere else.

They hang below the search page of a language (`/fr/aides/`), which the team may rename; where a language has no
published search page there is no address, hence `None`. With a request, addresses are absolute.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.apps import apps
from django.http import HttpRequest
from wagtail.models import Page, Site

from api import versions


@dataclass(frozen=True)
class Known:
    """The published search pages as of a version of the catalogue: their paths by language, and those that need no
    permission by path.
    """

    version: int
    paths: dict[str, str]
    public: dict[str, Page]


_known: Known | None = None


def reset() -> None:
    """Forget what is known (tests)."""
    global _known
    _known = None


def search_paths() -> dict[str, str]:
    """The search page's path in each language that has one: `{"fr": "/fr/aides/"}`."""
    return _current().paths


def public_page(path: str) -> tuple[Page, str] | None:
    """The search page that anyone may read and that holds this path, with what of the path is left: "une-aide/"."""
    for start, page in _current().public.items():
        if path.startswith(start):
            return page, path[len(start) :]
    return None


def _current() -> Known:
    """Read again only when the catalogue's version moved, which changing a page does (see editorial.receivers)."""
    global _known
    version, _changed_at = versions.recent()
    if _known is None or _known.version != version:
        _known = _read(version)
    return _known


def _read(version: int) -> Known:
    # By name: the page's own routes make addresses too.
    pages = apps.get_model("search", "SearchPage").objects.live().select_related("locale").order_by("-path")
    placed = [(page, parts[2]) for page in pages if (parts := page.get_url_parts())]
    # With several sites a path says too little: then each request looks for its page.
    public = set(pages.public().values_list("pk", flat=True)) if Site.objects.count() == 1 else set()
    return Known(
        version,
        {page.locale.language_code: path for page, path in placed},
        {path: page for page, path in placed if page.pk in public},
    )


def search_url(
    locale: str, params: Iterable[tuple[str, str]] = (), *, request: HttpRequest | None = None
) -> str | None:
    """The search page, asked something: `/fr/aides/?territory=commune-31555&mode=bike`."""
    query = urlencode(list(params))
    return _below(locale, f"?{query}" if query else "", request)


def aid_url(slug: str, locale: str, *, request: HttpRequest | None = None) -> str | None:
    """An aid's page."""
    return _below(locale, f"{quote(slug)}/", request)


def funder_url(slug: str, locale: str, *, request: HttpRequest | None = None) -> str | None:
    """A funder's page: who it is, and its aids."""
    return _below(locale, f"funder/{quote(slug)}/", request)


def territory_url(territory_id: str, locale: str, *, request: HttpRequest | None = None) -> str | None:
    """What applies in a territory."""
    return _below(locale, f"territory/{quote(territory_id)}/", request)


def territories_url(locale: str, *, request: HttpRequest | None = None) -> str | None:
    """The territories that have a page worth finding."""
    return _below(locale, "territory/", request)


def feed_url(locale: str, params: Iterable[tuple[str, str]] = (), *, request: HttpRequest | None = None) -> str | None:
    """The feed of a question: `/fr/aides/feed/?territory=commune-31555`."""
    query = urlencode(list(params))
    return _below(locale, f"feed/?{query}" if query else "feed/", request)


def pages_url(locale: str, text: str = "") -> str | None:
    """The pages of the site that answer these words."""
    return _below(locale, f"pages/?{urlencode({'search': text})}" if text else "pages/", None)


def _below(locale: str, rest: str, request: HttpRequest | None) -> str | None:
    path = _current().paths.get(locale)
    if path is None:
        return None
    return request.build_absolute_uri(path + rest) if request else path + rest
