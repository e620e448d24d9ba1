"""Places named in a question: "vélo cargo Dijon", "aide permis 62", "prime vélo Saint-Denis Réunion".

The longest row of words that names a place wins, the most populous of homonyms, and a département, région or postcode
beside it tells which. What is left is then read with one typing error. Words that are places somewhere and mean
something everywhere ("péage", "borne") are given by the caller, who knows the language of aids.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from territories import division as territories_division
from territories.gazetteer import DEPARTEMENT_CODE, FAR_MORE, GROUPS, KIND_WORDS, Gazetteer, gazetteer
from territories.models import Kind, territory_id
from territories.names import Accept, Name, anything, of_kinds
from territories.ordinary_words import COUNTED, COUNTED_SIGNS, COUNTING, CUES, FUNCTION_WORDS, NEVER_ALONE, NOT_AFTER
from territories.spelling import ARTICLES, SMALL_WORDS, group_core, says_group, trim, without_article, words

LONGEST_TEXT = 200
MOST_HOMONYMS = 20
SHORTEST_TYPO = 5
# A village is not what a misspelt word means, unless the name is long enough to be nothing else.
TYPO_WEIGHT = 2_000 * 50
LONG = 10
LARGE = frozenset({Kind.DEPARTEMENT, Kind.REGION})


class PlaceInText(NamedTuple):
    """A place named in a text: `text[start:end]`. `homonyms`: other places of that name, most populous first."""

    id: str
    name: str
    start: int
    end: int
    is_typo: bool = False
    homonyms: tuple[str, ...] = ()


def find_in_text(text: str, *, never: Collection[str] = ()) -> list[PlaceInText]:
    """The places that a text names, in its order. `never`: folded words that aren't read as places."""
    return _Reader(gazetteer(territories_division.current()), frozenset(never)).read(text[:LONGEST_TEXT])


class _Found(NamedTuple):
    """A place, and the words `first` to `last` (excluded) that name it."""

    names: list[Name]
    first: int
    last: int
    is_typo: bool = False


class _Reader:
    def __init__(self, names: Gazetteer, never: frozenset[str]) -> None:
        self._gazetteer = names
        self._never = never

    def read(self, text: str) -> list[PlaceInText]:
        self._text = text
        self._words = words(text)
        self._found: list[_Found] = []
        for reading in (self._exact, self._misspelt):
            for first, last in self._rows():
                if not self._is_taken(first, last) and (found := reading(first, last)):
                    self._add(found)
        return [self._place(found) for found in sorted(self._found, key=lambda found: found.first)]

    def _rows(self) -> Iterator[tuple[int, int]]:
        """All rows of words, longest first."""
        count = len(self._words)
        for length in range(min(self._gazetteer.longest, count), 0, -1):
            for first in range(count - length + 1):
                yield first, first + length

    def _is_taken(self, first: int, last: int) -> bool:
        return any(found.first < last and first < found.last for found in self._found)

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
        names = self._by_number(row[0], first) if len(row) == 1 and row[0][0].isdigit() else self._named(row, first)
        return _Found(names, first, last) if names else None

    def _named(self, row: list[str], first: int) -> list[Name]:
        if row[-1] in SMALL_WORDS and len(row) > 1:
            return []
        if row[0] in KIND_WORDS and len(row) > 1:
            return self._names(" ".join(trim(row[1:])), of_kinds(KIND_WORDS[row[0]]))
        spelling = " ".join(row)
        if says_group(spelling):
            core = group_core(spelling) if row[0] not in SMALL_WORDS else ""
            return self._names(core, of_kinds(GROUPS)) if core else []
        accept = of_kinds(LARGE) if self._is_cued(first) else anything
        if self._is_ordinary(row, first) and accept is anything:
            return []
        names = self._names(spelling, accept) or self._names(spelling, anything) or self._joined(row)
        if len(row) == 1 or row[0] in ARTICLES or any(name.kind not in GROUPS for name in names):
            # "Oisans", "sud", "Saint-Étienne": an intercommunalité's own name needs its "CC".
            return [name for name in names if name.kind not in GROUPS]
        return names

    def _names(self, spelling: str, accept: Accept) -> list[Name]:
        """Places of that name; the town that is usually called so comes before villages that are."""
        exact = self._gazetteer.names.exact(spelling, accept)
        if without_article(spelling) in NEVER_ALONE:
            return exact
        usual = self._gazetteer.usual.exact(spelling, accept)
        least = FAR_MORE * exact[0].weight if exact else 0
        return [name for name in usual if name.weight >= least] + exact

    def _joined(self, row: list[str]) -> list[Name]:
        """Places whose name has the same letters: "villeneuve dascq"."""
        if len(row) == 1 or row[0] in SMALL_WORDS or any(map(_stands_alone, row)):
            return []
        return self._gazetteer.names.same_letters(" ".join(row))

    def _is_cued(self, first: int) -> bool:
        before = tuple(word.text for word in self._words[max(0, first - 2) : first])
        return any(before[-len(cue) :] == cue for cue in CUES)

    def _is_ordinary(self, row: list[str], first: int) -> bool:
        """Whether these words mean something else: "borne", "le port", "pas cher"."""
        carrying = [word for word in row if word not in SMALL_WORDS]
        if not carrying or (len(carrying) == 1 and carrying[0] in FUNCTION_WORDS):
            return True
        if len(carrying) == 1 and first and self._words[first - 1].text in NOT_AFTER.get(carrying[0], ()):
            return True
        named_after = len(carrying) > 1 and carrying[0] in ("saint", "sainte")
        return not named_after and self._never.issuperset(carrying)

    # ── Numbers ──

    def _by_number(self, number: str, first: int) -> list[Name]:
        shared = self._gazetteer.division.by_postcode(number)
        if shared:
            return [Name(number, commune, Kind.COMMUNE, 0) for commune in shared]
        departement = territory_id(Kind.DEPARTEMENT, number.upper())
        if not DEPARTEMENT_CODE.fullmatch(number) or self._is_count(first):
            return []
        known = self._gazetteer.division.get(departement)
        return [Name(number, departement, Kind.DEPARTEMENT, 0)] if known else []

    def _is_count(self, first: int) -> bool:
        """Whether the number counts something: ans, euros, km."""
        if self._is_cued(first):
            return False
        word = self._words[first]
        after = self._words[first + 1].text if first + 1 < len(self._words) else ""
        before = self._words[first - 1].text if first else ""
        sign = self._text[word.end :].lstrip()[:1]
        return before in COUNTING or after in COUNTED or after.isdigit() or sign in COUNTED_SIGNS

    # ── A département, région or postcode beside a name ──

    def _qualified(self, found: _Found) -> _Found:
        if found.names[0].kind in LARGE or not found.names[0].spelling or found.names[0].spelling[0].isdigit():
            return found
        for first, last in self._beside(found):
            qualifier = " ".join(word.text for word in self._words[first:last])
            where = self._gazetteer.where(qualifier)
            kept = [name for name in self._homonyms(found) if where(name)] if where else []
            if kept:
                return found._replace(names=kept, first=min(found.first, first), last=max(found.last, last))
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
        return last - first > 1 or not (self._words[first].text[0].isdigit() and self._is_count(first))

    # ── One typing error ──

    def _misspelt(self, first: int, last: int) -> _Found | None:
        row = [word.text for word in self._words[first:last]]
        spelling = " ".join(row)
        if len(spelling) < SHORTEST_TYPO or row[-1] in SMALL_WORDS or row[0] in SMALL_WORDS - ARTICLES:
            return None
        if self._is_ordinary(row, first) or any(map(_stands_alone, row)):
            return None
        names = self._almost(spelling, of_kinds({Kind.COMMUNE, *LARGE}), careful=len(spelling) < LONG)
        return _Found(names, first, last, is_typo=True) if names else None

    def _almost(self, spelling: str, accept: Accept, *, careful: bool) -> list[Name]:
        known, usual = self._gazetteer.names, self._gazetteer.usual
        names = known.same_letters(spelling, accept) + known.almost(spelling, MOST_HOMONYMS, accept)
        names += usual.almost(spelling, MOST_HOMONYMS, accept)
        kept = [name for name in names if name.weight >= TYPO_WEIGHT or name.kind in LARGE or not careful]
        return sorted(kept, key=lambda name: -name.weight)


def _stands_alone(word: str) -> bool:
    """Words that a misspelt name doesn't hold: "pas cher" isn't Le Pescher."""
    return word.isdigit() or word in KIND_WORDS or word in FUNCTION_WORDS - SMALL_WORDS
