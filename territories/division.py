"""The division in memory: who holds whom, what an old code is now, which communes share a postcode.

Asked thousands of times a second, changed once a year (and when the team edits a zone): each process reads it once and
again, beside the requests, when the token of `territories.changes` moved. Everything follows from the sets of communes;
there is no tree.
"""

import logging
import threading
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.db import connections

from api import versions
from territories import changes
from territories.matching import Place
from territories.models import Kind, OldCommune, Territory, TerritoryCommune, territory_id
from territories.records import OldName, TerritoryRecord

logger = logging.getLogger(__name__)

Made = TypeVar("Made")
MOST_PLACES = 1024

COUNTRY = territory_id(Kind.PAYS, "FR")
# People write them and La Poste no longer lists them: the whole of Paris, Lyon, Marseille.
WHOLE_CITY_POSTCODES = {"75000": "commune-75056", "69000": "commune-69123", "13000": "commune-13055"}


class Division:
    """Immutable: a change makes a new one."""

    def __init__(
        self, records: Iterable[TerritoryRecord], old_names: Iterable[OldName], links: Iterable[tuple[str, str]]
    ) -> None:
        self._records = {record.id: record for record in records}
        self.old_names = tuple(old_names)
        self._current_ids = self._successors()
        # Communes are numbered: 105,000 links weigh half a megabyte as numbers, eight as sets of texts.
        self._numbered: list[str] = []
        self._members = self._read_members(links)
        self._holders = self._read_holders()
        self._postcodes = self._read_postcodes()
        # Some places are asked again and again, and the country overlaps with everything.
        self._places: dict[str, Place] = {}
        self._made: dict[Callable[[Division], Any], Any] = {}

    def get(self, territory: str) -> TerritoryRecord | None:
        """What is known of that id; former territories too."""
        return self._records.get(territory)

    def records(self) -> Iterable[TerritoryRecord]:
        """All of them."""
        return self._records.values()

    def resolve(self, territory: str) -> str | None:
        """The current id: `commune-75115` (Paris 15e), like any code that once was a commune's, is its commune's."""
        return self._current_ids.get(territory) or (territory if territory in self._records else None)

    def communes(self, territory: str) -> frozenset[str]:
        """The communes it holds; a commune holds itself, a former one the commune it is now a part of."""
        members = self._members.get(territory)
        return frozenset((territory,)) if members is None else frozenset(map(self._numbered.__getitem__, members))

    def commune_count(self, territory: str) -> int:
        """How many: the fewer, the closer to people."""
        members = self._members.get(territory)
        return len(members) if members is not None else 1

    def by_postcode(self, postcode: str) -> tuple[str, ...]:
        """The communes that share a postcode, most populous first."""
        return self._postcodes.get(postcode, ())

    def postcodes(self) -> Mapping[str, tuple[str, ...]]:
        """All postcodes."""
        return self._postcodes

    def place(self, territory: str) -> Place:
        """A territory as the rule wants it. Raises KeyError for an unknown id; resolve old ones first."""
        place = self._places.get(territory)
        if place is None:
            if len(self._places) >= MOST_PLACES:
                self._places.clear()
            place = self._places[territory] = self._place(territory)
        return place

    def once(self, make: "Callable[[Division], Made]") -> "Made":
        """What is made of a division (names ready to be searched) is kept with it, and goes with it."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    def retire(self) -> None:
        """Let go of what was made of it, which refers to it."""
        self._made = {}

    def _place(self, territory: str) -> Place:
        record = self._records[territory]
        communes = self.communes(territory)
        if not communes:
            return Place(territory, frozenset((territory,)), frozenset((territory,)))
        itself = {territory} if not record.is_former else {territory, self.resolve(territory) or territory}
        if len(communes) == 1:
            # What holds a commune is what overlaps with it: one set, of the kind that is asked most.
            around = frozenset().union(itself, communes, *(self._holders.get(commune, ()) for commune in communes))
            return Place(territory, around, around)
        holders = {self._holders.get(commune, ()) for commune in communes}
        overlapping = frozenset().union(communes, *holders)
        ancestors = frozenset(next(iter(holders))).intersection(*holders)
        return Place(territory, ancestors | itself, overlapping | itself, self._besides_communes(overlapping | itself))

    def _besides_communes(self, territories: frozenset[str]) -> frozenset[str] | None:
        """What else is in them than all communes, former ones too: one whose successor isn't known is nowhere."""
        if len(territories) < len(self._members[COUNTRY]):
            return None
        communes = frozenset(record.id for record in self._records.values() if record.kind == Kind.COMMUNE)
        if communes <= territories and all(self.commune_count(commune) == 1 for commune in communes):
            return territories - communes
        return None

    def _successors(self) -> dict[str, str]:
        """Codes that are no longer a commune's. 584 are still their commune's too: those are current."""
        successors: dict[str, str] = {}
        for old in self.old_names:
            old_id = territory_id(Kind.COMMUNE, old.code)
            record = self._records.get(old_id)
            if record is None or record.is_former:
                successors.setdefault(old_id, old.commune)
        return successors

    def _read_members(self, links: Iterable[tuple[str, str]]) -> dict[str, "array[int]"]:
        """By territory; ordinary communes aren't there, they hold themselves."""
        members: dict[str, array[int]] = {}
        numbers: dict[str, int] = {}
        for territory, commune in links:
            members.setdefault(territory, array("I")).append(numbers.setdefault(commune, len(numbers)))
        everywhere = array("I")
        for record in self._records.values():
            if record.kind == Kind.COMMUNE and not record.is_former:
                everywhere.append(numbers.setdefault(record.id, len(numbers)))
            elif record.kind != Kind.COMMUNE or record.is_former:
                members.setdefault(record.id, array("I"))
        members[COUNTRY] = everywhere
        self._numbered = list(numbers)
        return members

    def _read_holders(self) -> dict[str, tuple[str, ...]]:
        """By commune: what holds it. Neighbours share one tuple, so the country's 35,000 weigh little."""
        found: list[list[str]] = [[] for _commune in self._numbered]
        for territory in sorted(self._members):
            for commune in self._members[territory]:
                found[commune].append(territory)
        shared: dict[tuple[str, ...], tuple[str, ...]] = {}
        together = (shared.setdefault(holders, holders) for holders in map(tuple, found))
        return dict(zip(self._numbered, together, strict=True))

    def _read_postcodes(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for record in sorted(self._records.values(), key=lambda record: -record.population):
            if record.kind == Kind.COMMUNE and not record.is_former:
                for postcode in record.postcodes:
                    found[postcode].append(record.id)
        for postcode, city in WHOLE_CITY_POSTCODES.items():
            if city in self._records:
                found.setdefault(postcode, [city])
        return {postcode: tuple(communes) for postcode, communes in found.items()}


class _Memory:
    """What this process knows: a division, its token, and the catalogue's version when the token was last compared."""

    division: Division | None = None
    token = ""
    version: object = None


# Held by who reads a division: a request, or the background thread that it handed it to.
_lock = threading.Lock()
# What is made of a division before anyone is given it: names ready to be searched take longer than reading it.
_preparations: list[Callable[[Division], Any]] = []


def current() -> Division:
    """The division of now, or of a moment ago. Costs nothing while the catalogue stands still.

    A request waits for the very first one, and for what was changed in its own process (who saves a zone sees it at
    once); what others changed is read in the background.
    """
    version = versions.recent()
    known = _Memory.division
    if known is not None and _Memory.version == version:
        return known
    if known is None or changes.made_here():
        with _lock:
            return _bring_up_to_date(version)
    if _lock.acquire(blocking=False):
        handed_over = False
        try:
            if handed_over := changes.token() != _Memory.token:
                threading.Thread(target=_in_background, args=(version,), name="division", daemon=True).start()
            else:
                _Memory.version = version
        finally:
            if not handed_over:
                _lock.release()
    return known


def prepare_with(preparation: Callable[[Division], Any]) -> None:
    """Have that made of each division before it is used (see `Division.once`)."""
    _preparations.append(preparation)


def reset() -> None:
    """Compare tokens again at the next question: for tests, that roll back."""
    _Memory.version = None
    changes.tell_here()


def _bring_up_to_date(version: object) -> Division:
    """Read what is to be read."""
    changes.known_here()
    token, known = changes.token(), _Memory.division
    if known is None or _Memory.token != token:
        known = _read()
        _take(known, token)
    _Memory.version = version
    return known


def _take(made: Division, token: str) -> None:
    former = _Memory.division
    _Memory.division, _Memory.token = made, token
    if former:
        former.retire()


def _in_background(version: object) -> None:
    try:
        token, made = changes.token(), _read()
        for prepare in _preparations:
            made.once(prepare)
        _take(made, token)
        _Memory.version = version
    except Exception:  # whatever it was, the next question tries again
        logger.exception("The territories could not be brought up to date.")
    finally:
        _lock.release()
        # A thread's connections are its own, and nobody else would close them.
        connections.close_all()


def _read() -> Division:
    records = Territory.objects.order_by().values_list(
        "id", "kind", "name", "departement", "population", "postcodes", "is_former"
    )
    old_names = OldCommune.objects.order_by("pk").values_list("kind", "code", "name", "commune")
    links = TerritoryCommune.objects.order_by().values_list("territory", "commune")
    # A database gives a new string for each row; 100,000 links name 36,000 ids, and neighbours share a postcode.
    same: dict[Any, Any] = {}
    once = same.setdefault
    return Division(
        [
            TerritoryRecord(
                once(pk, pk),
                once(kind, kind),
                name,
                once(departement, departement),
                population,
                once(shared := tuple(once(postcode, postcode) for postcode in postcodes), shared),
                is_former,
            )
            for pk, kind, name, departement, population, postcodes, is_former in records.iterator()
        ],
        [OldName(once(kind, kind), code, name, once(pk, pk)) for kind, code, name, pk in old_names.iterator()],
        ((once(territory, territory), once(commune, commune)) for territory, commune in links.iterator()),
    )
