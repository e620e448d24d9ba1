"""The page of a funder, and of a territory: what it is, and the aids of it."""

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from api import paris
from editorial.head import Head, alternate
from funders.models import Funder
from search import addresses
from search.known import known
from search.query import AidQuery
from search.service import search_aids
from search.views.answers import Answer, Redirect
from search.views.places import KINDS, label, name_of
from search.views.results import result
from territories import division

ON_PAGE = 20
# The larger places that a place is in, as a line: its own intercommunalité, département, région.
WAY_KINDS = ("epci", "departement", "region")


def funder_answer(request: HttpRequest, slug: str, language: str) -> Answer:
    """Who pays, and what is open of theirs. 404 for a funder that isn't public."""
    funder = Funder.objects.active().select_related("territory").filter(slug=slug).first()
    if funder is None or slug not in known().funders([slug]):
        raise Http404
    query = AidQuery(on_day=paris.today(), funders=(slug,), locale=language, limit=ON_PAGE)
    urls = {code: addresses.funder_url(slug, code, request=request) for code in addresses.search_paths()}
    title = _("Les aides de %(funder)s") % {"funder": funder.name}
    return Answer(
        "search/funder.html",
        {"funder": funder, "head": _head(title, urls, language)}
        | _listing(query, title, addresses.search_url(language, [("funder", slug), ("status", "all")])),
    )


def territory_answer(request: HttpRequest, territory_id: str, language: str) -> Redirect | Answer:
    """What applies in a territory; the current one when the address is of an old commune."""
    current = division.current().resolve(territory_id)
    record = division.current().get(current) if current else None
    if current is None or record is None:
        raise Http404
    if current != territory_id:
        return Redirect(addresses.territory_url(current, language) or "", permanent=True)
    query = AidQuery(on_day=paris.today(), territories=(current,), locale=language, limit=ON_PAGE)
    urls = {code: addresses.territory_url(current, code, request=request) for code in addresses.search_paths()}
    title = _("Les aides à la mobilité : %(place)s") % {"place": label(current)}
    return Answer(
        "search/territory.html",
        {"territory": record, "kind": KINDS.get(record.kind, ""), "way": _way(current)}
        | {"head": _head(title, urls, language)}
        | _listing(query, title, addresses.search_url(language, [("territory", current)])),
    )


def _listing(query: AidQuery, title: str, all_url: str | None) -> dict[str, object]:
    results = search_aids(query)
    places = [("territory", place) for place in query.territories]
    return {
        "title": title,
        "total": results.total,
        "results": [result(hit, query.locale, places) for hit in results.hits],
        "all_url": all_url,
        "search_url": addresses.search_url(query.locale),
    }


def _head(title: str, urls: dict[str, str | None], language: str) -> Head:
    return Head(
        title=title,
        canonical=urls.get(language) or "",
        alternates=tuple(alternate(code, url) for code, url in urls.items() if url),
    )


def _way(territory_id: str) -> tuple[str, ...]:
    """Toulouse — Toulouse Métropole — Haute-Garonne — Occitanie."""
    ancestors = sorted(division.current().place(territory_id).ancestors - {territory_id})
    by_kind = [ancestor for kind in WAY_KINDS for ancestor in ancestors if ancestor.startswith(f"{kind}-")]
    return (name_of(territory_id), *map(name_of, by_kind)) if by_kind else ()
