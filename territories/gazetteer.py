"""Every way to name the places of a division: official names, old ones, arrondissements, usual short ones."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from territories.division import Division, TerritoryRecord
from territories.models import Kind, OldKind
from territories.names import Accept, Name, NameIndex
from territories.spelling import ARTICLES, SMALL_WORDS, group_core, spell, without_article

OTHER_NAMES = Path(__file__).parent / "data" / "other_names.csv"
GROUPS = frozenset({Kind.EPCI, Kind.EPT})
# Who says "Vienne" means the town of 30,000 rather than the département of 440,000; who says "Bretagne" means the
# région rather than the village of 150.
COMMUNE_WEIGHT = 50
# An old name stands for a part of its commune: of Paris, for a small one.
OLD_NAME_SHARE = 8
ARRONDISSEMENT_SHARE = 10_000
# "Saint-Ouen" is rather Saint-Ouen-sur-Seine (53,000) than Saint-Ouen (3,300): so many times more populous.
FAR_MORE = 8
# "ville de Tours", "département de la Loire": what kind of place is meant.
KIND_WORDS = {
    "ville": frozenset({Kind.COMMUNE}),
    "commune": frozenset({Kind.COMMUNE}),
    "mairie": frozenset({Kind.COMMUNE}),
    "departement": frozenset({Kind.DEPARTEMENT}),
    "region": frozenset({Kind.REGION}),
}
DEPARTEMENT_CODE = re.compile(r"\d[\dab]|97\d|98\d")
# "Cherbourg", "Boulogne", "Clermont": the first words are enough to name a town from this population on.
TOWN = 10_000
ROMAN = (
    "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x",
    "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx",
)  # fmt: skip
_PARENTHESIS = re.compile(r"\(([^)]*)\)")


class Gazetteer:
    """The names of one division, ready to be searched."""

    def __init__(self, division: Division) -> None:
        self.division = division
        self.names = NameIndex(_names(division))
        self.usual = NameIndex(_usual_names(division))
        # "Tours Indre-et-Loire", "Saint-Denis Réunion": names that tell homonyms apart, with their départements.
        self.qualifiers = _qualifiers(division)
        self.longest = max((name.spelling.count(" ") + 1 for name in self.names), default=0)

    def where(self, qualifier: str) -> Accept | None:
        """Which names a département, a région or a postcode lets through; None when it is none of these."""
        departements = self.qualifiers.get(qualifier)
        if departements:
            return lambda name: not departements.isdisjoint(name.departements)
        if DEPARTEMENT_CODE.fullmatch(qualifier):
            return lambda name: qualifier.upper() in name.departements
        if qualifier.isdigit() and len(qualifier) <= len("31000"):
            # "Tours 3": somebody is typing 37, or 37000. 75000 is nobody's, and Paris.
            communes = frozenset(self.division.by_postcode(qualifier))
            return lambda name: (
                name.territory in communes or any(postcode.startswith(qualifier) for postcode in name.postcodes)
            )
        return None


@lru_cache(maxsize=1)
def gazetteer(division: Division) -> Gazetteer:
    """The gazetteer of the division of now, made once for each."""
    return Gazetteer(division)


def _names(division: Division) -> Iterator[Name]:
    seen: set[tuple[str, str]] = set()
    for name in (*_official_names(division), *_old_names(division), *_other_names(division)):
        if name.spelling and (name.spelling, name.territory) not in seen:
            seen.add((name.spelling, name.territory))
            yield name


def _official_names(division: Division) -> Iterator[Name]:
    for record in division.records():
        if record.is_former:
            continue
        name = _name(division, record)
        spelling = spell(record.name)
        spellings = [spelling, without_article(spelling)]
        if "(" in record.name:
            # Bors (Canton de Charente-Sud); CA du Grand Avignon (COGA)
            spellings.append(spell(_PARENTHESIS.sub("", record.name)))
            spellings += [spell(inside) for inside in _PARENTHESIS.findall(record.name) if record.kind in GROUPS]
        if record.kind in GROUPS:
            spellings += [group_core(spelling) for spelling in spellings]
        yield from (name._replace(spelling=spelling) for spelling in spellings)


def _old_names(division: Division) -> Iterator[Name]:
    for old in division.old_names:
        record = division.get(old.commune)
        if not old.name or record is None or record.is_former:
            continue
        name = _name(division, record)
        share = ARRONDISSEMENT_SHARE if old.kind == OldKind.ARRONDISSEMENT else OLD_NAME_SHARE
        name = name._replace(weight=name.weight // share, label=old.name)
        spelling = spell(old.name)
        spellings = [spelling, without_article(spelling)]
        if old.kind == OldKind.ARRONDISSEMENT:
            spellings += _arrondissement_names(spelling)
        # Half of the communes déléguées have the name of their commune: found under its own.
        official = {spell(record.name), without_article(spell(record.name))}
        yield from (name._replace(spelling=spelling) for spelling in spellings if spelling not in official)


def _arrondissement_names(spelling: str) -> Iterator[str]:
    """The official "paris 15 arrondissement" is also called these names."""
    city, number, word = spelling.split()
    yield f"{city} {number}"
    yield f"{city} {ROMAN[int(number)]}"
    yield f"{number} {word}"
    yield f"{number} {word} {city}"
    yield f"{number} {word} de {city}"


def _other_names(division: Division) -> Iterator[Name]:
    """Acronyms, former régions and the like, kept in a file."""
    with OTHER_NAMES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            record = division.get(row["territory"])
            if record is not None:
                yield _name(division, record)._replace(spelling=spell(row["name"]), label=row["name"])


def _usual_names(division: Division) -> Iterator[Name]:
    """The first words of towns' names: "cherbourg", "boulogne", "la baule", "baule"."""
    for record in division.records():
        if record.kind != Kind.COMMUNE or record.population < TOWN:
            continue
        words = spell(record.name).split()
        name = _name(division, record)
        for count in range(1, len(words)):
            if words[count - 1] not in SMALL_WORDS:
                head = " ".join(words[:count])
                yield name._replace(spelling=head)
                if words[0] in ARTICLES:
                    yield name._replace(spelling=without_article(head))


def _name(division: Division, record: TerritoryRecord) -> Name:
    """What all names of a territory share."""
    weight = record.population
    if record.kind == Kind.COMMUNE:
        weight *= COMMUNE_WEIGHT
    elif record.kind == Kind.DEPARTEMENT:
        weight += 1  # La Réunion is a région too
    return Name("", record.id, record.kind, weight, "", _departements(division, record), record.postcodes)


def _departements(division: Division, record: TerritoryRecord) -> tuple[str, ...]:
    if record.departement:
        return _alone(record.departement)
    if record.kind not in GROUPS:
        return ()
    communes = (division.get(commune) for commune in division.communes(record.id))
    return tuple(sorted({commune.departement for commune in communes if commune}))


@lru_cache(maxsize=256)
def _alone(departement: str) -> tuple[str, ...]:
    """One tuple for all communes of a département."""
    return (departement,)


def _qualifiers(division: Division) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    by_region: dict[str, set[str]] = defaultdict(set)
    for record in division.records():
        if record.kind == Kind.DEPARTEMENT and not record.is_former:
            for region in division.place(record.id).ancestors:
                by_region[region].add(record.departement)
    for record in division.records():
        if record.kind == Kind.REGION:
            for spelling in {spell(record.name), without_article(spell(record.name))}:
                found[spelling] = frozenset(by_region[record.id])
    for record in division.records():
        if record.kind == Kind.DEPARTEMENT:
            for spelling in {spell(record.name), without_article(spell(record.name))}:
                found[spelling] = frozenset({record.departement})
    return found
