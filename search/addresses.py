"""Every public address of aids, funders and territories, made here and nowhere else.

They hang below the search page of a language (`/fr/aides/`), which the team may rename; where a language has no
published search page there is no address, hence `None`. With a request, addresses are absolute.
"""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from django.apps import apps
from django.http import HttpRequest

from api import versions

_known: tuple[int, dict[str, str]] | None = None


def reset() -> None:
    """Forget what is known (tests)."""
    global _known
    _known = None


def search_paths() -> dict[str, str]:
    """The search page's path in each language that has one: `{"fr": "/fr/aides/"}`.

    Read again only when the catalogue's version moved: publishing or moving a search page moves it (see search.pages).
    """
    global _known
    version, _changed_at = versions.recent()
    if _known is None or _known[0] != version:
        # By name: the page's own routes make addresses too.
        pages = apps.get_model("search", "SearchPage").objects.live().select_related("locale").order_by("-path")
        parts = {page.locale.language_code: page.get_url_parts() for page in pages}
        _known = version, {code: found[2] for code, found in parts.items() if found}
    return _known[1]


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


def _below(locale: str, rest: str, request: HttpRequest | None) -> str | None:
    path = search_paths().get(locale)
    if path is None:
        return None
    return request.build_absolute_uri(path + rest) if request else path + rest
