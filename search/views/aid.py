"""The page of an aid: everything about it, whether it is for the person who asks, and what else there is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest

from aids.choices import Status
from aids.models import Aid, OldSlug
from aids.presentation import aid_context
from api import paris
from editorial import cards
from editorial.head import Head, alternate
from search import addresses
from search.query import MAX_TERRITORIES, AidQuery
from search.service import search_aids
from search.views.answers import Answer, Redirect
from search.views.cards import of_aid
from search.views.places import Settled, settle
from search.views.results import Result, result
from search.views.structured_data import structured_data, way_to
from search.views.verdict import perimeter, verdict
from territories import division

SIMILAR = 4
PLACES = 5


def answer(request: HttpRequest, slug: str, language: str) -> Redirect | Answer:
    """The page of the aid of that address, or its new address; 404 for what the public may not see."""
    aid = Aid.objects.visible().for_serializing().filter(slug=slug, locale__language_code=language).first()
    if aid is None:
        return _moved(slug, language)
    settled = settle(request.GET.getlist("place")[:PLACES], request.GET.getlist("place_id")[:PLACES])
    places = tuple(dict.fromkeys([*_asked(request), *settled.territories]))
    url = addresses.aid_url(slug, language) or ""
    if settled.territories and not settled.typed and not settled.unknown:
        return Redirect(f"{url}?{addresses.urlencode([('territory', place) for place in places])}#pour-moi")
    return Answer("search/aid.html", _context(request, aid, places) | _question(url, places, settled))


def _moved(slug: str, language: str) -> Redirect:
    """An address that the aid once had: followed only to an aid that is public."""
    old = OldSlug.objects.filter(slug=slug, locale__language_code=language, aid__in=Aid.objects.visible())
    current = old.values_list("aid__slug", flat=True).first()
    if current is None:
        raise Http404
    return Redirect(addresses.aid_url(current, language) or "", permanent=True)


def _asked(request: HttpRequest) -> list[str]:
    """The places in the address that exist; others are as if absent."""
    known = division.current()
    ids = [known.resolve(territory) for territory in request.GET.getlist("territory")[:PLACES]]
    return [territory for territory in ids if territory]


def _context(request: HttpRequest, aid: Aid, places: Sequence[str]) -> dict[str, Any]:
    language = aid.locale.language_code
    today = paris.today()
    context = aid_context(aid, today)
    face = context["aid"]
    where = perimeter(face["territories"])
    canonical = addresses.aid_url(aid.slug, language, request=request) or ""
    versions = {other["locale"]: other["slug"] for other in face["translations"]} | {language: aid.slug}
    return context | {
        "head": Head(
            title=f"{aid.title} – {aid.funder.name}",
            description=aid.summary,
            canonical=canonical,
            alternates=tuple(
                alternate(code, url)
                for code, slug in versions.items()
                if (url := addresses.aid_url(slug, code, request=request))
            ),
            image=cards.shared(request, "aid", aid.pk, of_aid(face)),
            things=(structured_data(face, canonical), way_to(request, language, (aid.title, canonical))),
        ),
        "title": aid.title,
        "funder_url": addresses.funder_url(aid.funder.slug, language),
        "territory_links": territory_links(face["territories"], language),
        "search_url": addresses.search_url(language),
        "verdicts": [verdict(where, place, language) for place in places],
        "similar": _similar(aid, places or sorted(where.include)[:MAX_TERRITORIES], language),
        "is_closed": context["status"] == Status.CLOSED,
    }


def _question(url: str, places: Sequence[str], settled: Settled) -> dict[str, Any]:
    """ "Est-ce pour moi ?", and what was typed that isn't one place."""
    pairs = [("territory", place) for place in places]
    return {
        "aid_url": url,
        "typed": settled.typed or "".join(settled.unknown[:1]),
        "unknown": settled.unknown,
        "choices": [
            {"option": option, "url": f"{url}?{addresses.urlencode([*pairs, ('territory', option.id)])}#pour-moi"}
            for option in settled.options
        ],
    }


def territory_links(territories: dict[str, list[dict[str, Any]]], language: str) -> dict[str, list[dict[str, str]]]:
    """Where the aid applies, each territory with its page."""
    return {
        name: [
            {"name": territory["name"], "url": addresses.territory_url(territory["id"], language) or ""}
            for territory in rows
        ]
        for name, rows in territories.items()
    }


def _similar(aid: Aid, places: Sequence[str], language: str) -> list[Result]:
    """Open aids at the same place for the same modes; any mode rather than nothing."""
    modes = tuple(mode.code for mode in aid.modes.all())
    asked = AidQuery(on_day=paris.today(), territories=tuple(places), locale=language, limit=SIMILAR + 1)
    for query in (replace(asked, modes=modes), asked):
        hits = [hit for hit in search_aids(query).hits if hit.aid_id != aid.pk]
        if hits:
            return [result(hit, language) for hit in hits[:SIMILAR]]
    return []
