"""The page of a funder: who it is, and its aids."""

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from api import paris
from editorial.head import Head, alternate
from funders.models import Funder
from search import addresses
from search.known import known
from search.query import AidQuery
from search.service import search_aids
from search.views.answers import Answer
from search.views.results import result

ON_PAGE = 20


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
