"""Reading a pasted list of territories: INSEE codes, SIREN, numbers of départements, ids or names.

It comes out of a decree, a spreadsheet or an e-mail: one a line, or separated by commas, with columns that say the same
twice ("31555<tab>Toulouse<tab>511684"). Nothing is guessed: a name of several places is given back with its candidates.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from territories import division
from territories.division import Division
from territories.models import Kind, Territory, describe, territory_id
from territories.records import TerritoryRecord
from territories.service import find_places
from territories.spelling import spell

MOST_CANDIDATES = 8
SEPARATORS = re.compile(r"[;\t,|]+")
SIREN = re.compile(r"\d{9}")
INSEE = re.compile(r"\d[\dAB]?\d{3}")
POSTCODE = re.compile(r"\d{5}")
DEPARTEMENT = re.compile(r"\d[\dAB]|97\d|98\d")
BULLET = re.compile(r"^\s*[-–—•*·]\s*|\s*\(\d+\)\s*$")


class Ambiguous(NamedTuple):
    """A piece of text that several places answer to, or nearly; most populous first."""

    text: str
    candidates: tuple[TerritoryRecord, ...]


@dataclass
class PastedList:
    """What was understood, in the order of the list, and what a person must settle."""

    ids: list[str] = field(default_factory=list)
    ambiguous: list[Ambiguous] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        """What was not understood, one sentence each."""
        return [_("« %(text)s » n’est pas compris.") % {"text": text} for text in self.unknown] + [
            _("« %(text)s » : remplacez par l’un de %(candidates)s.")
            % {
                "text": text,
                "candidates": " ; ".join(f"{place.id}, {describe(place)}" for place in candidates),
            }
            for text, candidates in self.ambiguous
        ]


def read_list(text: str) -> PastedList:
    """Understand a pasted list; each territory once."""
    reader = _Reader(division.current(), _communes_by_siren(text))
    for line in text.splitlines():
        reader.read_line(line)
    reader.pasted.ids = list(dict.fromkeys(reader.pasted.ids))
    return reader.pasted


def _communes_by_siren(text: str) -> dict[str, str]:
    """Lists of an EPCI's members often give the SIREN of each commune."""
    found = set(SIREN.findall(re.sub(r"(?<=\d) (?=\d)", "", text)))
    rows = Territory.objects.current().of_kind(Kind.COMMUNE).filter(siren__in=found) if found else ()
    return {row.siren: row.pk for row in rows}


class _Reader:
    def __init__(self, known: Division, by_siren: dict[str, str]) -> None:
        self._division = known
        self._by_siren = by_siren
        self.pasted = PastedList()

    def read_line(self, line: str) -> None:
        whole = BULLET.sub("", line).strip()
        if not whole:
            return
        cells = [cell.strip(" .\"'") for cell in SEPARATORS.split(whole)]
        cells = [cell for cell in cells if cell]
        codes = {cell: found for cell in cells if (found := self._by_code(cell))}
        if not codes and len(cells) > 1 and self._by_name(whole, report=False):
            return  # "Tours, Indre-et-Loire"
        row = self._row(cells, codes)
        if row:
            # A row of a table: its other numbers are populations and dates.
            self.pasted.ids.append(row)
            return
        self.pasted.ids += codes.values()
        for cell in cells:
            if cell not in codes:
                self._by_name(cell)

    def _row(self, cells: list[str], codes: dict[str, str]) -> str | None:
        """The territory that a code and a name of one line both say."""
        names = [cell for cell in cells if cell not in codes and any(char.isalpha() for char in cell)]
        named = {place.record.id for cell in names for place in find_places(cell, limit=50) if place.quality == "exact"}
        return next((id_ for id_ in codes.values() if id_ in named), None)

    def _by_code(self, cell: str) -> str | None:
        """The territory that a code or an id stands for, today."""
        if "-" in cell:
            return self._division.resolve(cell.lower()) or self._division.resolve(_with_upper_code(cell))
        code = cell.replace(" ", "").upper()
        if SIREN.fullmatch(code):
            ids = (territory_id(Kind.EPCI, code), territory_id(Kind.EPT, code), self._by_siren.get(code, ""))
            return next((found for id_ in ids if (found := self._division.resolve(id_))), None)
        if INSEE.fullmatch(code):
            # A spreadsheet takes 01001 for a number.
            return self._division.resolve(territory_id(Kind.COMMUNE, code.zfill(5)))
        if DEPARTEMENT.fullmatch(code):
            return self._division.resolve(territory_id(Kind.DEPARTEMENT, code))
        return None

    def _by_name(self, cell: str, *, report: bool = True) -> bool:
        """Take the one place of that name; else keep what a person must settle. True when it was taken."""
        places = find_places(cell, limit=50)
        exact = [place.record for place in places if place.quality == "exact"]
        own = [record for record in exact if spell(record.name) == spell(cell)]
        # Paris is a commune and a département: the same place.
        alike = {self._division.communes(record.id): record for record in reversed(own or exact)}
        if len(alike) == 1 and not POSTCODE.fullmatch(cell):
            self.pasted.ids.append(next(iter(alike.values())).id)
            return True
        if report and places:
            candidates = exact or [place.record for place in places]
            self.pasted.ambiguous.append(Ambiguous(cell, tuple(candidates[:MOST_CANDIDATES])))
        elif report:
            self.pasted.unknown.append(cell)
        return False


def _with_upper_code(cell: str) -> str:
    """`commune-2a004` is `commune-2A004`."""
    kind, _hyphen, code = cell.partition("-")
    return territory_id(kind.lower(), code.upper())
