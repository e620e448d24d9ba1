"""What the cards of aids, of territories and of the search itself say (see editorial.cards)."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from aids.amounts import in_short
from aids.models import Aid
from aids.presentation import line
from aids.serializers import summary
from editorial.cards import Card, register
from search.views.places import KINDS, label
from territories import division

MOST_NAMES = 3


def of_aid(aid: Mapping[str, Any]) -> Card:
    """An aid's, out of its public face: who pays, what, how much, where."""
    names = [territory["name"] for territory in aid["territories"]["include"]]
    with translation.override(aid["meta"]["locale"]):
        return Card(
            title=aid["title"],
            eyebrow=aid["funder"]["name"],
            figure=in_short(aid["amount"]),
            note=", ".join(names[:MOST_NAMES]) + ("…" if len(names) > MOST_NAMES else ""),
            line=line(aid["kind"]["code"]),
        )


def of_territory(territory: str, language: str) -> Card:
    """A territory's."""
    record = division.current().get(territory)
    with translation.override(language):
        kind = str(KINDS.get(record.kind, "")) if record else ""
        return Card(title=label(territory), eyebrow=_("Les aides à la mobilité"), note=kind)


def of_search(language: str) -> Card:
    """That of the search, and of what has none of its own."""
    with translation.override(language):
        return Card(title=_("Trouver une aide à la mobilité"), line="blue")


def _aid(ident: str) -> Card | None:
    """The card of a public aid."""
    if not ident.isascii() or not ident.isdigit() or len(ident) > 18:
        return None
    aid = Aid.objects.visible().for_serializing().filter(pk=int(ident)).first()
    return aid and of_aid(summary(aid, language=aid.locale.language_code))


def _territory(ident: str) -> Card | None:
    """`fr-region-76`."""
    language, _hyphen, territory = ident.partition("-")
    known = division.current().get(territory)
    return of_territory(territory, language) if known and _speaks(language) else None


def _search(ident: str) -> Card | None:
    """`fr`."""
    return of_search(ident) if _speaks(ident) else None


def _speaks(language: str) -> bool:
    return language in dict(settings.LANGUAGES)


def register_cards() -> None:
    """Have them drawn."""
    register("aid", _aid)
    register("territory", _territory)
    register("search", _search)
