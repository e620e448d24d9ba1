"""The search page: a question in, a list of aids out, or first a choice between places."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from api import paris
from editorial import cards
from editorial.head import Alternate, Head, alternate
from search import addresses
from search.grammar import parse_leniently
from search.known import known
from search.query import DEFAULT_LIMIT, AidQuery
from search.service import search_aids
from search.views import filters, guidance, site_pages
from search.views.answers import Answer, Redirect
from search.views.cards import of_search
from search.views.links import pairs_of, without
from search.views.paging import paging
from search.views.places import Settled, label, settle
from search.views.results import result
from search.views.structured_data import way_to

PLACE_FIELDS = 2


def answer(request: HttpRequest, language: str) -> Redirect | Answer:
    """What to show for an address of the search page in that language."""
    params = {name: values for name, values in request.GET.lists() if name != "locale"}
    query, errors = parse_leniently(params, known(), on_day=paris.today())
    query = replace(query, locale=language)
    if "place" not in params and "place_id" not in params:
        return _list(request, query, guidance.dropped(errors))
    settled = settle(params.get("place", []), params.get("place_id", []))
    query = replace(query, territories=tuple(dict.fromkeys(query.territories + settled.territories)))
    if settled.typed or settled.unknown:
        return _choice(request, query, settled)
    return Redirect(addresses.search_url(language, pairs_of(query)) or request.path)


def _list(request: HttpRequest, query: AidQuery, dropped: list[str]) -> Answer:
    results = search_aids(query)
    pairs = pairs_of(query)
    number = query.offset // DEFAULT_LIMIT + 1

    def page_url(page: int) -> str:
        return addresses.search_url(query.locale, [*pairs, ("page", str(page))] if page > 1 else pairs) or ""

    places = [("territory", place) for place in results.interpreted.territories[:PLACE_FIELDS]]
    title = _title(results.total, results.interpreted.territories)
    return Answer(
        "search/search_page.html",
        _form(query)
        | {
            "head": _head(request, query, title),
            "title": title,
            "total": results.total,
            "results": [result(hit, query.locale, places) for hit in results.hits],
            "groups": filters.groups(query, results.facets),
            "orders": filters.orders(query),
            "chips": filters.chips(query, results.facets),
            "clear_url": addresses.search_url(query.locale),
            "filter_pairs": filters.hidden(query, *filters.LEGENDS, "status", "territory_match", "order"),
            "guidance": guidance.guidance(query, results),
            "dropped": dropped,
            "territories_url": addresses.territories_url(query.locale),
            "paging": paging(results.total, number=number, size=DEFAULT_LIMIT, url=page_url),
        }
        | site_pages.few(request, query, results),
    )


def _choice(request: HttpRequest, query: AidQuery, settled: Settled) -> Answer:
    """Which place is meant, asked with links; or that none was found."""
    pairs = pairs_of(query)
    waiting = [("place", text) for text in settled.waiting]
    options = [
        {"option": option, "url": addresses.search_url(query.locale, [*pairs, ("territory", option.id), *waiting])}
        for option in settled.options
    ]
    title = _("Quel lieu ?") if options else _("Lieu introuvable")
    return Answer(
        "search/choose_place.html",
        _form(query, settled)
        | {
            "head": Head(title=title, alternates=_alternates(request, query), index=False),
            "title": title,
            "typed": settled.typed,
            "unknown": settled.unknown,
            "options": options,
            "anywhere_url": addresses.search_url(query.locale, pairs),
        },
    )


def _form(query: AidQuery, settled: Settled | None = None) -> dict[str, Any]:
    """The form on top: where one lives, where one works, words; everything else is carried along."""
    many = len(query.territories) > PLACE_FIELDS
    places = [] if many else [{"value": label(place), "known": place} for place in query.territories]
    texts = [settled.typed, *settled.unknown, *settled.waiting] if settled else []
    places += [{"value": text, "known": ""} for text in texts if text]
    places = [*places, *({"value": "", "known": ""} for _missing in range(PLACE_FIELDS - len(places)))]
    asked = ["search"] if many else ["search", "territory"]
    return {
        "search_url": addresses.search_url(query.locale),
        "query": query,
        "home_place": places[0],
        "work_place": places[1],
        "form_pairs": filters.hidden(query, *asked),
    }


def _title(total: int, territories: Sequence[str]) -> str:
    """ "12 aides pour Toulouse (31)"."""
    count = guidance.counted(total) if total else _("Aucune aide")
    if not territories or len(territories) > PLACE_FIELDS:
        return str(count)
    places = _(" ou ").join(label(place) for place in territories)
    return str(_("%(count)s pour %(places)s") % {"count": count, "places": places})


def _head(request: HttpRequest, query: AidQuery, title: str) -> Head:
    """The plain page is for search engines; one of its thousand filtered forms isn't."""
    asked = bool(pairs_of(query) or query.offset)
    return Head(
        title=title if asked else _("Trouver une aide à la mobilité"),
        description=""
        if asked
        else _("Toutes les aides à la mobilité, par lieu, par mode de transport et par public."),
        canonical="" if asked else addresses.search_url(query.locale, request=request) or "",
        alternates=_alternates(request, query),
        index=not asked,
        image=None if asked else cards.shared(request, "search", query.locale, of_search(query.locale)),
        things=() if asked else (way_to(request, query.locale),),
        feed=addresses.feed_url(query.locale, without(pairs_of(query), "order"), request=request) or "",
    )


def _alternates(request: HttpRequest, query: AidQuery) -> tuple[Alternate, ...]:
    """The same question in the other languages: codes don't change."""
    pairs = pairs_of(query)
    return tuple(
        alternate(code, addresses.search_url(code, pairs, request=request) or "")
        for code in sorted(addresses.search_paths(), key=lambda code: code != query.locale)
    )
