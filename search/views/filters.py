"""The filters of the search page, with their counts, and the chips of what is active."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.utils import translation
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from aids.choices import Status
from search import addresses
from search.grammar import CODES
from search.query import ORDERS, STATUSES, AidQuery
from search.results import Facet
from search.views.links import Pairs, pairs_of, without
from search.views.places import label
from search.views.stencils import draw

LEGENDS = {
    "mode": gettext_lazy("Mode de transport"),
    "beneficiary": gettext_lazy("Pour qui"),
    "benefit": gettext_lazy("Forme de l’aide"),
    "kind": gettext_lazy("Qui la verse"),
    "funder": gettext_lazy("Organisme"),
}
OPEN_AT_FIRST = "mode"
STATUS_LABELS = {
    "open": gettext_lazy("Ouvertes"),
    "upcoming": gettext_lazy("À venir"),
    "closed": gettext_lazy("Terminées"),
    "all": gettext_lazy("Toutes"),
}
ORDER_LABELS = {
    "relevance": gettext_lazy("Les plus pertinentes"),
    "proximity": gettext_lazy("Les plus locales"),
    "-updated": gettext_lazy("Les dernières mises à jour"),
    "title": gettext_lazy("Par titre"),
    "closes_on": gettext_lazy("Celles qui ferment bientôt"),
    "-amount": gettext_lazy("Les plus gros montants"),
}
MATCH_LABELS = {
    "applicable": gettext_lazy("Valables dans tout le lieu"),
    "within": gettext_lazy("Valables dans une partie du lieu"),
    "any": gettext_lazy("Les unes et les autres"),
}


class Option(NamedTuple):
    """A value to choose, with how many aids it would give ("": not counted)."""

    value: str
    label: str
    count: str  # type: ignore[assignment]  # hides what tuples can do and nobody asks of this one
    chosen: bool


@dataclass(frozen=True)
class Group:
    """A filter: its parameter's name, its legend, its values. `open` when it is worth seeing at once."""

    name: str
    legend: str
    options: tuple[Option, ...]
    open: bool
    type: str = "checkbox"

    def drawn(self) -> SafeString:
        """Its values, side by side."""
        language = get_language()
        shape = (("type", self.type), ("name", self.name))
        return SafeString(
            "".join(
                [
                    draw("search/_option.html", "option", option, (*shape, ("chosen", option.chosen)), language)
                    for option in self.options
                ]
            )
        )


@dataclass(frozen=True)
class Chip:
    """Something active, and the address of the same question without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Words:
    """What filters are called in a language: a page asks for thirty of them."""

    legends: Mapping[str, str]
    statuses: Mapping[str, str]
    orders: Mapping[str, str]
    matches: Mapping[str, str]


@cache
def words(language: str) -> Words:
    """Read once."""
    with translation.override(language):
        return Words(
            *(
                {code: str(label) for code, label in labels.items()}
                for labels in (LEGENDS, STATUS_LABELS, ORDER_LABELS, MATCH_LABELS)
            )
        )


def groups(query: AidQuery, facets: tuple[Facet, ...]) -> list[Group]:
    """The filters worth showing: a group with nothing to choose isn't."""
    by_name = {facet.name: facet for facet in facets}
    shown = []
    for name, legend in words(query.locale).legends.items():
        chosen = getattr(query, CODES[name])
        facet = by_name.get(name)
        options = tuple(
            Option(value.value, value.label, str(value.count), value.value in chosen)
            for value in (facet.values if facet else ())
        )
        if options:
            shown.append(Group(name, legend, options, open=bool(chosen) or name == OPEN_AT_FIRST))
    return [*shown, _status(query, by_name.get("status")), *_territory_match(query)]


def orders(query: AidQuery) -> tuple[Option, ...]:
    """The orders that make sense: relevance wants words, proximity a place. The usual one has no value to send."""
    fitting = [
        order
        for order in ORDERS
        if (order != "relevance" or query.text) and (order != "proximity" or query.territories)
    ]
    usual, labels = fitting[0], words(query.locale).orders
    return tuple(
        Option("" if order == usual else order, labels[order], "", order == (query.order or usual)) for order in fitting
    )


def chips(query: AidQuery, facets: tuple[Facet, ...]) -> list[Chip]:
    """Everything active, each with the address without it."""
    pairs = pairs_of(query)
    names = {(facet.name, value.value): value.label for facet in facets for value in facet.values}
    return [
        Chip(text, addresses.search_url(query.locale, without(pairs, name, value)) or "")
        for name, value in pairs
        if (text := _chip_label(query, name, value, names))
    ]


def hidden(query: AidQuery, *names: str) -> Pairs:
    """The parameters that a form carries along: all but those it asks itself."""
    return [pair for pair in pairs_of(query) if pair[0] not in names]


def _chip_label(query: AidQuery, name: str, value: str, names: Mapping[tuple[str, str], str]) -> str:
    if name in CODES:
        return names.get((name, value), value)
    if name == "updated_since" and query.updated_since:
        return str(_("Mises à jour depuis le %(day)s") % {"day": date_format(query.updated_since, "DATE_FORMAT")})
    labels = {
        "territory": label,
        "search": lambda text: _("« %(text)s »") % {"text": text},
        "status": words(query.locale).statuses.__getitem__,
        "territory_match": words(query.locale).matches.__getitem__,
        "interpret": lambda _value: str(_("Les mots tels quels")),
    }
    return str(labels[name](value)) if name in labels else ""


def _status(query: AidQuery, facet: Facet | None) -> Group:
    counts = {value.value: value.count for value in facet.values} if facet else {}
    counts["all"] = sum(counts.get(status, 0) for status in Status.values)
    labels = words(query.locale).statuses
    options = tuple(
        Option(status, labels[status], str(counts.get(status, 0)), status == query.status) for status in STATUSES
    )
    return Group("status", _("État"), options, open=query.status != "open", type="radio")


def _territory_match(query: AidQuery) -> list[Group]:
    """Only where it changes something: a commune has nothing smaller in it."""
    larger = any(not territory.startswith("commune-") for territory in query.territories)
    if not larger and query.territory_match == "applicable":
        return []
    options = tuple(
        Option(match, text, "", match == query.territory_match) for match, text in words(query.locale).matches.items()
    )
    return [Group("territory_match", _("Où"), options, open=query.territory_match != "applicable", type="radio")]
