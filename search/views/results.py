"""A hit as the page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from aids.amounts import in_short
from aids.choices import Envelope
from search import addresses
from search.results import Hit
from search.views.ways import way_of

# The colour of an aid's stop on the line. Its kind is also told in words.
LINES = {"territory": "green", "national": "blue", "employer": "plum"}


@dataclass(frozen=True)
class Result:
    """An aid in a list, in the order in which it is read."""

    url: str
    funder: str
    title: str | SafeString
    amount: str
    benefit: str
    summary: str | SafeString
    modes: tuple[Mapping[str, str], ...]
    kind: str
    line: str
    audience: str
    employer: str
    status: str
    state: str
    envelope: str
    way: tuple[str, ...]
    way_note: str
    # Set when the aid isn't published in the page's language and is shown in another.
    language: str


def result(hit: Hit, language: str) -> Result:
    """Translate one hit out."""
    aid = orjson.loads(hit.summary)
    highlight = hit.match.highlight if hit.match else {}
    way = way_of(hit.match)
    return Result(
        url=addresses.aid_url(aid["meta"]["slug"], hit.locale) or "",
        funder=aid["funder"]["name"],
        title=_marked(highlight, "title", aid["title"]),
        amount=in_short(aid["amount"]),
        benefit=aid["benefit"]["label"] if aid["benefit"] else "",
        summary=_marked(highlight, "summary", aid["summary"]),
        modes=tuple(aid["modes"]),
        kind=aid["kind"]["label"],
        line=LINES.get(aid["kind"]["code"], "green"),
        audience=", ".join(item["label"] for item in aid["beneficiaries"]),
        employer=if_you_work_at(aid["kind"]["code"], aid["funder"]["name"]),
        status=hit.status,
        state=state(hit.status, aid["opens_on"], aid["closes_on"]),
        envelope=Envelope.SPENT.label if aid["envelope"] == Envelope.SPENT else "",
        way=way,
        way_note=_("S’applique par") if hit.status != "closed" else _("S’appliquait par"),
        language=hit.locale if hit.locale != language else "",
    )


def if_you_work_at(kind: str, funder: str) -> str:
    """An employer's aid is for its people only: said wherever the aid is."""
    return str(_("Si vous travaillez chez %(funder)s") % {"funder": funder}) if kind == "employer" else ""


def state(status: str, opens_on: str | None, closes_on: str | None) -> str:
    """Until when, in words."""
    if status == "upcoming" and opens_on:
        return str(_("À partir du %(day)s") % {"day": _day(opens_on)})
    if status == "closed":
        return str(_("Terminée depuis le %(day)s") % {"day": _day(closes_on)} if closes_on else _("Terminée"))
    return str(_("Jusqu’au %(day)s") % {"day": _day(closes_on)} if closes_on else _("Sans date de fin"))


def _day(day: str) -> str:
    return date_format(date.fromisoformat(day), "DATE_FORMAT")


def _marked(highlight: Mapping[str, str], name: str, text: Any) -> str | SafeString:
    """The highlighted text when words were found in it. Highlights are HTML made from escaped text by the search."""
    return mark_safe(highlight[name]) if name in highlight else text  # noqa: S308 - escaped where it is made
