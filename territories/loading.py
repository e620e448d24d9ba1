"""Loading the official division: the shipped one, or a newer one over it.

A newer division never deletes: communes merge and EPCI change every January, and aids point to them. What disappeared
is kept as former, holds the communes it is now a part of, and what points to it is listed (`territories.former`).
"""

import csv
import gzip
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from territories import zones
from territories.changes import division_changed, territories_renamed
from territories.models import Kind, OldCommune, OldKind, Territory, TerritoryCommune, territory_id

SHIPPED = Path(__file__).parent / "data" / "division.csv.gz"
HOLDERS = (Kind.REGION, Kind.DEPARTEMENT, Kind.EPCI, Kind.EPT)
BATCH = 2000

Link = tuple[str, str]


@dataclass
class DivisionFile:
    """What a file says, as the rows the database should have."""

    territories: dict[str, Territory] = field(default_factory=dict)
    links: set[Link] = field(default_factory=set)
    old: dict[tuple[str, str], OldCommune] = field(default_factory=dict)


@dataclass(frozen=True)
class LoadReport:
    """How many rows a load wrote, and which territories it found gone."""

    territories: int
    links: int
    old_communes: int
    newly_former: tuple[str, ...]

    @property
    def changed(self) -> bool:
        return bool(self.territories or self.links or self.old_communes)


def read_division(path: Path) -> DivisionFile:
    """Read a file that tools/build_territories.py wrote, compressed or not."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    division = DivisionFile()
    populations: dict[str, int] = {}
    for row in csv.DictReader(io.StringIO(text)):
        if row["kind"] in OldKind.values:
            division.old[row["kind"], row["code"]] = _old_commune(row)
            continue
        territory = _territory(row)
        division.territories[territory.pk] = territory
        if territory.kind == Kind.COMMUNE:
            holders = [territory_id(kind, row[kind]) for kind in HOLDERS if row[kind]]
            division.links.update((holder, territory.pk) for holder in holders)
            for holder in (*holders, territory_id(Kind.PAYS, "FR")):
                populations[holder] = populations.get(holder, 0) + territory.population
    for pk, population in populations.items():
        division.territories[pk].population = population
    return division


def load_division(path: Path = SHIPPED) -> LoadReport:
    """Make the database say what the file says. Loading the same file twice writes nothing the second time."""
    wanted = read_division(path)
    with transaction.atomic():
        written, newly_former = _write_territories(wanted)
        old_communes = _write_old_communes(wanted)
        links = _write_links(wanted)
        report = LoadReport(written, links, old_communes, newly_former)
        if report.changed:
            zones.recompute_all()
            division_changed()
    return report


def _territory(row: dict[str, str]) -> Territory:
    return Territory(
        id=territory_id(row["kind"], row["code"]),
        kind=row["kind"],
        code=row["code"],
        name=row["name"],
        departement=row["code"] if row["kind"] == Kind.DEPARTEMENT else row["departement"],
        siren=row["siren"],
        population=int(row["population"] or 0),
        postcodes=row["postcodes"].split(),
    )


def _old_commune(row: dict[str, str]) -> OldCommune:
    return OldCommune(
        kind=row["kind"],
        code=row["code"],
        name=row["name"],
        postcodes=row["postcodes"].split(),
        commune_id=territory_id(Kind.COMMUNE, row["commune"]),
    )


TERRITORY_FIELDS = ("name", "departement", "siren", "population", "postcodes", "is_former")
OLD_FIELDS = ("name", "postcodes", "commune_id")


def _differs(one: object, other: object, fields: Iterable[str]) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in fields)


def _write_territories(wanted: DivisionFile) -> tuple[int, tuple[str, ...]]:
    """Create and update; what the file no longer has becomes former."""
    present = Territory.objects.exclude(kind=Kind.ZONE).in_bulk()
    changed = [
        territory
        for pk, territory in wanted.territories.items()
        if pk not in present or _differs(territory, present[pk], TERRITORY_FIELDS)
    ]
    gone = [old for pk, old in present.items() if pk not in wanted.territories and not old.is_former]
    for old in gone:
        old.is_former = True
    Territory.objects.bulk_create(
        [*changed, *gone],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=TERRITORY_FIELDS,
    )
    renamed = [new.pk for new in changed if new.pk in present and new.name != present[new.pk].name]
    if renamed:
        territories_renamed.send(sender=None, ids=renamed)
    return len(changed) + len(gone), tuple(old.pk for old in gone)


def _write_old_communes(wanted: DivisionFile) -> int:
    """Create and update. A name that the file no longer lists is still what people type: it stays."""
    present = {(old.kind, old.code): old for old in OldCommune.objects.all()}
    names = dict(Territory.objects.former().of_kind(Kind.COMMUNE).values_list("code", "name"))
    successors = {territory_id(Kind.COMMUNE, old.code): old.commune_id for old in wanted.old.values()}
    changed = []
    for key, old in wanted.old.items():
        old.name = old.name or names.get(old.code) or (present[key].name if key in present else "")
        if key not in present or _differs(old, present[key], OLD_FIELDS):
            changed.append(old)
    for key in present.keys() - wanted.old.keys():
        successor = successors.get(present[key].commune_id)
        if successor and present[key].commune_id not in wanted.territories:
            present[key].commune_id = successor
            changed.append(present[key])
    OldCommune.objects.bulk_create(
        changed,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["kind", "code"],
        update_fields=["name", "postcodes", "commune"],
    )
    return len(changed)


def _write_links(wanted: DivisionFile) -> int:
    """What holds which communes: the file's word for current territories, the last known one for former ones."""
    rows = TerritoryCommune.objects.exclude(territory__kind=Kind.ZONE)
    present = {(territory, commune): pk for pk, territory, commune in rows.values_list("pk", "territory", "commune")}
    expected = wanted.links | _former_links(wanted, present)
    missing = sorted(expected - present.keys())
    TerritoryCommune.objects.bulk_create(
        [TerritoryCommune(territory_id=territory, commune_id=commune) for territory, commune in missing],
        batch_size=BATCH,
    )
    surplus = [pk for link, pk in present.items() if link not in expected]
    for start in range(0, len(surplus), BATCH):
        TerritoryCommune.objects.filter(pk__in=surplus[start : start + BATCH]).delete()
    return len(missing) + len(surplus)


def _former_links(wanted: DivisionFile, present: Iterable[Link]) -> set[Link]:
    """A former EPCI keeps its communes, a former commune holds the one it merged into."""
    successors: dict[str, str] = {}
    for old in OldCommune.objects.select_related("commune").filter(commune__is_former=False):
        successors.setdefault(territory_id(Kind.COMMUNE, old.code), old.commune_id)
    former = dict(Territory.objects.former().exclude(kind=Kind.ZONE).values_list("pk", "kind"))
    links = {(pk, successors[pk]) for pk, kind in former.items() if kind == Kind.COMMUNE and pk in successors}
    for territory, commune in present:
        if territory in former:
            today = commune if commune in wanted.territories else successors.get(commune)
            if today:
                links.add((territory, today))
    return links
