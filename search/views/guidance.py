"""What the page says about the question: what was understood of it, what was dropped, what would give something."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aids import vocabularies
from search import addresses
from search.query import AidQuery
from search.results import Interpreted, Rescue, SearchResults
from search.views.filters import LEGENDS
from search.views.links import Pairs, pairs_of, replaced, without
from search.views.places import label, name_of


@dataclass(frozen=True)
class Link:
    """Somewhere to go."""

    label: str
    url: str


@dataclass(frozen=True)
class Guidance:
    """All that is said between the question and the list."""

    # The words typed, when others were answered.
    typed: str
    suggestion: str
    understood: tuple[str, ...]
    homonyms: tuple[Link, ...]
    as_typed_url: str
    rescue: tuple[Link, ...]
    # The database answered for an engine that is down: the same aids, but whoever runs the site should know.
    is_fallback: bool


def guidance(query: AidQuery, results: SearchResults) -> Guidance:
    """Translate out what the search tells about the question."""
    interpreted = results.interpreted
    words = _words_and_place(query, interpreted)
    return Guidance(
        typed=query.text,
        suggestion=results.suggestion or "",
        understood=tuple(_understood(query, interpreted, results)),
        homonyms=tuple(
            Link(label(place), _url(query, replaced(words, "territory", place))) for place in interpreted.homonyms
        ),
        as_typed_url=_url(query, [*pairs_of(query), ("interpret", "false")]),
        rescue=tuple(_rescue(query, words, entry) for entry in results.rescue),
        is_fallback=results.is_fallback,
    )


def dropped(errors: Mapping[str, Sequence[str]]) -> list[str]:
    """What of the address was not understood and left out, in sentences."""
    return [_("%(what)s : %(said)s") % {"what": name, "said": " ".join(reasons)} for name, reasons in errors.items()]


def counted(total: int) -> str:
    """ "1 200 aides", "1,200 aids"."""
    number = number_format(total, force_grouping=True)
    return str(ngettext("%(count)s aide", "%(count)s aides", total) % {"count": number})


def _words_and_place(query: AidQuery, interpreted: Interpreted) -> Pairs:
    """The question with the place that its text named written as a place, so that either can be changed alone."""
    pairs = pairs_of(query)
    if query.territories or not interpreted.territories:
        return pairs
    rest = [("search", interpreted.search)] if interpreted.search else []
    return [*rest, *(("territory", place) for place in interpreted.territories), *without(pairs, "search")]


def _understood(query: AidQuery, interpreted: Interpreted, results: SearchResults) -> list[str]:
    """Places, modes, people, benefits and funders read in the text."""
    if not query.text or not query.interpret:
        return []
    labels = vocabularies.labels(query.locale)
    funders = {value.value: value.label for facet in results.facets if facet.name == "funder" for value in facet.values}
    places = [] if query.territories else [label(place) for place in interpreted.territories]
    return [
        *places,
        *(labels["modes"].get(code, code) for code in interpreted.modes),
        *(labels["beneficiaries"].get(code, code) for code in interpreted.beneficiaries),
        *(labels["benefits"].get(code, code) for code in interpreted.benefits),
        *(funders.get(slug, slug) for slug in interpreted.funders),
    ]


def _rescue(query: AidQuery, words: Pairs, rescue: Rescue) -> Link:
    count = counted(rescue.total)
    if rescue.territory:
        pairs = replaced(words, "territory", rescue.territory)
        pairs = replaced(pairs, "territory_match", rescue.territory_match)
        text = _("Ailleurs autour, dans %(place)s, mais pas pour le lieu demandé") % {
            "place": name_of(rescue.territory)
        }
    elif rescue.drop == "status":
        pairs, text = replaced(words, "status", "all"), _("Avec celles qui sont terminées ou à venir")
    elif rescue.drop == "search":
        pairs, text = without(words, "search"), _("Sans les mots cherchés")
    elif rescue.drop == "territory":
        pairs, text = without(without(words, "territory"), "territory_match"), _("Partout en France")
    else:
        legend = str(LEGENDS.get(rescue.drop, rescue.drop))
        pairs, text = without(words, rescue.drop), _("Sans le filtre « %(name)s »") % {"name": legend}
    return Link(_("%(what)s : %(said)s") % {"what": text, "said": count}, _url(query, pairs))


def _url(query: AidQuery, pairs: Pairs) -> str:
    return addresses.search_url(query.locale, pairs) or ""
