"""Pages of the site that answer the words of a question: a few beside the aids, all of them on a page of their own."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from api import paris
from editorial.head import Head
from editorial.menu import site_of
from search import addresses
from search.grammar import parse_leniently
from search.known import known
from search.query import AidQuery
from search.results import SearchResults
from search.site.finding import find_pages
from search.views.answers import Answer

FEW = 5


def few(request: HttpRequest, query: AidQuery, results: SearchResults) -> dict[str, Any]:
    """The best, beside the first aids. Without words nothing is looked for."""
    if not query.text or query.offset:
        return {}
    found = find_pages(query.text, query.locale, results, site=site_of(request))
    more = addresses.pages_url(query.locale, query.text) if len(found) > FEW else None
    return {"site_pages": found[:FEW], "site_pages_url": more}


def answer(request: HttpRequest, language: str) -> Answer:
    """All of them."""
    query, _errors = parse_leniently({"search": request.GET.getlist("search")}, known(), on_day=paris.today())
    found = find_pages(query.text, language, site=site_of(request)) if query.text else []
    count = ngettext("%(count)d page du site", "%(count)d pages du site", len(found)) % {"count": len(found)}
    title = count if found else _("Aucune page du site")
    return Answer(
        "search/site_pages.html",
        {
            "head": Head(title=title, index=False),
            "title": title,
            "text": query.text,
            "site_pages": found,
            "search_url": addresses.search_url(language),
            "pages_url": addresses.pages_url(language),
        },
    )
