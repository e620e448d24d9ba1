"""Every way to name the places of a division: official names, old ones, arrondissements, usual short ones."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from territories.division import Division
from territories.models import Kind, OldKind
from territories.names import Accept, Name, NameIndex, anything, of_kinds
from territories.ordinary_words import NEVER_ALONE
from territories.records import TerritoryRecord
from territories.sounds import sound
from territories.spelling import ARTICLES, SMALL_WORDS, Word, group_core, spell, trim, without_article

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
    "ile": frozenset({Kind.COMMUNE, Kind.EPCI, Kind.DEPARTEMENT}),
}
LARGE = frozenset({Kind.DEPARTEMENT, Kind.REGION})
DEPARTEMENT_CODE = re.compile(r"\d[\dab]|97\d|98\d")
# "Cherbourg", "Chamonix", "Sarlat": the first words are enough to name a town from this population on. Of a city, so is
# a long last one: "courcouronnes", but not the "thierry" of Château-Thierry.
TOWN = 2_000
CITY = 10_000
LARGE_CITY = 100_000
LONG_WORD = 8
SAINTS = frozenset({"saint", "sainte"})
GLUED = {"st": "saint", "ste": "sainte"}
# "ste gen bois"
CUT_WORDS = 3
CUT_LETTERS = 3
MOST_CUT = 20
# A smaller place isn't found by the mere sound of its name.
HEARD = 5_000
SOUND_WEIGHT = 20_000 * COMMUNE_WEIGHT
# Of a name as it is typed: "lile", "perpinyan".
SHORT = 5
LONG = 10
SHORTEST_SOUND = 4
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
        self.sounds = NameIndex(_sounding(self.names, self.usual))
        # "Tours Indre-et-Loire", "Saint-Denis Réunion": names that tell homonyms apart, with their départements.
        self.qualifiers = _qualifiers(division)
        self.other_qualifiers = dict(_other_qualifiers(division, self.qualifiers))
        # "saint denis", "sainte marie": how the names of saints begin.
        self.saints = frozenset(
            " ".join(begin)
            for name in self.names
            if (begin := name.spelling.split(" ", 2)[:2])[0] in SAINTS and len(begin) > 1
        )
        # The words that names of several words begin or end with.
        self.edges = frozenset(word for name in self.names if " " in name.spelling for word in _edges(name.spelling))
        self.longest = max((name.spelling.count(" ") + 1 for name in self.names), default=0)
        self._departements = _departements_of_groups(division)

    def is_large(self, spelling: str) -> bool:
        """Whether these words, with or without an article, are a département's or a région's name."""
        return without_article(spelling) in self.qualifiers

    def unglued(self, word: Word) -> list[Word]:
        """ "stetienne" is two words, since there is a Saint-Étienne; "station" is one."""
        for glued, saint in GLUED.items():
            rest = word.text[len(glued) :]
            if word.text.startswith(glued) and f"{saint} {rest}" in self.saints:
                middle = word.start + len(glued)
                return [Word(saint, word.start, middle), Word(rest, middle, word.end)]
        return [word]

    def shortened(self, row: Sequence[str]) -> list[Name]:
        """A saint whose name is cut: "ste gen des bois" is Sainte-Geneviève-des-Bois."""
        if row[0] not in SAINTS or len(row) < CUT_WORDS or len(row[1]) < CUT_LETTERS:
            return []
        begun, end = " ".join(row[:2]), " ".join(["", *row[2:]])
        found = self.names.beginning(begun, MOST_CUT, _is_commune)
        return [name for name in found if name.spelling.endswith(end)]

    def group_of(self, core: str) -> list[Name]:
        """The intercommunalité around a town: "agglo de Dole" is the CA du Grand Dole."""
        towns = self.names.exact(core, _is_commune) or self.usual.exact(core, _is_commune)
        holders = self.division.place(towns[0].territory).ancestors if towns else ()
        records = (self.division.get(holder) for holder in holders)
        return [
            _name(record)._replace(spelling=core)
            for record in records
            if record and record.kind in GROUPS and not record.is_former
        ]

    def misspelt(self, spelling: str, most: int, accept: Accept) -> list[Name]:
        """Places one typing error away, heaviest first."""
        cities = [
            name
            for name in self.usual.almost(spelling, most, accept)
            if name.weight >= CITY * COMMUNE_WEIGHT and name.spelling not in NEVER_ALONE
        ]
        found = self.names.almost(spelling, most, accept) + cities
        return sorted(found, key=_lightness)

    def almost(self, spelling: str, most: int) -> list[Name]:
        """Places whose name has the same letters, one typing error or the same sound, the likeliest first."""
        accept = of_kinds({Kind.COMMUNE, *LARGE})
        names = self.names.same_letters(spelling, accept) + self.misspelt(spelling, most, accept)
        is_long = len(spelling) >= LONG
        if is_long or (" " not in spelling and len(spelling) >= SHORT):
            heard = self.sounding(spelling, most, accept, nearly=is_long and not names)
            names += [name for name in heard if name.weight >= SOUND_WEIGHT or name.kind in LARGE]
        # "dinar" is Dinard rather than Dinan, unless what sounds otherwise is a far greater place.
        as_typed = sound(spelling)
        return sorted(names, key=lambda name: -name.weight * (FAR_MORE if sound(name.spelling) == as_typed else 1))

    def sounding(self, spelling: str, most: int, accept: Accept, *, nearly: bool = False) -> list[Name]:
        """Towns, départements and régions whose name sounds so; or else nearly so, if that is wanted."""
        heard = sound(spelling)
        if len(heard) < SHORTEST_SOUND:
            return []
        found = self.sounds.exact(heard, accept)[:most]
        return found or (self.sounds.almost(heard, most, accept) if nearly else [])

    def heard_as(self, word: str) -> list[Name]:
        """Large cities whose names sound exactly so: "mets" is Metz, "lion" Lyon."""
        return [name for name in self.sounds.exact(sound(word), _is_commune) if name.record.population >= LARGE_CITY]

    def where(self, qualifier: str) -> Accept | None:
        """Which names a département, a région or a postcode lets through; None when it is none of these."""
        if qualifier == "france":
            return anything
        first, *rest = qualifier.split()
        if first in KIND_WORDS and rest:
            qualifier = " ".join(trim(rest))
        departements = self.qualifiers.get(qualifier) or self.other_qualifiers.get(qualifier)
        if departements:
            return self._in(departements)
        if DEPARTEMENT_CODE.fullmatch(qualifier):
            return self._in(frozenset({qualifier.upper()}))
        if qualifier.isdigit() and len(qualifier) <= len("31000"):
            # "Tours 3": somebody is typing 37, or 37000. 75000 is nobody's, and Paris.
            communes = frozenset(self.division.by_postcode(qualifier))
            return lambda name: (
                name.territory in communes or any(postcode.startswith(qualifier) for postcode in name.record.postcodes)
            )
        return None

    def _in(self, departements: frozenset[str]) -> Accept:
        """What lies in one of these départements, be it in part."""
        of_groups = self._departements
        return lambda name: (
            name.record.departement in departements
            if name.record.departement
            else not departements.isdisjoint(of_groups.get(name.territory, ()))
        )


def gazetteer(division: Division) -> Gazetteer:
    """The gazetteer of a division, made once for each."""
    return division.once(Gazetteer)


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
        name = _name(record)
        spelling = spell(record.name)
        spellings = [spelling, without_article(spelling)]
        if "(" in record.name:
            # Bors (Canton de Charente-Sud); CA du Grand Avignon (COGA)
            spellings.append(spell(_PARENTHESIS.sub("", record.name)))
            spellings += [spell(inside) for inside in _PARENTHESIS.findall(record.name) if record.kind in GROUPS]
        if record.kind in GROUPS:
            spellings += [group_core(spelling) for spelling in spellings]
        if record.kind in LARGE:
            # "région 76" is Occitanie, though 76 alone is Seine-Maritime.
            spellings.append(spell(record.id))
        yield from (name._replace(spelling=spelling) for spelling in spellings)


def _old_names(division: Division) -> Iterator[Name]:
    for old in division.old_names:
        record = division.get(old.commune)
        if not old.name or record is None or record.is_former:
            continue
        name = _name(record)
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
    yield f"{city} {number:0>2}"
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
                yield _name(record)._replace(spelling=spell(row["name"]), label=row["name"])


def _usual_names(division: Division) -> Iterator[Name]:
    """The first words of towns' names: "cherbourg", "boulogne", "la baule", "baule"; of villages': "prats de mollo"."""
    for record in division.records():
        if record.kind != Kind.COMMUNE or record.is_former:
            continue
        words = spell(record.name).split()
        name = _name(record)
        for count in range(1, len(words)):
            if words[count - 1] not in SMALL_WORDS and (record.population >= TOWN or _is_telling(words[:count])):
                head = " ".join(words[:count])
                yield name._replace(spelling=head)
                if words[0] in ARTICLES:
                    yield name._replace(spelling=without_article(head))
        if record.population >= CITY and len(words) == 2 and len(words[1]) >= LONG_WORD and words[0] not in SAINTS:
            yield name._replace(spelling=words[1])


def _is_telling(words: Sequence[str]) -> bool:
    """Whether the first words of a village's name are enough: two that carry, in a row that is nothing else."""
    carrying = [word for word in words if word not in SMALL_WORDS]
    return len(carrying) > 1 and carrying[0] not in SAINTS and len(" ".join(words)) >= LONG


def _sounding(*indexes: Iterable[Name]) -> Iterator[Name]:
    """Names of towns, départements and régions by their sound."""
    for name in chain(*indexes):
        if name.kind in LARGE or (name.kind == Kind.COMMUNE and name.weight >= HEARD * COMMUNE_WEIGHT):
            yield name._replace(spelling=sound(name.spelling))


def _edges(spelling: str) -> tuple[str, str]:
    return spelling.partition(" ")[0], spelling.rpartition(" ")[2]


def _lightness(name: Name) -> int:
    return -name.weight


def _is_commune(name: Name) -> bool:
    return name.kind == Kind.COMMUNE


def _name(record: TerritoryRecord) -> Name:
    """What all names of a territory share."""
    weight = record.population
    if record.kind == Kind.COMMUNE:
        weight *= COMMUNE_WEIGHT
    elif record.kind == Kind.DEPARTEMENT:
        weight += 1  # La Réunion is a région too
    return Name("", record, weight)


def _departements_of_groups(division: Division) -> dict[str, frozenset[str]]:
    """89 EPCI span several départements; they have none of their own."""
    return {
        record.id: frozenset(
            commune.departement for member in division.communes(record.id) if (commune := division.get(member))
        )
        for record in division.records()
        if record.kind in GROUPS
    }


def _qualifiers(division: Division) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for record in division.records():
        if record.kind == Kind.REGION:
            communes = map(division.get, division.communes(record.id))
            departements = frozenset(commune.departement for commune in communes if commune)
            for spelling in {spell(record.name), without_article(spell(record.name))}:
                found[spelling] = departements
    for record in division.records():
        if record.kind == Kind.DEPARTEMENT:
            for spelling in {spell(record.name), without_article(spell(record.name))}:
                found[spelling] = frozenset({record.departement})
    return found


def _other_qualifiers(
    division: Division, qualifiers: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Former régions and acronyms: "Saint-Louis Alsace", "Nice PACA"."""
    for name in _other_names(division):
        record = division.get(name.territory)
        if record and record.kind in LARGE:
            yield name.spelling, qualifiers[spell(record.name)]
