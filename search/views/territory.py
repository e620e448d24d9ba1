"""The page of a territory, and the list of those that have one worth finding."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from api import paris
from editorial import cards
from editorial.head import Alternate, Head, alternate
from search import addresses
from search.listed import Listed, listed, populous
from search.query import AidQuery
from search.results import Facet
from search.service import search_aids
from search.views.answers import Answer, Redirect
from search.views.cards import of_territory
from search.views.places import KINDS, label, label_of, name_of
from search.views.results import result
from search.views.structured_data import way_to
from territories import division
from territories.division import COUNTRY
from territories.records import TerritoryRecord
from territories.spelling import fold

ON_PAGE = 20
# Several of a kind, the larger kinds first.
KIND_TITLES = {
    "departement": gettext_lazy("Départements"),
    "epci": gettext_lazy("Intercommunalités"),
    "ept": gettext_lazy("Établissements publics territoriaux"),
    "zone": gettext_lazy("Territoires de mobilité"),
    "commune": gettext_lazy("Communes"),
}
# How many places around are worth naming.
MOST_AROUND = 12
MOST_FUNDERS = 8
# The larger places that a place is in, as a line: its own intercommunalité, département, région.
WAY_KINDS = ("epci", "departement", "region")
# "au Havre", "aux Ulis": French towns carry their article.
CONTRACTED = {"Le ": "au ", "Les ": "aux "}


@dataclass(frozen=True)
class Count:
    """How many aids there are of something, and where they are."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Neighbour:
    """A territory that has a page."""

    id: str
    name: str
    kind: str
    url: str
    count: int = 0


def territory_answer(request: HttpRequest, territory_id: str, language: str) -> Redirect | Answer:
    """What applies in a territory; the current one when the address is of an old commune."""
    current = division.current().resolve(territory_id)
    record = division.current().get(current) if current else None
    if current is None or record is None:
        raise Http404
    if current != territory_id:
        return Redirect(addresses.territory_url(current, language) or "", permanent=True)
    query = AidQuery(
        on_day=paris.today(), territories=(current,), locale=language, limit=ON_PAGE, facets=("mode", "kind", "funder")
    )
    results = search_aids(query)
    known = listed(query.on_day)
    places = [("territory", current)]
    facets = {facet.name: counts(facet, current, language) for facet in results.facets}
    title = _("Aides à la mobilité %(where)s") % {"where": where(record, language)}
    return Answer(
        "search/territory.html",
        {
            "title": title,
            "territory": record,
            "kind": KINDS.get(record.kind, ""),
            "way": _way(current),
            "total": results.total,
            "modes": facets.get("mode", ()),
            "kinds": facets.get("kind", ()),
            "funders": facets.get("funder", ())[:MOST_FUNDERS],
            "results": [result(hit, language, places) for hit in results.hits],
            "around": around(known, record, language),
            "all_url": addresses.search_url(language, places),
            "search_url": addresses.search_url(language),
            "territories_url": addresses.territories_url(language),
            "head": _head(request, title, record, language, results.total, facets.get("mode", ()), known),
        },
    )


def counts(facet: Facet, territory: str, language: str) -> tuple[Count, ...]:
    """A facet's values as links to the filtered search, the most frequent first."""
    values = sorted(facet.values, key=lambda value: -value.count)
    return tuple(
        Count(
            value.label,
            value.count,
            addresses.search_url(language, [("territory", territory), (facet.name, value.value)]) or "",
        )
        for value in values
        if value.count
    )


def where(record: TerritoryRecord, language: str) -> str:
    """ "à Toulouse (31)", "au Havre (76)"; what isn't a town has no preposition that holds for all: ": Occitanie"."""
    if record.kind != "commune":
        return _(": %(place)s") % {"place": record.name}
    name = label_of(record)
    if language == "fr":
        for article, contracted in CONTRACTED.items():
            if name.startswith(article):
                return contracted + name.removeprefix(article)
    return _("à %(place)s") % {"place": name}


def around(known: Listed, record: TerritoryRecord, language: str) -> list[tuple[str, list[Neighbour]]]:
    """Larger, smaller and neighbouring territories that have aids to show."""
    ancestors = populous(known.holders.get(record.id) or division.current().place(record.id).ancestors)
    larger = [other for other in reversed(ancestors) if other.id in known and other.id != record.id]
    groups = (
        (_("Plus large"), larger),
        (_("Plus près"), known.inside(record.id) if record.id != COUNTRY else []),
        (_("À côté"), known.beside(record.id)),
    )
    return [
        (str(title), [neighbour(known, other, language) for other in records[:MOST_AROUND]])
        for title, records in groups
        if records
    ]


def neighbour(known: Listed, record: TerritoryRecord, language: str) -> Neighbour:
    """A territory as a link."""
    url = addresses.territory_url(record.id, language) or ""
    return Neighbour(record.id, label_of(record), str(KINDS.get(record.kind, "")), url, known.own.get(record.id, 0))


def territories_answer(request: HttpRequest, language: str) -> Answer:
    """The listed territories, by région, the country first."""
    known = listed(paris.today())
    title = _("Les aides par territoire")
    urls = {code: addresses.territories_url(code, request=request) for code in addresses.search_paths()}
    canonical = urls.get(language) or ""
    return Answer(
        "search/territories.html",
        {
            "title": title,
            "country": neighbour(known, record, language) if (record := division.current().get(COUNTRY)) else None,
            "regions": _by_region(known, language),
            "search_url": addresses.search_url(language),
            "head": Head(
                title=title,
                description=_("Les régions, départements, intercommunalités et communes qui proposent des aides."),
                canonical=canonical,
                alternates=_alternates(urls),
                things=(way_to(request, language, (title, canonical)),),
            ),
        },
    )


def _by_region(known: Listed, language: str) -> list[tuple[Neighbour, list[tuple[str, list[Neighbour]]]]]:
    """Each région with what it holds or shares, by kind; those astride two are in both."""
    whole = division.current()
    regions: dict[str, list[str]] = defaultdict(list)
    for territory in known.own:
        place = whole.place(territory)
        # A métropole is in one région, a département's neighbour astride two in none: it is told of both.
        for territories in (place.ancestors, place.overlapping if territory != COUNTRY else ()):
            if held := [other for other in territories if other.startswith("region-")]:
                for region in held:
                    regions[region].append(territory)
                break
    return [
        (neighbour(known, region, language), _by_kind(known, set(regions[region.id]) - {region.id}, language))
        for region in sorted(populous(regions), key=_by_name)
    ]


def _by_kind(known: Listed, territories: Iterable[str], language: str) -> list[tuple[str, list[Neighbour]]]:
    by_kind: dict[str, list[TerritoryRecord]] = defaultdict(list)
    for record in populous(territories):
        by_kind[record.kind].append(record)
    return [
        (
            str(KIND_TITLES[kind]),
            [neighbour(known, one, language) for one in sorted(by_kind[kind], key=_by_name)],
        )
        for kind in KIND_TITLES
        if kind in by_kind
    ]


def _by_name(record: TerritoryRecord) -> str:
    """Without accents or case: Île-de-France isn't the last of them."""
    return fold(record.name)


def _head(
    request: HttpRequest,
    title: str,
    record: TerritoryRecord,
    language: str,
    total: int,
    modes: Iterable[Count],
    known: Listed,
) -> Head:
    urls = {code: addresses.territory_url(record.id, code, request=request) for code in addresses.search_paths()}
    canonical = urls.get(language) or ""
    territories = (_("Les aides par territoire"), addresses.territories_url(language, request=request) or "")
    count = ngettext("%(count)d aide ouverte", "%(count)d aides ouvertes", total) % {"count": total}
    return Head(
        title=title,
        description=" : ".join(filter(None, (count, ", ".join(mode.label for mode in modes)))),
        canonical=canonical,
        alternates=_alternates(urls),
        index=record.id in known,
        image=cards.shared(request, "territory", f"{language}-{record.id}", of_territory(record.id, language)),
        things=(way_to(request, language, territories, (label(record.id), canonical)),),
        feed=addresses.feed_url(language, [("territory", record.id)], request=request) or "",
    )


def _alternates(urls: dict[str, str | None]) -> tuple[Alternate, ...]:
    return tuple(alternate(code, url) for code, url in urls.items() if url)


def _way(territory_id: str) -> tuple[str, ...]:
    """Toulouse — Toulouse Métropole — Haute-Garonne — Occitanie."""
    ancestors = sorted(division.current().place(territory_id).ancestors - {territory_id})
    by_kind = [ancestor for kind in WAY_KINDS for ancestor in ancestors if ancestor.startswith(f"{kind}-")]
    return (name_of(territory_id), *map(name_of, by_kind)) if by_kind else ()
