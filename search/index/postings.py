"""Which positions have a key: a token of a title, a mode, an included territory, a date."""

from array import array
from collections.abc import Collection, Iterable

from search.index import bits

# A key with this many positions weighs less as a set of bits (100,000 positions: 13 KB) than as a list of them.
DENSITY = 32
# How many sets are kept ready of the keys that are lists, each of up to 13 KB; a list of a few is one in no time.
READY = 128
WORTH_KEEPING = 32
FEW_KEYS = 16


class Postings:
    """Positions only ever grow and are never taken out: a reader leaves out those that are not in its view.

    So one thread may add while others read, without a lock: they see a position too much at worst, beyond their view.
    A key's positions are in `_lists`, in `_sets`, or in both. Half of the words stand in one aid only: a number for a
    list of one.
    """

    def __init__(self) -> None:
        self._lists: dict[str, array[int] | int] = {}
        self._sets: dict[str, int] = {}
        self._ready: dict[str, tuple[int, int]] = {}

    def all_keys(self) -> list[str]:
        """Every key that ever had a position, the newest last; a list, since a writer may add one meanwhile."""
        # A key that has become a set keeps an empty list, so that this is one dictionary's keys.
        return list(self._lists)

    def __len__(self) -> int:
        return len(self._lists)

    def among(self, keys: frozenset[str]) -> set[str]:
        """Those of the keys that ever had a position."""
        return self._lists.keys() & keys

    def add(self, position: int, keys: Iterable[str]) -> None:
        """The next position has these keys."""
        lists = self._lists
        for key in keys:
            known = lists.get(key)
            if known is None:
                lists[key] = position
            elif isinstance(known, int):
                lists[key] = array("I", (known, position))
            else:
                known.append(position)

    def settle(self, size: int) -> None:
        """Make sets of the lists that have become long, `size` positions being used."""
        for key, found in self._lists.items():
            if isinstance(found, int):
                continue
            if len(found) * DENSITY > size or (found and key in self._sets):
                self._sets[key] = self._sets.get(key, 0) | bits.of(found, size)
                # In this order: a reader between the two lines finds the same positions twice, never none.
                self._lists[key] = array("I")
                self._ready.pop(key, None)

    def bits(self, key: str) -> int:
        """The positions of a key."""
        found = self._lists.get(key)
        if found is None:
            return 0
        if isinstance(found, int):
            return 1 << found
        settled = self._sets.get(key, 0)
        return settled | self._listed(key, found) if found else settled

    def union(self, keys: Collection[str]) -> int:
        """The positions that have one of the keys."""
        result = 0
        if len(keys) <= FEW_KEYS:
            for key in keys:
                result |= self.bits(key)
            return result
        # Of many keys no set is kept ready: their lists become one.
        listed = array("I")
        for key in keys:
            # The list before the set: see `settle`.
            found = self._lists.get(key, ())
            listed.extend((found,) if isinstance(found, int) else found)
            result |= self._sets.get(key, 0)
        return result | bits.of(listed, max(listed, default=0) + 1)

    def _listed(self, key: str, found: "array[int]") -> int:
        listed = found[:]
        # Lists only grow, and one begun anew continues with higher positions: the last one tells what is in it.
        ready = self._ready.get(key)
        if ready and ready[0] == listed[-1]:
            return ready[1]
        made = bits.of(listed, listed[-1] + 1)
        if len(listed) >= WORTH_KEEPING:
            if len(self._ready) >= READY:
                self._ready.clear()
            self._ready[key] = (listed[-1], made)
        return made
