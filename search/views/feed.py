"""The feed (Atom) of any search: who follows it learns what is published, without an account nor an e-mail address."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from aids.amounts import in_short
from api.endpoints import conditional
from api.validators import State
from editorial import menu
from search import addresses
from search.grammar import parse_leniently
from search.known import known
from search.query import AidQuery
from search.results import Hit, SearchResults
from search.service import search_aids
from search.views.filters import chips
from search.views.links import pairs_of, without

MOST = 50
CONTENT_TYPE = "application/atom+xml; charset=utf-8"


def respond(request: HttpRequest, language: str) -> HttpResponseBase:
    """The last published of the aids that answer the address, read as the search page's own."""
    state = State.now()
    etag = state.etag(request, "feed")
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers=state.headers(etag))
    params = {name: values for name, values in request.GET.lists() if name not in {"locale", "page", "order"}}
    query, _errors = parse_leniently(params, known(), on_day=state.day)
    query = replace(query, locale=language, order="-updated", limit=MOST, offset=0)
    results = search_aids(query)
    if results.version != state.version:
        state = state.at(results.version)
        etag = state.etag(request, "feed")
    response = HttpResponse(written(request, query, results), CONTENT_TYPE, headers=state.headers(etag))
    return conditional(request, response, state, etag)


def written(request: HttpRequest, query: AidQuery, results: SearchResults) -> bytes:
    """The XML."""
    asked = ", ".join(chip.label for chip in chips(query, ()))
    name = menu.frame(request, query.locale).name
    feed = Atom1Feed(
        title=f"{name} – {asked}" if asked else _("%(site)s – les dernières aides") % {"site": name},
        link=addresses.search_url(query.locale, without(pairs_of(query), "order"), request=request) or "",
        description=None,
        language=query.locale,
        feed_url=request.build_absolute_uri(),
        author_name=name,
    )
    for hit in results.hits:
        feed.add_item(**_entry(request, hit))
    out = BytesIO()
    feed.write(out, "utf-8")
    return out.getvalue()


def _entry(request: HttpRequest, hit: Hit) -> dict[str, Any]:
    """One aid. It keeps its id in every language and under every address."""
    aid = orjson.loads(hit.summary)
    meta = aid["meta"]
    return {
        "title": aid["title"],
        "link": addresses.aid_url(meta["slug"], hit.locale, request=request) or "",
        # A summary is HTML for who reads a feed.
        "description": escape(" – ".join(filter(None, (in_short(aid["amount"]), aid["summary"])))),
        "unique_id": f"urn:uuid:{meta['translation_key']}",
        "author_name": aid["funder"]["name"],
        "pubdate": _instant(meta, "first_published_at"),
        "updateddate": _instant(meta, "last_published_at"),
        "categories": _labels(aid["modes"]),
    }


def _instant(meta: Mapping[str, str | None], name: str) -> datetime | None:
    text = meta[name]
    return datetime.fromisoformat(text) if text else None


def _labels(entries: Sequence[Mapping[str, str]]) -> list[str]:
    return [entry["label"] for entry in entries]
