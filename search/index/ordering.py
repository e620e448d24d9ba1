"""The order of the hits, one after the other: those that the page needs are put in order, the rest never are.

Each criterion splits the hits into those that come first and the others; what nothing tells apart comes by last
publication, title, id, which is the order of positions, but for the few that came since and are out of it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby

from search.index import bits
from search.index.catalogue import Catalogue, View
from search.query import Order

# Those of the first set come first, then those of the second… then those of none.
Criterion = Sequence[int]


@dataclass(frozen=True, slots=True)
class Ordering:
    """What the orders need to know of the hits; `groups_matched` and `score` are numbers in planes (see `scoring`)."""

    catalogue: Catalogue
    view: View
    groups_matched: Sequence[int]
    score: Sequence[int]
    closeness: Criterion
    is_open: int

    def ordered(self, hits: int, order: Order) -> Iterator[int]:
        """The positions in an order. Those that it doesn't tell apart come by relevance."""
        if order == "relevance":
            return self._refined(hits, self._relevance())
        if order == "proximity":
            return self._refined(hits, [self.closeness, *self._relevance()])
        if order == "-updated":
            return self._within_equals(self._latest_first(hits), self.catalogue.published.__getitem__)
        key = self._key(order)
        return self._within_equals(sorted(bits.positions(hits), key=key), key)

    def _relevance(self) -> list[Criterion]:
        # Numbers compare by their highest plane, then the next one.
        planes = [*reversed(self.groups_matched), *reversed(self.score)]
        return [*([plane] for plane in planes), self.closeness, [self.is_open]]

    def _key(self, order: Order) -> Callable[[int], float | bytes]:
        if order == "title":
            return self.catalogue.sorted_titles.__getitem__
        if order == "-amount":
            return self.catalogue.amount_ranks.__getitem__
        return self.catalogue.closing_days.__getitem__

    def _refined(self, hits: int, criteria: Sequence[Criterion], at: int = 0) -> Iterator[int]:
        if at == len(criteria) or not hits & (hits - 1):
            yield from self._latest_first(hits)
            return
        for level in criteria[at]:
            if first := hits & level:
                yield from self._refined(first, criteria, at + 1)
                hits ^= first
                if not hits:
                    return
        yield from self._refined(hits, criteria, at + 1)

    def _within_equals(self, positions: Iterator[int] | Sequence[int], key: Callable[[int], object]) -> Iterator[int]:
        for _, equals in groupby(positions, key):
            same = list(equals)
            if len(same) == 1:
                yield same[0]
            else:
                yield from self._refined(bits.of(same, self.view.size), self._relevance())

    def _latest_first(self, hits: int) -> Iterator[int]:
        added = hits >> self.view.in_order
        if not added:
            return bits.from_highest(hits)
        key = self.catalogue.order_key
        out_of_order = sorted((self.view.in_order + position for position in bits.positions(added)), key=key)
        in_order = bits.from_highest(hits ^ (added << self.view.in_order))
        return merge(in_order, out_of_order, key=key)
