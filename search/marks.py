"""What explains a result, kept beside it: where and when it applies, and where its tokens stand. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import orjson

from search.entry import Dates, dates
from territories.matching import Perimeter

Span = tuple[str, int, int]
# The texts of a result: {"title": ["Prime vélo", [["prim", 0, 5], ["velo", 6, 10]]], "summary": …}.
Texts = Mapping[str, tuple[str, Sequence[Span]]]


@dataclass(frozen=True, slots=True)
class Marks:
    """Two lines of JSON: the first is short and always needed, the second only when there are words to highlight."""

    perimeter: Perimeter
    dates: Dates
    texts_json: bytes

    @property
    def texts(self) -> Texts:
        """The texts with their tokens."""
        texts: Texts = orjson.loads(self.texts_json)
        return texts

    @classmethod
    def from_json(cls, lines: bytes) -> "Marks":
        """As they were kept."""
        reach, _, texts = lines.partition(b"\n")
        return cls(*_reach(reach), texts)


def to_json(
    *, include: Sequence[str], exclude: Sequence[str], within: Sequence[str], dates: Dates, texts: Texts
) -> str:
    """As they are kept."""
    reach = orjson.dumps((include, exclude, within, tuple(dates)))
    return f"{reach.decode()}\n{orjson.dumps(texts).decode()}"


@lru_cache(maxsize=1024)
def _reach(line: bytes) -> tuple[Perimeter, Dates]:
    """Aids of one funder mostly share where and when."""
    include, exclude, within, days = orjson.loads(line)
    return Perimeter(frozenset(include), frozenset(exclude), frozenset(within)), dates(*days)
