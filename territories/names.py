"""The names of places as sorted lists in memory: exact, beginning, containing, loosely, almost. Pure: no Django.

40,000 names weigh some megabytes and are searched in fractions of a millisecond; no database does that as quickly, and
the same names serve a field with suggestions, an API and places in free text.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator
from heapq import nlargest
from typing import NamedTuple

from territories.spelling import one_edit_apart, skeleton

Accept = Callable[["Name"], bool]
# Beyond any letter: `name + LAST` follows all names that begin with `name`.
LAST = "\uffff"
# A word like "sur" stands in half of the names: more than this is not looked at.
MOST_INSIDE = 3000
MOST_ALIKE = 500


class Name(NamedTuple):
    """One spelling of one territory: its own name, an old one, or one without its article."""

    spelling: str
    territory: str
    kind: str
    # How many people mean this place when they say so: the population, more for a commune than for what holds it.
    weight: int
    # Under which other name it is found, as a person reads it: "Tourlaville". Empty when it is its own.
    label: str = ""
    departements: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()


def anything(name: Name) -> bool:
    """The filter that lets everything through."""
    return True


def of_kinds(kinds: Collection[str]) -> Accept:
    """The filter that lets these kinds through; all of them when none is given."""
    return (lambda name: name.kind in kinds) if kinds else anything


def both(one: Accept, other: Accept) -> Accept:
    """The filter that lets through what both let through."""
    return lambda name: one(name) and other(name)


class NameIndex:
    """Immutable. Every answer is in order of weight, best first."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = sorted(names, key=lambda name: (name.spelling, -name.weight))
        self._spellings = [name.spelling for name in self._names]
        self._weights = [name.weight for name in self._names]
        self._text = "\n".join(self._spellings)
        self._offsets = _offsets(self._spellings)
        # Positions in the order of what they are looked up by, which is worked out again at each look: a process
        # keeps no second copy of 40,000 names.
        self._by_skeleton = _sorted_positions(range(len(self._names)), self._skeleton)
        self._compact = _Compact(self._spellings)

    def __iter__(self) -> Iterator[Name]:
        return iter(self._names)

    def exact(self, spelling: str, accept: Accept = anything) -> list[Name]:
        """The territories of that very name."""
        first = bisect_left(self._spellings, spelling)
        found = []
        for name in self._names[first : first + 200]:
            if name.spelling != spelling:
                break
            if accept(name):
                found.append(name)
        return sorted(found, key=lambda name: -name.weight)

    def beginning(self, spelling: str, most: int, accept: Accept = anything) -> list[Name]:
        """Names that begin so, and go on."""
        first = bisect_left(self._spellings, spelling + "\0")
        last = bisect_left(self._spellings, spelling + LAST, lo=first)
        return self._heaviest(range(first, last), most, accept)

    def containing(self, spelling: str, most: int, accept: Accept = anything) -> list[Name]:
        """Names in which a later word begins so: "billancourt" finds Boulogne-Billancourt."""
        return self._heaviest(self._positions_inside(" " + spelling), most, accept)

    def loosely(self, spelling: str, most: int, accept: Accept = anything) -> list[Name]:
        """Names with the same carrying words, or the same letters: "Aix Provence", "saintdenis"."""
        positions = set(self._compact.same(spelling.replace(" ", "")))
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
        return self._heaviest(set(self._compact.same(spelling.replace(" ", ""))), 20, accept)

    def almost(self, spelling: str, most: int, accept: Accept = anything) -> list[Name]:
        """Names one typing error away, spaces aside."""
        return self._heaviest(set(self._compact.almost(spelling.replace(" ", ""))), most, accept)

    def _skeleton(self, position: int) -> str:
        return skeleton(self._spellings[position])

    def _positions_inside(self, needle: str) -> Iterator[int]:
        at = self._text.find(needle)
        before = -1
        for _ in range(MOST_INSIDE):
            if at < 0:
                return
            position = bisect_left(self._offsets, at)
            if position != before:
                yield position
            before = position
            at = self._text.find(needle, at + 1)

    def _heaviest(self, positions: Iterable[int], most: int, accept: Accept) -> list[Name]:
        """Each territory once, under its heaviest name."""
        if accept is not anything:
            positions = [position for position in positions if accept(self._names[position])]
        # A territory has two or three names that begin alike.
        heaviest = nlargest(3 * most, positions, key=self._weights.__getitem__)
        once: dict[str, Name] = {}
        for position in heaviest:
            name = self._names[position]
            once.setdefault(name.territory, name)
        return list(once.values())[:most]


class _Compact:
    """Names without spaces, by length, forwards and backwards.

    A name one error away from what was typed has the same first half or the same last half, and nearly the same
    length: two looks into sorted positions instead of a comparison with 40,000 names.
    """

    def __init__(self, spellings: list[str]) -> None:
        self._spellings = spellings
        by_length: dict[int, list[int]] = {}
        for position in range(len(spellings)):
            by_length.setdefault(len(self._forwards(position)), []).append(position)
        self._first = {length: _sorted_positions(found, self._forwards) for length, found in by_length.items()}
        self._last = {length: _sorted_positions(found, self._backwards) for length, found in by_length.items()}

    def same(self, typed: str) -> Iterator[int]:
        """Positions of the names with these letters."""
        yield from _starting(self._first.get(len(typed)), typed, self._forwards)

    def almost(self, typed: str) -> Iterator[int]:
        """Positions of the names one error away."""
        half = len(typed) // 2
        # An exchange of the two letters in the middle touches both halves: one letter less on each side.
        start, end = typed[: max(half - 1, 1)], typed[::-1][: max(len(typed) - half - 1, 1)]
        for length in (len(typed) - 1, len(typed), len(typed) + 1):
            for position in _starting(self._first.get(length), start, self._forwards):
                if one_edit_apart(self._forwards(position), typed):
                    yield position
            for position in _starting(self._last.get(length), end, self._backwards):
                if one_edit_apart(self._forwards(position), typed):
                    yield position

    def _forwards(self, position: int) -> str:
        return self._spellings[position].replace(" ", "")

    def _backwards(self, position: int) -> str:
        return self._spellings[position].replace(" ", "")[::-1]


def _sorted_positions(positions: Iterable[int], key: Callable[[int], str]) -> "array[int]":
    return array("I", sorted(positions, key=key))


def _starting(positions: "array[int] | None", start: str, key: Callable[[int], str]) -> "array[int]":
    """Of the positions sorted by that key, those whose key begins so."""
    if positions is None:
        return array("I")
    first = bisect_left(positions, start, key=key)
    return positions[first : bisect_left(positions, start + LAST, lo=first, key=key)]


def _offsets(spellings: Iterable[str]) -> "array[int]":
    """Where each name ends in the text of all names, one a line."""
    ends, end = array("I"), -1
    for spelling in spellings:
        end += len(spelling) + 1
        ends.append(end)
    return ends
