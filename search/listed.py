"""Territories that have a page worth finding: those with aids of their own, and the larger towns around them.

35,000 pages that say the same of as many communes would help nobody. A territory is listed when an open aid names it;
a town of 20,000 people also when an aid names what it is part of below its région, since what applies there is then
its own mixture.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from aids.models import Aid, IncludedTerritory
from api import versions
from territories import division
from territories.records import TerritoryRecord

LARGE_TOWN = 20_000
# What is too large to make a town's aids its own.
FAR = ("region-", "pays-")


@dataclass(frozen=True)
class Listed:
    """The listed territories, by id, and how many open aids name each: 0 for a town listed for its surroundings."""

    own: Mapping[str, int]
    holders: Mapping[str, frozenset[str]]

    def __contains__(self, territory: str) -> bool:
        return territory in self.own

    def inside(self, territory: str) -> list[TerritoryRecord]:
        """Those that a territory holds, the most populous first."""
        return populous(other for other, holders in self.holders.items() if territory in holders and other != territory)

    def beside(self, territory: str) -> list[TerritoryRecord]:
        """Those of the same kind in the same département, région or country: the smallest that holds any."""
        kind = territory.partition("-")[0]
        around = self.holders.get(territory) or division.current().place(territory).ancestors
        for larger in ("departement-", "region-", "pays-"):
            shared = {holder for holder in around if holder.startswith(larger) and holder != territory}
            found = [
                other
                for other, holders in self.holders.items()
                if other != territory and other.startswith(f"{kind}-") and shared & holders
            ]
            if found:
                return populous(found)
        return []


_known: tuple[int, date, Listed] | None = None


def reset() -> None:
    """Forget what is known (tests)."""
    global _known
    _known = None


def listed(on_day: date) -> Listed:
    """The territories listed on that day."""
    global _known
    version, _changed_at = versions.recent()
    if _known is None or _known[:2] != (version, on_day):
        _known = version, on_day, _read(on_day)
    return _known[2]


def populous(territories: Iterable[str]) -> list[TerritoryRecord]:
    """What is known of them, the most populous first."""
    known = division.current()
    records = [record for territory in territories if (record := known.get(territory))]
    return sorted(records, key=lambda record: (-record.population, record.name, record.id))


def _read(on_day: date) -> Listed:
    known = division.current()
    rows = (
        IncludedTerritory.objects.filter(aid__in=Aid.objects.visible().open_on(on_day), territory__is_former=False)
        .order_by()
        .values_list("territory")
        .annotate(Count("aid__translation_key", distinct=True))
    )
    own = {territory: number for territory, number in rows if known.get(territory)}
    near = {territory for territory in own if not territory.startswith(FAR)}
    towns = [record.id for record in known.records() if _is_large_town(record) and record.id not in own]
    own |= dict.fromkeys((town for town in towns if near & known.place(town).ancestors), 0)
    return Listed(own, {territory: known.place(territory).ancestors for territory in own})


def _is_large_town(record: TerritoryRecord) -> bool:
    return record.kind == "commune" and record.population >= LARGE_TOWN and not record.is_former
