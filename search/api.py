"""The aids of the public API: the search, one aid, the address behind a slug, everything.

Each method translates what was asked into one call of the domain, and its answer into JSON.
"""

from collections.abc import Sequence
from typing import Any

import orjson
from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from aids import exporting
from aids.models import Aid
from aids.opening import status
from aids.serializers import detail
from aids.shapes import AID_SHAPES, DETAIL_ONLY
from api.endpoints import Answer, Ask, Endpoint, Operation, json_answer
from api.problems import ProblemError
from api.shapes import ref, whole
from search import addresses, engines
from search.parameters import DETAIL_FIELDS, EXPORT, FIND, QUESTION, read_question
from search.results import Hit, Match, Rescue, SearchResults
from search.service import search_aids
from search.shapes import SHAPES

MEDIA_TYPES = {"jsonl": "application/jsonl", "csv": "text/csv; charset=utf-8", "fabmob": "text/csv; charset=utf-8"}
EXTENSIONS = {"jsonl": "jsonl", "csv": "csv", "fabmob": "csv"}


class AidsEndpoint(Endpoint):
    """The aids that the public may see."""

    name = "aids"
    description = _("Les aides à la mobilité : chercher, lire, tout prendre.")
    model = Aid
    shapes = AID_SHAPES | SHAPES
    operations = (
        Operation(
            name="listing",
            path="",
            handler="listing",
            summary=_("Chercher des aides"),
            description=_(
                "Chaque aide une fois, quelle que soit sa langue. Un filtre répété élargit, deux filtres resserrent."
            ),
            parameters=QUESTION,
            grammar=read_question,
            answers=ref("AidList"),
        ),
        Operation(
            name="detail",
            path="<int:pk>/",
            handler="detail",
            summary=_("Une aide, entière"),
            parameters=(DETAIL_FIELDS,),
            arguments={"pk": whole("L’identifiant de l’aide dans une langue.", minimum=1)},
            answers=ref("AidDetail"),
        ),
        Operation(
            name="find",
            path="find/",
            handler="find",
            summary=_("L’aide derrière une adresse"),
            description=_("Redirige vers l’aide ; une ancienne adresse y mène aussi."),
            parameters=FIND,
            redirects=True,
        ),
        Operation(
            name="export",
            path="export/",
            handler="export",
            summary=_("Toutes les aides"),
            description=_("Toutes les aides publiques, de tout statut et dans chaque langue, au fil de l’eau."),
            parameters=EXPORT,
            media_types=("application/jsonl", "text/csv"),
        ),
    )

    def depends_on(self) -> str:
        """The search engine."""
        return engines.current().name

    def listing(self, ask: Ask) -> Answer:
        """What the search found."""
        results = search_aids(ask.values["query"])
        answer = {"meta": meta(results), "items": items(ask, results.hits)}
        return Answer(orjson.dumps(answer), version=results.version, depends_on=results.engine)

    def detail(self, ask: Ask, pk: int) -> Answer:
        """One aid, if it is public."""
        aid = Aid.objects.visible().for_serializing().filter(pk=pk).first()
        if aid is None:
            raise ProblemError(404)
        item = complete(detail(aid), Addresses(ask), status(aid, ask.state.day), None)
        return json_answer(ask.select(item))

    def find(self, ask: Ask) -> HttpResponseBase:
        """Where the aid with that slug is; the question's other parameters go along, as in Wagtail."""
        slug, locale = ask.values["slug"], ask.values["locale"]
        visible = Aid.objects.visible().filter(locale__language_code=locale)
        current = visible.filter(slug=slug)
        former = visible.filter(old_slugs__slug=slug, old_slugs__locale__language_code=locale)
        pk = current.values_list("pk", flat=True).first() or former.values_list("pk", flat=True).first()
        if pk is None:
            raise ProblemError(404)
        rest = ask.request.GET.copy()
        for name in ("slug", "locale"):
            rest.pop(name, None)
        address = Addresses(ask).detail(pk)
        return HttpResponseRedirect(f"{address}?{rest.urlencode()}" if rest else address)

    def export(self, ask: Ask) -> HttpResponseBase:
        """Every public aid, streamed."""

        form = ask.values["format"]
        return StreamingHttpResponse(
            exporting.stream(form, address=Addresses(ask).html),
            content_type=MEDIA_TYPES[form],
            headers={"Content-Disposition": f'attachment; filename="aides.{EXTENSIONS[form]}"'},
        )


class Addresses:
    """Absolute addresses of many aids, from the two prefixes that they share."""

    def __init__(self, ask: Ask) -> None:
        self.details = ask.address("aids:listing")
        self.pages = {locale: ask.host + path for locale, path in addresses.search_paths().items()}

    def detail(self, pk: int) -> str:
        """Where the API gives the whole aid."""
        return f"{self.details}{pk}/"

    def html(self, slug: str, locale: str) -> str | None:
        """Where people read it; `None` where that language has no search page."""
        page = self.pages.get(locale)
        return page and f"{page}{slug}/"


def items(ask: Ask, hits: Sequence[Hit]) -> list[Any]:
    """The hits with what depends on the day, the question and the host; with the detail's fields if they are asked."""
    known = Addresses(ask)
    if ask.fields is None:
        return [spliced(hit, known) for hit in hits]
    if ask.fields.needs(DETAIL_ONLY):
        wholes = details([hit.aid_id for hit in hits])
    else:
        wholes = {hit.aid_id: orjson.loads(hit.summary) for hit in hits}
    return [
        ask.select(complete(wholes[hit.aid_id], known, hit.status, hit.match))
        for hit in hits
        # An aid withdrawn since the index was read is gone from the database first.
        if hit.aid_id in wholes
    ]


def spliced(hit: Hit, known: Addresses) -> orjson.Fragment:
    """What `complete` makes, without reading the stored JSON: four of five lists are answered by this alone.

    A slug has no character that JSON escapes, and it is the first thing after the type.
    """
    before, _, after = hit.summary.partition(b'"slug":"')
    slug = after[: after.index(b'"')].decode()
    pages = orjson.dumps({"detail_url": known.detail(hit.aid_id), "html_url": known.html(slug, hit.locale)})
    daily = orjson.dumps({"status": hit.status, "match": hit.match and matched(hit.match)})
    return orjson.Fragment(b"".join((before, pages[1:-1], b',"slug":"', after[:-1], b",", daily[1:])))


def complete(item: dict[str, Any], known: Addresses, status: str, match: Match | None) -> dict[str, Any]:
    """An aid as it is answered, in the order of the contract."""
    meta = item["meta"]
    pages = {"detail_url": known.detail(item["id"]), "html_url": known.html(meta["slug"], meta["locale"])}
    item["meta"] = {"type": meta["type"], **pages, **meta}
    item["status"] = status
    item["match"] = match and matched(match)
    return item


def details(ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The whole aids, in a number of queries that doesn't depend on how many they are."""
    aids = Aid.objects.visible().for_serializing().filter(pk__in=ids)
    keys = [aid.translation_key for aid in aids]
    published: dict[Any, list[Aid]] = {}
    for version in Aid.objects.visible().filter(translation_key__in=keys).select_related("locale"):
        published.setdefault(version.translation_key, []).append(version)
    return {aid.pk: detail(aid, published=published[aid.translation_key]) for aid in aids}


def meta(results: SearchResults) -> dict[str, Any]:
    """What is told around the items."""
    understood = results.interpreted
    return {
        "total_count": results.total,
        "engine": results.engine,
        "interpreted": {
            "search": understood.search,
            "territories": understood.territories,
            "modes": understood.modes,
            "beneficiaries": understood.beneficiaries,
            "benefits": understood.benefits,
            "funders": understood.funders,
        },
        "suggestion": results.suggestion,
        "rescue": [rescued(rescue) for rescue in results.rescue],
        "facets": {
            facet.name: [{"value": one.value, "label": one.label, "count": one.count} for one in facet.values]
            for facet in results.facets
        },
    }


def rescued(rescue: Rescue) -> dict[str, Any]:
    """A change of the question and how many aids it would give."""
    if rescue.drop:
        return {"drop": rescue.drop, "total_count": rescue.total}
    return {"territory": rescue.territory, "territory_match": rescue.territory_match, "total_count": rescue.total}


def matched(match: Match) -> dict[str, Any]:
    """Why an aid was found."""
    territory = {"id": match.territory_id, "name": match.territory_name} if match.territory_id else None
    return {"territory": territory, "asked": match.asked, "highlight": match.highlight}
