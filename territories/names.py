"""The names of places as sorted lists in memory: exact, beginning, containing, loosely, almost. Pure: no Django.

40,000 names weigh some megabytes and are searched in hundredths of a millisecond; no database does that as quickly, and
the same names serve a field with suggestions, an API and places in free text.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from heapq import nlargest
from typing import NamedTuple

from territories.records import TerritoryRecord
from territories.spelling import one_edit_apart, skeleton, spell, without_article

Accept = Callable[["Name"], bool]
# Beyond any letter: `name + LAST` follows all names that begin with `name`.
LAST = "\uffff"
MOST_ALIKE = 500
# A later word of a name is kept as one number: the name's position, then where the word begins in it.
OFFSET_BITS = 8


class Name(NamedTuple):
    """One spelling of one territory: its own name, an old one, or one without its article."""

    spelling: str
    record: TerritoryRecord
    # How many people mean this place when they say so: the population, more for a commune than for what holds it.
    weight: int
    # Under which other name it is found, as a person reads it: "Tourlaville". Empty when it is its own.
    label: str = ""

    @property
    def territory(self) -> str:
        """The id of what is named."""
        return self.record.id

    @property
    def kind(self) -> str:
        """What kind of territory is named."""
        return self.record.kind

    @property
    def is_cut_short(self) -> bool:
        """Whether a place is called by a part of its name: "aixe" for Aixe-sur-Vienne."""
        return not self.label and without_article(self.spelling) != without_article(spell(self.record.name))


def anything(name: Name) -> bool:
    """The filter that lets everything through."""
    return True


def of_kinds(kinds: Collection[str]) -> Accept:
    """The filter that lets these kinds through; all of them when none is given."""
    return (lambda name: name.record.kind in kinds) if kinds else anything


def both(one: Accept, other: Accept) -> Accept:
    """The filter that lets through what both let through."""
    if one is anything or other is anything:
        return other if one is anything else one
    return lambda name: one(name) and other(name)


class NameIndex:
    """Immutable. Every answer is in order of weight, best first.

    Names are kept as columns, and made one by one when they are answered: the process has 45,000 of them.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        ordered = sorted(names, key=lambda name: (name.spelling, -name.weight))
        self._spellings = [name.spelling for name in ordered]
        self._records = [name.record for name in ordered]
        self._weights = array("Q", (name.weight for name in ordered))
        self._labels = {position: name.label for position, name in enumerate(ordered) if name.label}
        # Positions in the order of what they are looked up by, which is worked out again at each look.
        self._by_skeleton = array("I", sorted(range(len(ordered)), key=self._skeleton))
        self._later_words = array("I", sorted(_later_words(self._spellings), key=self._from_word))
        self._letters = _Letters(self._spellings)

    def __iter__(self) -> Iterator[Name]:
        return map(self._name, range(len(self._spellings)))

    def exact(self, spelling: str, accept: Accept = anything) -> list[Name]:
        """The territories of that very name."""
        first = position = bisect_left(self._spellings, spelling)
        while position < len(self._spellings) and self._spellings[position] == spelling:
            position += 1
        return [name for found in range(first, position) if accept(name := self._name(found))]

    def beginning(self, spelling: str, most: int, accept: Accept = anything) -> list[Name]:
        """Names that begin so, and go on."""
        first = bisect_left(self._spellings, spelling + "\0")
        last = bisect_left(self._spellings, spelling + LAST, lo=first)
        return self._heaviest(range(first, last), most, accept)

    def containing(self, spelling: str, most: int, accept: Accept = anything) -> list[Name]:
        """Names in which a later word begins so: "billancourt" finds Boulogne-Billancourt."""
        words = self._later_words
        first = bisect_left(words, spelling, key=self._from_word)
        last = bisect_left(words, spelling + LAST, lo=first, key=self._from_word)
        return self._heaviest({word >> OFFSET_BITS for word in words[first:last]}, most, accept)

    def loosely(self, spelling: str, most: int, accept: Accept = anything) -> list[Name]:
        """Names with the same carrying words, or the same letters: "Aix Provence", "saintdenis"."""
        positions = self._letters.same(spelling)
        carrying = skeleton(spelling)
        if carrying:
            first = bisect_left(self._by_skeleton, carrying, key=self._skeleton)
            for position in self._by_skeleton[first : first + MOST_ALIKE]:
                if not (self._skeleton(position) + " ").startswith(carrying + " "):
                    break
                positions.add(position)
        return self._heaviest(positions, most, accept)

    def same_letters(self, spelling: str, accept: Accept = anything) -> list[Name]:
        """Names that differ by spaces only: "Villeneuve dascq"."""
        return self._heaviest(self._letters.same(spelling), 20, accept)

    def almost(self, spelling: str, most: int, accept: Accept = anything) -> list[Name]:
        """Names one typing error away, spaces aside."""
        return self._heaviest(self._letters.almost(spelling), most, accept)

    def _name(self, position: int) -> Name:
        return Name(
            self._spellings[position],
            self._records[position],
            self._weights[position],
            self._labels.get(position, ""),
        )

    def _skeleton(self, position: int) -> str:
        return skeleton(self._spellings[position])

    def _from_word(self, word: int) -> str:
        """A name from one of its words to its end: "billancourt"."""
        return self._spellings[word >> OFFSET_BITS][word & ((1 << OFFSET_BITS) - 1) :]

    def _heaviest(self, positions: Collection[int], most: int, accept: Accept) -> list[Name]:
        """Each territory once, under its heaviest name."""
        weight = self._weights.__getitem__
        # Mostly the first few do: a territory has two or three names that begin alike. Else all are looked through.
        for ranked in (nlargest(3 * most, positions, key=weight), sorted(positions, key=weight, reverse=True)):
            once: dict[str, Name] = {}
            for position in ranked:
                name = self._name(position)
                if name.record.id not in once and accept(name):
                    once[name.record.id] = name
                    if len(once) == most:
                        return list(once.values())
            if len(ranked) == len(positions):
                break
        return list(once.values())


class _Letters:
    """Names by their letters, spaces aside, and by their letters but one.

    Whatever the typing error, leaving one letter out of what was typed and one out of the name makes them equal (or one
    of them already is what the other is without a letter): "toulouze" and "toulouse" are both "toulou.e". So a name one
    error away is found by looking up a dozen texts, in buckets by hash: who looks up compares what is there.
    """

    def __init__(self, spellings: Sequence[str]) -> None:
        self._spellings = spellings
        hashes, owners = array("q"), array("I")
        for position, spelling in enumerate(spellings):
            found = [*map(hash, _lacking_a_letter(spelling.replace(" ", "")))]
            hashes.extend(found)
            owners.extend([position] * len(found))
        self._mask = (1 << (len(hashes) >> 1).bit_length()) - 1
        # A counting sort: first how many each bucket holds, hence where it ends, then the positions, from its end.
        ends = array("I", bytes(4 * (self._mask + 2)))
        for hashed in hashes:
            ends[hashed & self._mask] += 1
        total = 0
        for bucket, count in enumerate(ends):
            total += count
            ends[bucket] = total
        self._positions = array("I", bytes(4 * total))
        for hashed, owner in zip(hashes, owners, strict=True):
            bucket = hashed & self._mask
            ends[bucket] -= 1
            self._positions[ends[bucket]] = owner
        self._starts = ends

    def same(self, spelling: str) -> set[int]:
        """Positions of the names with these letters."""
        typed = spelling.replace(" ", "")
        return {position for position in self._bucket(typed) if self._letters(position) == typed}

    def almost(self, spelling: str) -> set[int]:
        """Positions of the names one error away."""
        typed = spelling.replace(" ", "")
        candidates = {position for text in _lacking_a_letter(typed) for position in self._bucket(text)}
        return {position for position in candidates if one_edit_apart(self._letters(position), typed)}

    def _bucket(self, text: str) -> "array[int]":
        bucket = hash(text) & self._mask
        return self._positions[self._starts[bucket] : self._starts[bucket + 1]]

    def _letters(self, position: int) -> str:
        return self._spellings[position].replace(" ", "")


def _lacking_a_letter(letters: str) -> set[str]:
    """A text, and all that it is without one of its letters."""
    return {letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))}


def _later_words(spellings: Iterable[str]) -> Iterator[int]:
    """Every word of every name but its first."""
    for position, spelling in enumerate(spellings):
        at = spelling.find(" ") + 1
        while 0 < at < 1 << OFFSET_BITS:
            yield position << OFFSET_BITS | at
            at = spelling.find(" ", at) + 1
