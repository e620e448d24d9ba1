"""A hit as the page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import orjson
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from aids import vocabularies
from aids.amounts import in_figures, in_short
from aids.presentation import budget, if_you_work_at, line, state
from search import addresses
from search.results import Hit
from search.views.ways import way_of

MOST_NAMES = 4


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
    # Set when the aid isn't published in the page's language and is shown in another: that of its own words, which
    # the amount is in unless it is told in figures.
    language: str
    amount_language: str


def result(hit: Hit, language: str, asked: Sequence[tuple[str, str]] = ()) -> Result:
    """Translate one hit out. `asked` are the places to take along to the aid's page, which says whether it applies."""
    aid = orjson.loads(hit.summary)
    highlight = hit.match.highlight if hit.match else {}
    way = way_of(hit.match)
    foreign = hit.locale if hit.locale != language else ""
    labels = vocabularies.labels(language)
    return Result(
        url=(addresses.aid_url(aid["meta"]["slug"], hit.locale) or "") + (f"?{urlencode(asked)}" if asked else ""),
        funder=aid["funder"]["name"],
        title=_marked(highlight, "title", aid["title"]),
        amount=in_short(aid["amount"]),
        benefit=labels["benefits"].get(aid["benefit"]["code"], "") if aid["benefit"] else "",
        summary=_marked(highlight, "summary", aid["summary"]),
        modes=_labelled(aid["modes"], labels["modes"]),
        kind=labels["kinds"].get(aid["kind"]["code"], ""),
        line=line(aid["kind"]["code"]),
        audience=_some([entry["label"] for entry in _labelled(aid["beneficiaries"], labels["beneficiaries"])]),
        employer=if_you_work_at(aid["kind"]["code"], aid["funder"]["name"]),
        status=hit.status,
        state=state(hit.status, aid["opens_on"], aid["closes_on"]),
        envelope=budget(aid["envelope"]),
        way=way,
        way_note=_("S’applique ici :") if hit.status != "closed" else _("S’appliquait ici :"),
        language=foreign,
        amount_language="" if in_figures(aid["amount"]) else foreign,
    )


def _labelled(entries: Sequence[Mapping[str, str]], labels: Mapping[str, str]) -> tuple[Mapping[str, str], ...]:
    """Codes as the page's language calls them: a French aid on an English page is still for "Students"."""
    return tuple({**entry, "label": labels.get(entry["code"], entry["label"])} for entry in entries)


def _some(names: Sequence[str]) -> str:
    """The first names of a list that the aid's page gives whole."""
    return ", ".join(names[:MOST_NAMES]) + ("…" if len(names) > MOST_NAMES else "")


def _marked(highlight: Mapping[str, str], name: str, text: Any) -> str | SafeString:
    """The highlighted text when words were found in it. Highlights are HTML made from escaped text by the search."""
    return mark_safe(highlight[name]) if name in highlight else text  # noqa: S308 - escaped where it is made
