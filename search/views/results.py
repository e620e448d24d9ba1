"""A hit as the page shows it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

import orjson
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from aids import vocabularies
from aids.amounts import in_figures, in_short
from aids.presentation import budget, if_you_work_at, line, state
from api import versions
from editorial.templatetags.french import unbroken
from search import addresses
from search.results import Hit
from search.views.stencils import draw
from search.views.ways import way_of

MOST_NAMES = 4


class Result(NamedTuple):
    """An aid in a list, in the order in which it is read."""

    url: str
    funder: str
    title: str | SafeString
    amount: str
    # Told in words, for want of figures: read rather than scanned.
    amount_in_words: bool
    benefit: str
    summary: str | SafeString
    modes: SafeString
    kind: str
    line: str
    audience: str
    employer: str
    envelope: str
    opens_on: str | None
    closes_on: str | None
    # Set when the aid isn't published in the page's language and is shown in another: that of its own words, which
    # the amount is in unless it is told in figures.
    language: str
    amount_language: str
    # What the question and the day add.
    status: str = ""
    state: str = ""
    way: tuple[str, ...] = ()
    way_note: str = ""

    @property
    def drawn(self) -> SafeString:
        """Its card in a list of results, whose titles are of the second level."""
        shape = (("heading", "h2"), ("status", self.status), ("amount_in_words", self.amount_in_words))
        return draw("components/result.html", "result", self, shape)


def result(hit: Hit, language: str, asked: Sequence[tuple[str, str]] = ()) -> Result:
    """Translate one hit out. `asked` are the places to take along to the aid's page, which says whether it applies."""
    version, _changed_at = versions.recent()
    face = _face(hit.summary, hit.locale, language, version)
    highlight = hit.match.highlight if hit.match else {}
    said, way_note = _when(hit.status, face.opens_on, face.closes_on, language)
    return face._replace(
        url=face.url + _asked(tuple(asked)),
        title=_marked(highlight, "title", face.title),
        summary=_marked(highlight, "summary", face.summary),
        status=hit.status,
        state=said,
        way=way_of(hit.match),
        way_note=way_note,
    )


@lru_cache(maxsize=256)
def _asked(places: tuple[tuple[str, str], ...]) -> str:
    """The places as the end of an address: the same for all cards of a page."""
    return f"?{urlencode(places)}" if places else ""


@lru_cache(maxsize=1024)
def _face(summary: bytes, locale: str, language: str, version: int) -> Result:
    """What of an aid doesn't depend on the question: the same aids come up for everybody of a region."""
    aid = orjson.loads(summary)
    foreign = locale if locale != language else ""
    labels = vocabularies.labels(language)
    amount = aid["amount"]
    figures = _in_figures(amount["min"], amount["max"], amount["percent"], amount["period"], language)
    return Result(
        url=addresses.aid_url(aid["meta"]["slug"], locale) or "",
        funder=aid["funder"]["name"],
        title=unbroken(aid["title"]),
        amount=capfirst(figures or in_short(amount)),
        amount_in_words=not figures,
        benefit=labels["benefits"].get(aid["benefit"]["code"], "") if aid["benefit"] else "",
        summary=unbroken(aid["summary"]),
        modes=_drawn(
            tuple(
                (labels["icons"].get(entry["code"], entry["code"]), entry["label"])
                for entry in _labelled(aid["modes"], labels["modes"])
            ),
            language,
        ),
        kind=labels["kinds"].get(aid["kind"]["code"], ""),
        line=line(aid["kind"]["code"]),
        audience=_some([entry["label"] for entry in _labelled(aid["beneficiaries"], labels["beneficiaries"])]),
        employer=if_you_work_at(aid["kind"]["code"], aid["funder"]["name"]),
        envelope=budget(aid["envelope"]),
        opens_on=aid["opens_on"],
        closes_on=aid["closes_on"],
        language=foreign,
        amount_language="" if figures else foreign,
    )


@lru_cache(maxsize=512)
def _in_figures(least: str | None, most: str | None, percent: str | None, period: str, language: str) -> str:
    """An amount, in the language of the page: many aids give as much."""
    return in_figures({"min": least, "max": most, "percent": percent, "period": period})


@lru_cache(maxsize=512)
def _drawn(modes: tuple[tuple[str, str], ...], language: str) -> SafeString:
    """The HTML of modes, in the language of the page: thousands of aids have the same few."""
    return render_to_string("components/modes.html", {"modes": [{"icon": icon, "label": name} for icon, name in modes]})


@lru_cache(maxsize=2048)
def _when(status: str, opens_on: str | None, closes_on: str | None, language: str) -> tuple[str, str]:
    """Until when, and what stands before the way, in the language of the page: many aids end on the same days."""
    way_note = _("S’applique ici :") if status != "closed" else _("S’appliquait ici :")
    return state(status, opens_on, closes_on), way_note


def _labelled(entries: Sequence[Mapping[str, str]], labels: Mapping[str, str]) -> tuple[Mapping[str, str], ...]:
    """Codes as the page's language calls them: a French aid on an English page is still for "Students"."""
    return tuple({**entry, "label": labels.get(entry["code"], entry["label"])} for entry in entries)


def _some(names: Sequence[str]) -> str:
    """The first names of a list that the aid's page gives whole."""
    return ", ".join(names[:MOST_NAMES]) + ("…" if len(names) > MOST_NAMES else "")


def _marked(highlight: Mapping[str, str], name: str, text: Any) -> str | SafeString:
    """The highlighted text when words were found in it. Highlights are HTML made from escaped text by the search."""
    return mark_safe(unbroken(highlight[name])) if name in highlight else text  # noqa: S308 - escaped where it is made
