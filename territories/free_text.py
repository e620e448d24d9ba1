"""Places named in a question: "vélo cargo Dijon", "aide permis 62", "prime vélo Saint-Denis Réunion".

The longest row of words that names a place wins, the most populous of homonyms, and a département, région or postcode
beside it tells which. What is left is then read with one typing error. Words that are places somewhere and mean
something everywhere ("péage", "borne") are given by the caller, who knows the language of aids.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from territories import division as territories_division
from territories.counting import is_amount, is_count
from territories.gazetteer import (
    CITY,
    COMMUNE_WEIGHT,
    DEPARTEMENT_CODE,
    FAR_MORE,
    GROUPS,
    KIND_WORDS,
    LARGE,
    LONG,
    SAINTS,
    SHORT,
    Gazetteer,
    gazetteer,
)
from territories.models import Kind, territory_id
from territories.names import Accept, Name, anything, of_kinds
from territories.ordinary_words import (
    CUES,
    FUNCTION_WORDS,
    NEVER_ALONE,
    NOT_AFTER,
    NOT_BEFORE,
    VERBS,
)
from territories.spelling import (
    ARTICLES,
    GROUP_WORDS,
    SHORT_GROUP_WORDS,
    SMALL_WORDS,
    Word,
    group_core,
    says_group,
    skeleton,
    spell,
    trim,
    without_article,
    words,
)

LONGEST_TEXT = 200
MOST_HOMONYMS = 20
SHORTEST_TYPO = 4
# A village is not what a misspelt word means, unless the name is long enough to be nothing else.
TYPO_WEIGHT = 2_000 * 50
CITY_WEIGHT = 100_000 * 50
MOST_WORDS = 5


class PlaceInText(NamedTuple):
    """A place named in a text: `text[start:end]`. `homonyms`: other places of that name, most populous first."""

    id: str
    name: str
    start: int
    end: int
    is_typo: bool = False
    homonyms: tuple[str, ...] = ()


def find_in_text(text: str, *, never: Collection[str] = (), everyday: Collection[str] = ()) -> list[PlaceInText]:
    """The places that a text names, in its order.

    `never`: folded words that aren't read as places. `everyday`: words that everybody says, hence no misspelt names,
    nor villages ("étais", "corps") unless their département stands beside them.
    """
    names = gazetteer(territories_division.current())
    return _Reader(names, frozenset(never), frozenset(everyday)).read(text[:LONGEST_TEXT])


class _Found(NamedTuple):
    """A place, and the words `first` to `last` (excluded) that name it."""

    names: list[Name]
    first: int
    last: int
    is_typo: bool = False


class _Reader:
    def __init__(self, names: Gazetteer, never: frozenset[str], everyday: frozenset[str]) -> None:
        self._gazetteer = names
        self._never = never
        self._everyday = everyday

    def read(self, text: str) -> list[PlaceInText]:
        self._text = text
        self._words = [part for word in words(text) for part in self._parts(word)]
        self._found: list[_Found] = []
        for first, last in self._rows():
            if not self._overlapping(first, last) and (found := self._exact(first, last)):
                self._add(found)
        for first, last in self._rows():
            parts = self._overlapping(first, last)
            if self._can_hold(first, last, parts) and (found := self._misspelt(first, last, parts)):
                self._add(found)
        return [self._place(found) for found in sorted(self._found, key=lambda found: found.first)]

    def _parts(self, word: Word) -> list[Word]:
        is_said = word.text in self._never or word.text in self._everyday
        return [word] if is_said else self._gazetteer.unglued(word)

    def _rows(self) -> Iterator[tuple[int, int]]:
        """All rows of words, longest first."""
        count = len(self._words)
        for length in range(min(self._gazetteer.longest, count), 0, -1):
            for first in range(count - length + 1):
                yield first, first + length

    def _overlapping(self, first: int, last: int) -> list[_Found]:
        return [found for found in self._found if found.first < last and first < found.last]

    def _can_hold(self, first: int, last: int, parts: list[_Found]) -> bool:
        """Whether these words are the places among them and something more: not "la Meuse" for Meuse, "b Nantes"."""
        inside = {position for part in parts for position in range(part.first, part.last)}
        more = [self._words[position].text for position in range(first, last) if position not in inside]
        telling = any(
            word in SAINTS or not (len(word) == 1 or word in SMALL_WORDS or word in self._never) for word in more
        )
        # "aixe en provence" is neither Aixe-sur-Vienne nor Provence.
        telling = telling or (len(parts) > 1 and any(part.names[0].is_cut_short for part in parts))
        return telling and all(first <= part.first and part.last <= last for part in parts)

    def _add(self, found: _Found) -> None:
        """Keep it, with the département beside it when that tells which; the département alone then goes."""
        found = self._qualified(found)
        self._found = [other for other in self._found if other.last <= found.first or found.last <= other.first]
        self._found.append(found)

    def _place(self, found: _Found) -> PlaceInText:
        division = self._gazetteer.division
        best, *others = dict.fromkeys(name.territory for name in found.names)
        record = division.get(best)
        # La Martinique is a département and a région: one place.
        others = [other for other in others if division.communes(other) != division.communes(best)]
        return PlaceInText(
            id=best,
            name=record.name if record else "",
            start=self._words[found.first].start,
            end=self._words[found.last - 1].end,
            is_typo=found.is_typo,
            homonyms=tuple(others[:MOST_HOMONYMS]),
        )

    # ── Exact names ──

    def _exact(self, first: int, last: int) -> _Found | None:
        row = [word.text for word in self._words[first:last]]
        if len(row) == 1 and row[0][0].isdigit():
            names = self._by_number(row[0], first)
        else:
            names = self._named(row, first)
            if names and self._is_everyday(row):
                names = self._likely(_Found(names, first, last), " ".join(row))
        return _Found(names, first, last) if names else None

    def _likely(self, found: _Found, spelling: str) -> list[Name]:
        """Of places called by an everyday word, those that are meant all the same.

        Sens and its 27,000 inhabitants, "corps 38", "la garde"; but neither "la veuve" nor "garde".
        """
        if self._qualified(found) != found:
            return found.names
        least = CITY * COMMUNE_WEIGHT
        return [
            name
            for name in found.names
            if name.kind != Kind.COMMUNE or (name.weight >= least and spell(name.record.name) == spelling)
        ]

    def _is_everyday(self, row: list[str]) -> bool:
        """Whether these words are said of anything: "la garde", "belle vie"."""
        carrying = [word for word in row if word not in SMALL_WORDS]
        if not carrying or (len(carrying) > 1 and carrying[0] in SAINTS):
            return False
        return all(word in self._everyday or word in self._never for word in carrying)

    def _named(self, row: list[str], first: int) -> list[Name]:
        if row[-1] in SMALL_WORDS and len(row) > 1:
            return []
        spelling = " ".join(row)
        if row[0] in KIND_WORDS and len(row) > 1:
            of_kind = of_kinds(KIND_WORDS[row[0]])
            return self._gazetteer.names.exact(spelling) or self._names(" ".join(trim(row[1:])), of_kind)
        if says_group(spelling):
            return self._group(row)
        accept = of_kinds(LARGE) if self._is_cued(row, first) else anything
        if accept is anything and self._is_ordinary(row, first):
            return self._in_full(row, first)
        names = self._names(without_article(spelling), accept) if accept is not anything else []
        names = names or self._names(spelling, anything) or self._joined(row) or self._gazetteer.shortened(row)
        if len(row) == 1 or row[0] in ARTICLES or any(name.kind not in GROUPS for name in names):
            # "sud", "Saint-Étienne": an intercommunalité's own name needs its "CC", but "MEL" and "Oisans" don't.
            return [name for name in names if name.kind not in GROUPS or name.label or self._is_a_land(row, names)]
        return names

    def _is_a_land(self, row: list[str], names: list[Name]) -> bool:
        """Whether a lone word is the name of intercommunalités and of nothing else: Grésivaudan, but not "ardenne"."""
        if len(row) > 1 or self._is_everyday(row) or any(name.kind not in GROUPS for name in names):
            return False
        return len(row[0]) >= SHORT and not self._gazetteer.sounding(row[0], 1, of_kinds(LARGE))

    def _in_full(self, row: list[str], first: int) -> list[Name]:
        """An ordinary word with its article and its département: "le port réunion", but not "le port du casque"."""
        if row[0] not in ARTICLES:
            return []
        spelling = " ".join(row)
        names = [name for name in self._gazetteer.names.exact(spelling) if spell(name.record.name) == spelling]
        found = _Found(names, first, first + len(row))
        return names if names and self._qualified(found) != found else []

    def _names(self, spelling: str, accept: Accept) -> list[Name]:
        """Places of that name; the town that is usually called so comes before villages that are."""
        exact = self._gazetteer.names.exact(spelling, accept)
        if without_article(spelling) in NEVER_ALONE:
            return exact
        usual = self._gazetteer.usual.exact(spelling, accept)
        least = FAR_MORE * exact[0].weight if exact else 0
        return [name for name in usual if name.weight >= least] + exact

    def _joined(self, row: list[str]) -> list[Name]:
        """Places whose name has the same letters, or the same carrying words: "villeneuve dascq", "aix provence"."""
        if len(row) == 1 or row[0] in SMALL_WORDS or not self._may_be_a_name(row):
            return []
        spelling, carrying = " ".join(row), skeleton(" ".join(row))
        names = self._gazetteer.names.same_letters(spelling)
        if names or " " not in carrying:
            return names
        return [
            name
            for name in self._gazetteer.names.loosely(spelling, MOST_HOMONYMS, _is_town)
            if skeleton(name.spelling) == carrying
        ]

    def _group(self, row: list[str]) -> list[Name]:
        """An intercommunalité by its own name, or by its town's: "agglo de Dole"."""
        core = group_core(" ".join(row)) if row[0] not in SMALL_WORDS else ""
        if not core:
            return []
        # "ça", "cc" are said of other things than communautés.
        around = [] if SHORT_GROUP_WORDS.issuperset(GROUP_WORDS.intersection(row)) else self._gazetteer.group_of(core)
        return self._names(core, of_kinds(GROUPS)) or around

    def _is_cued(self, row: list[str], first: int) -> bool:
        """Whether only a département or région is said so: "en Creuse", "dans le Lot"; and "la Creuse", "le Nord"."""
        before = tuple(word.text for word in self._words[max(0, first - 2) : first])
        if any(before[-len(cue) :] == cue for cue in CUES):
            return True
        if row[0] not in ARTICLES or not self._gazetteer.is_large(" ".join(row)):
            return False
        return self._after(row, first) not in NOT_BEFORE and not self._is_said_otherwise(row, first)

    def _is_said_otherwise(self, row: list[str], first: int) -> bool:
        """ "pas cher", "un lot", "la somme de"."""
        otherwise = NOT_AFTER.get(row[-1])
        if otherwise is None:
            return False
        return self._after(row, first) in NOT_BEFORE or (first > 0 and self._words[first - 1].text in otherwise)

    def _after(self, row: list[str], first: int) -> str:
        after = first + len(row)
        return self._words[after].text if after < len(self._words) else ""

    def _is_ordinary(self, row: list[str], first: int) -> bool:
        """Whether these words mean something else: "borne", "le port", "pas cher"."""
        carrying = [word for word in row if word not in SMALL_WORDS]
        if not carrying or (len(carrying) == 1 and carrying[0] in FUNCTION_WORDS):
            return True
        is_a_verb = row[-1] in VERBS and self._after(row, first)
        if len(carrying) == 1 and (is_a_verb or self._is_said_otherwise(row, first)):
            return True
        # "Saint-Aide" can only be a place, and so can "Grand Est".
        a_name = len(carrying) > 1 and (carrying[0] in SAINTS or self._gazetteer.is_large(" ".join(row)))
        return not a_name and self._never.issuperset(carrying)

    # ── Numbers ──

    def _by_number(self, number: str, first: int) -> list[Name]:
        if is_amount(self._text, self._words, first):
            return []
        division = self._gazetteer.division
        current = division.resolve(territory_id(Kind.COMMUNE, number.upper())) if len(number) == len("31555") else None
        if shared := division.by_postcode(number) or ((current,) if current else ()):
            return [Name(number, record, 0) for commune in shared if (record := division.get(commune))]
        departement = territory_id(Kind.DEPARTEMENT, number.upper())
        if not DEPARTEMENT_CODE.fullmatch(number) or self._is_count(first):
            return []
        record = division.get(departement)
        return [Name(number, record, 0)] if record else []

    def _is_count(self, first: int) -> bool:
        return not self._is_cued([self._words[first].text], first) and is_count(self._text, self._words, first)

    # ── A département, région or postcode beside a name ──

    def _qualified(self, found: _Found) -> _Found:
        if found.names[0].spelling[:1].isdigit():
            return found
        for first, last in self._beside(found):
            qualifier = " ".join(word.text for word in self._words[first:last])
            where = self._gazetteer.where(qualifier)
            kept = [name for name in self._homonyms(found) if where(name)] if where else []
            if kept:
                # "Dijon, Côte-d'Or, France"
                return self._qualified(
                    found._replace(names=kept, first=min(found.first, first), last=max(found.last, last))
                )
        return found

    def _homonyms(self, found: _Found) -> list[Name]:
        """Of that name, whatever their population: "Boulogne Pas-de-Calais"."""
        usual = self._gazetteer.usual.exact(found.names[0].spelling)
        return found.names + [name for name in usual if name not in found.names]

    def _beside(self, found: _Found) -> Iterator[tuple[int, int]]:
        """Rows of words just after the name (small words between them aside), then just before it."""
        after = found.last
        while after < len(self._words) and self._words[after].text in SMALL_WORDS | {"dans"}:
            after += 1
        count = len(self._words)
        yield from ((after, last) for last in range(min(after + 4, count), after, -1) if self._is_whole(after, last))
        before = found.first
        yield from ((first, before) for first in range(max(before - 4, 0), before) if self._is_whole(first, before))

    def _is_whole(self, first: int, last: int) -> bool:
        """A number that counts is no qualifier: "Tours moins de 26 ans"."""
        number = self._words[first].text
        if last - first > 1 or not number[0].isdigit():
            return True
        return not (is_amount(self._text, self._words, first) if len(number) == len("31000") else self._is_count(first))

    # ── One typing error ──

    def _misspelt(self, first: int, last: int, parts: list[_Found]) -> _Found | None:
        """A place misspelt in these words; greater than those that are parts of them.

        "saint brieux" is Saint-Brieuc rather than a saint and Brieux.
        """
        row = [word.text for word in self._words[first:last]]
        spelling = " ".join(row)
        if len(spelling) < SHORTEST_TYPO or row[-1] in SMALL_WORDS or row[0] in SMALL_WORDS - ARTICLES:
            return None
        if self._is_ordinary(row, first) or not self._may_be_a_name(row):
            return None
        if self._is_everyday(row):
            heard = self._gazetteer.heard_as(row[0]) if len(row) == 1 and not self._after(row, first) else []
            return _Found(heard, first, last, is_typo=True) if heard else None
        names = self._gazetteer.almost(spelling, MOST_HOMONYMS)
        if not parts and names:
            # A village is meant when its département or postcode stands beside it.
            found = self._qualified(_Found(names, first, last, is_typo=True))
            if found.last - found.first > last - first:
                return found
        communes = [part.names[0] for part in parts if part.names[0].kind == Kind.COMMUNE]
        least = max((FAR_MORE * name.weight for name in communes), default=0)
        same = {name.territory for name in communes}
        names = [
            name for name in names if (name.weight >= least or name.territory in same) and _is_plausible(name, spelling)
        ]
        return _Found(names, first, last, is_typo=True) if names else None

    def _may_be_a_name(self, row: list[str]) -> bool:
        """Whether it is worth a look: an error in one word leaves the first or the last one right."""
        if len(row) > MOST_WORDS or any(map(_stands_alone, row)):
            return False
        return len(row) == 1 or not self._gazetteer.edges.isdisjoint((row[0], row[-1]))


def _is_town(name: Name) -> bool:
    return name.kind == Kind.COMMUNE and name.weight >= TYPO_WEIGHT


def _is_plausible(name: Name, typed: str) -> bool:
    """Whether somebody may have meant that place with a typing error, and nothing beside it to tell."""
    if len(typed) < SHORT:
        # "lile" is Lille with a letter forgotten; "mois" isn't Blois.
        return name.weight >= CITY_WEIGHT and len(typed) < len(name.spelling) and typed[0] == name.spelling[0]
    return name.weight >= TYPO_WEIGHT or name.kind in LARGE or len(typed) >= LONG


def _stands_alone(word: str) -> bool:
    """Words that a misspelt name doesn't hold: "pas cher" isn't Le Pescher."""
    return word.isdigit() or word in KIND_WORDS or word in FUNCTION_WORDS - SMALL_WORDS
