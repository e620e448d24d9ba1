"""Places as people type them: which one is meant, or which ones to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territories import division
from territories.records import TerritoryRecord
from territories.service import FoundPlace, find_places

CHOICES = 12
KINDS = {
    "commune": gettext_lazy("commune"),
    "epci": gettext_lazy("intercommunalité"),
    "ept": gettext_lazy("établissement public territorial"),
    "departement": gettext_lazy("département"),
    "region": gettext_lazy("région"),
    "pays": gettext_lazy("pays"),
    "zone": gettext_lazy("territoire de mobilité"),
}


@dataclass(frozen=True)
class Option:
    """A place to choose: "Saint-Denis (93)", "commune, 93200, 93210"."""

    id: str
    label: str
    note: str


@dataclass(frozen=True)
class Settled:
    """What typed places came to: those that are sure, the first that is not (with what it may be), those not found."""

    territories: tuple[str, ...]
    typed: str = ""
    options: tuple[Option, ...] = ()
    unknown: tuple[str, ...] = ()
    # Typed texts that come after the one to choose.
    waiting: tuple[str, ...] = ()


def name_of(territory_id: str) -> str:
    """The name of a territory, its id when it is gone."""
    record = division.current().get(territory_id)
    return record.name if record else territory_id


def label_of(record: TerritoryRecord) -> str:
    """A name that stands alone: "Saint-Denis (93)", "Occitanie"."""
    return f"{record.name} ({record.departement})" if record.kind == "commune" else record.name


def label(territory_id: str) -> str:
    """The same, from an id."""
    record = division.current().get(territory_id)
    return label_of(record) if record else territory_id


def settle(typed: Sequence[str], known_ids: Sequence[str]) -> Settled:
    """Which territories are meant.

    `known_ids` are what the form already knew: a text left as it was shown means the place that was shown.
    """
    known = {label(place): place for place in known_ids if division.current().get(place)}
    settled: list[str] = []
    unknown: list[str] = []
    texts = [text.strip()[:200] for text in typed if text.strip()]
    for position, text in enumerate(texts):
        found = [] if text in known else find_places(text, limit=CHOICES)
        meant = known.get(text) or _the_one(found)
        if meant:
            settled.append(meant)
        elif found:
            return Settled(tuple(settled), text, tuple(map(option, found)), waiting=tuple(texts[position + 1 :]))
        else:
            unknown.append(text)
    return Settled(tuple(dict.fromkeys(settled)), unknown=tuple(unknown))


def option(found: FoundPlace) -> Option:
    """A place found, with what tells it from its homonyms and the other name it was found under."""
    record = found.record
    parts = [
        str(KINDS.get(record.kind, "")),
        ", ".join(record.postcodes[:3]) + ("…" if len(record.postcodes) > 3 else ""),
    ]
    if found.matched:
        parts.append(_("aussi : %(name)s") % {"name": found.matched})
    return Option(record.id, label_of(record), " · ".join(part for part in parts if part))


def _the_one(found: Sequence[FoundPlace]) -> str | None:
    """The place that is surely meant: the only one found, or the only one of exactly that name.

    Communes come first: "Paris" is the commune rather than the département of the same name.
    """
    if len(found) == 1:
        return found[0].record.id
    exact = [place.record for place in found if place.quality == "exact"]
    communes = [record for record in exact if record.kind == "commune"]
    best = communes or exact
    return best[0].id if len(best) == 1 else None
