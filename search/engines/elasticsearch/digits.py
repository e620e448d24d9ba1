"""All that decides the order by relevance, as the digits of one whole number.

A float of Lucene is exact up to 2²⁴. Two words asked at one place are a number below 3 × 17 × 10 × 2: questions stay
far from the limit; from one that doesn't, the farthest territories count as equally far.
"""

from dataclasses import dataclass

from search.groups import Group
from search.query import Order
from search.weights import CODE_FIELD, WEAK_WEIGHT, WEIGHTS

EXACT = 1 << 24


@dataclass(frozen=True, slots=True)
class Digits:
    """What a unit of each digit is worth in the number."""

    groups: int
    score: int
    closeness: int
    is_open: int
    # How many levels of closeness can be told apart.
    levels: int

    def of(self, group: Group, weight: int) -> int:
        """What a group adds where it is satisfied with that weight."""
        return weight * self.score + (group.worth * self.groups if group.required else 0)


def digits(groups: tuple[Group, ...], *, levels: int, tells_open: bool, order: Order) -> Digits:
    """Wide enough for these groups and so many levels of closeness."""
    groups_size = sum(group.worth for group in groups if group.required) + 1
    score_size = sum(map(best_weight, groups)) + 1
    open_size = 2 if tells_open else 1
    levels = max(1, min(levels, EXACT // (groups_size * score_size * open_size)))
    score = open_size * (1 if order == "proximity" else levels)
    groups_unit = score * score_size
    closeness = groups_unit * groups_size if order == "proximity" else open_size
    return Digits(groups=groups_unit, score=score, closeness=closeness, is_open=1, levels=levels)


def best_weight(group: Group) -> int:
    """The most that a group may weigh."""
    if not group.required:
        return WEAK_WEIGHT
    return max(
        (WEIGHTS[one.kind]["title" if one.tokens else CODE_FIELD] for one in group.alternatives),
        default=0,
    )
