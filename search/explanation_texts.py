"""What `search.explanation` found, in words and links for the team."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from aids.vocabularies import labels
from funders.models import Funder
from search.analysis import tokens
from search.entry import Field
from search.explanation import Explained, Explanation
from search.groups import Alternative, Group
from search.known import VOCABULARIES
from search.models import LexiconWord, Synonym
from search.origins import Origin, Source
from search.ranking import Way
from territories import division

FIELD_LABELS: dict[Field, Promise] = {
    "title": gettext_lazy("titre"),
    "labels": gettext_lazy("financeur, lieux, codes"),
    "summary": gettext_lazy("résumé"),
    "body": gettext_lazy("texte"),
}
SOURCES: dict[Source, Promise] = {
    "typed": gettext_lazy("mot de la question"),
    "completed": gettext_lazy("mot complété"),
    "synonym": gettext_lazy("synonymes"),
    "label": gettext_lazy("libellé"),
    "name": gettext_lazy("nom d’un financeur"),
    "implied": gettext_lazy("mode que l’expression désigne"),
}
FACETS: dict[str, Promise] = {
    "mode": gettext_lazy("mode"),
    "kind": gettext_lazy("origine"),
    "funder": gettext_lazy("financeur"),
    "beneficiary": gettext_lazy("public"),
    "benefit": gettext_lazy("forme"),
}
REFUSALS: dict[str, Promise] = {
    "search": gettext_lazy("Elle ne satisfait pas assez de ce qui est demandé."),
    "territory": gettext_lazy("Elle ne s’applique pas dans le lieu demandé."),
    "mode": gettext_lazy("Elle n’a pas le mode demandé."),
    "kind": gettext_lazy("Elle n’est pas de l’origine demandée."),
    "funder": gettext_lazy("Elle n’est pas du financeur demandé."),
    "beneficiary": gettext_lazy("Elle n’est pas pour le public demandé."),
    "benefit": gettext_lazy("Elle n’est pas de la forme demandée."),
    "status": gettext_lazy("Elle n’est pas dans l’état demandé ; d’ordinaire, seules les aides ouvertes le sont."),
    "updated_since": gettext_lazy("Elle n’a pas été publiée depuis le jour demandé."),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A text, and where it leads if it leads anywhere."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class AlternativesShown:
    """Ways to satisfy a group, and where they come from."""

    texts: tuple[str, ...]
    source: str
    rows: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class GroupShown:
    """What is asked of an aid, in one of several ways."""

    number: int
    required: bool
    worth: int
    alternatives: tuple[AlternativesShown, ...]


@dataclass(frozen=True, slots=True)
class WayShown:
    """How an aid satisfies a group."""

    text: str
    field: str
    weight: int


@dataclass(frozen=True, slots=True)
class HitShown:
    """An aid with all that decides of its rank."""

    explained: Explained
    url: str
    ways: tuple[WayShown | None, ...]
    territory: str


class Texts:
    """The texts of one explanation: names and rows are read once for all of it."""

    def __init__(self, explanation: Explanation) -> None:
        self._explanation = explanation
        self._division = division.current()
        self._labels = labels(get_language() or settings.LANGUAGE_CODE)
        self._rows = Synonym.objects.in_bulk(
            {row for group in explanation.origins for origin in group for row in origin.rows}
        )
        groups = explanation.question.groups
        codes = {code for group in groups for alternative in group.alternatives for code in alternative.codes}
        slugs = [code.removeprefix("funder:") for code in codes if code.startswith("funder:")]
        self._funders = dict(Funder.objects.filter(slug__in=slugs).values_list("slug", "name"))

    def context(self) -> dict[str, Any]:
        """What the template shows."""
        explanation = self._explanation
        groups = zip(explanation.question.groups, explanation.origins, strict=True)
        return {
            "explanation": explanation,
            "places": [self._place(place.id) for place in explanation.question.places],
            "homonyms": [self._place(territory) for territory in explanation.understood.homonyms],
            "weak": self._weak(),
            "groups": [self._group(number, group, origins) for number, (group, origins) in enumerate(groups, 1)],
            "filters": self._filters(),
            "hits": [self.hit(hit) for hit in explanation.hits],
        }

    def hit(self, explained: Explained) -> HitShown:
        """A row of the table."""
        territory = explained.ranking.territory
        return HitShown(
            explained,
            reverse("wagtailsnippets_aids_aid:edit", args=[explained.aid_id]),
            tuple(self._way(way) for way in explained.ranking.ways),
            self._name(territory) if territory else "",
        )

    def refusals(self, explained: Explained) -> list[str]:
        """Why an aid isn't found."""
        return [str(REFUSALS[name]) for name in explained.refusals]

    def _place(self, territory: str) -> dict[str, Any]:
        record = self._division.get(territory)
        where = record.departement if record else ""
        return {
            "id": territory,
            "name": f"{self._name(territory)} ({where})" if where else self._name(territory),
            "population": record.population if record else 0,
            "communes": self._division.commune_count(territory),
        }

    def _name(self, territory: str) -> str:
        record = self._division.get(territory)
        return record.name if record else territory

    def _weak(self) -> list[Link]:
        """The weak words, with the rows of the lexicon that make them so, whatever their ending."""
        weak = self._explanation.weak
        rows = {token: pk for pk, word in _weak_rows() for token in tokens(word) if token in weak}
        return [Link(token, _edit("lexiconword", rows[token]) if token in rows else "") for token in weak]

    def _group(self, number: int, group: Group, origins: Sequence[Origin]) -> GroupShown:
        """Alternatives of one origin are told together: the terms of a row of synonyms."""
        texts: dict[Origin, list[str]] = {}
        for alternative, origin in zip(group.alternatives, origins, strict=True):
            texts.setdefault(origin, []).append(self._said(alternative))
        return GroupShown(
            number,
            group.required,
            group.worth,
            tuple(
                AlternativesShown(tuple(said), str(SOURCES[origin.source]), self._synonyms(origin))
                for origin, said in texts.items()
            ),
        )

    def _synonyms(self, origin: Origin) -> tuple[Link, ...]:
        rows = [self._rows[row] for row in origin.rows if row in self._rows]
        return tuple(Link(str(row), _edit("synonym", row.pk)) for row in rows)

    def _way(self, way: Way | None) -> WayShown | None:
        return WayShown(self._said(way.alternative), str(FIELD_LABELS[way.field]), way.weight) if way else None

    def _said(self, alternative: Alternative) -> str:
        """ "electriqu + mode Vélo": the tokens as they are compared, the codes by their labels."""
        codes = _(" ou ").join(dict.fromkeys(self._code(code) for code in alternative.codes))
        return " + ".join(filter(None, (" ".join(alternative.tokens), codes)))

    def _code(self, code: str) -> str:
        facet, _sign, value = code.partition(":")
        names = self._funders if facet == "funder" else self._labels[VOCABULARIES[facet]]
        return f"{FACETS[facet]} {names.get(value, value)}"

    def _filters(self) -> list[str]:
        """Those chosen apart from the text, and that of the status, which is always there."""
        query = self._explanation.query
        chosen = [
            self._code(f"{facet}:{value}")
            for facet, values in (self._explanation.question.codes or {}).items()
            for value in values
        ]
        return [*chosen, _("toutes, ouvertes ou non") if query.status == "all" else f"{_('état')} {query.status}"]


def _weak_rows() -> Iterable[tuple[int, str]]:
    return LexiconWord.objects.filter(is_weak=True).values_list("pk", "word")


def _edit(model: str, pk: int) -> str:
    return reverse(f"wagtailsnippets_search_{model}:edit", args=[pk])
