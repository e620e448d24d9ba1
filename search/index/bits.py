"""Sets of positions as whole numbers: position 3 is bit 3.

Python computes the intersection of two sets of 100,000 positions in a third of a microsecond. There is no complement:
`without(a, b)` is cheaper than `a & ~b`, and never infinite.
"""

from array import array
from collections.abc import Iterable, Iterator


def of(positions: Iterable[int], size: int) -> int:
    """The set of these positions, all below `size`."""
    buffer = bytearray(size // 8 + 1)
    for position in positions:
        buffer[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(buffer, "little")


def without(bits: int, others: int) -> int:
    """What is in the first set and not in the second."""
    return bits ^ (bits & others)


def from_highest(bits: int) -> Iterator[int]:
    """Positions one by one, for who needs a few of many."""
    while bits:
        position = bits.bit_length() - 1
        yield position
        bits ^= 1 << position


def positions(bits: int) -> "array[int]":
    """All positions, highest first."""
    text = f"{bits:b}"
    find = text.find
    last = len(text) - 1
    found = array("I")
    add = found.append
    at = find("1")
    while at >= 0:
        add(last - at)
        at = find("1", at + 1)
    return found
