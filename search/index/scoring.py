"""Which positions satisfy the groups of a text, how many, and with what score: for all positions at once.

Numbers are kept as planes: plane 0 holds the positions whose number has the bit 1, plane 1 those with the bit 2, and so
on. Adding two such numbers costs a few operations on sets, whatever the number of aids.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from search.entry import Field
from search.groups import Alternative, Group, required_worth
from search.index.bits import without
from search.index.catalogue import Catalogue
from search.weights import CODE_FIELD, WEAK_WEIGHT, WEIGHTS

Planes = list[int]


@dataclass(frozen=True, slots=True)
class Scored:
    """The positions that satisfy enough groups, with two numbers for each."""

    found: int
    groups_matched: Sequence[int]
    score: Sequence[int]


def scored(catalogue: Catalogue, groups: Sequence[Group], scope: int) -> Scored:
    """What the groups find within a scope."""
    matched: Planes = []
    score: Planes = []
    for group in groups:
        weight_planes, satisfied = _weighed(catalogue, group, scope)
        score = _add(score, weight_planes)
        if group.required:
            matched = _add(matched, _times(satisfied, group.worth))
    return Scored(_at_least(matched, required_worth(groups), scope), matched, score)


def _weighed(catalogue: Catalogue, group: Group, scope: int) -> tuple[Planes, int]:
    """The best weight of the group at each position, and where there is any."""
    by_weight: dict[int, int] = {}
    for alternative in group.alternatives:
        weights = WEIGHTS[alternative.kind]
        for field, found in _satisfied(catalogue, alternative, scope).items():
            weight = weights[field] if group.required else WEAK_WEIGHT
            by_weight[weight] = by_weight.get(weight, 0) | found
    planes: Planes = []
    seen = 0
    for weight in sorted(by_weight, reverse=True):
        best = without(by_weight[weight], seen)
        seen |= best
        for plane in range(weight.bit_length()):
            if plane == len(planes):
                planes.append(0)
            if weight >> plane & 1:
                planes[plane] |= best
    return planes, seen


def _satisfied(catalogue: Catalogue, alternative: Alternative, scope: int) -> dict[Field, int]:
    """By field, where all the tokens are in it, of the aids that have one of the codes if there are any."""
    if alternative.codes:
        with_code = 0
        for code in alternative.codes:
            name, _, value = code.partition(":")
            with_code |= catalogue.codes[name].bits(value)
        scope &= with_code
        if not alternative.tokens:
            return {CODE_FIELD: scope}
    found: dict[Field, int] = {}
    for field, postings in catalogue.text.items():
        in_field = scope
        for token in alternative.tokens:
            in_field &= postings.bits(token)
            if not in_field:
                break
        else:
            found[field] = in_field
    return found


def _times(positions: int, number: int) -> Planes:
    """The same number at each of the positions."""
    return [positions if number >> plane & 1 else 0 for plane in range(number.bit_length())]


def _add(numbers: Sequence[int], others: Sequence[int]) -> Planes:
    """The sum of two numbers at each position: addition with a carry, on whole sets."""
    total: Planes = []
    carry = 0
    for plane in range(max(len(numbers), len(others))):
        one = numbers[plane] if plane < len(numbers) else 0
        other = others[plane] if plane < len(others) else 0
        half = one ^ other
        total.append(half ^ carry)
        carry = (one & other) | (half & carry)
    return [*total, carry] if carry else total


def _at_least(numbers: Sequence[int], least: int, scope: int) -> int:
    """The positions of the scope where the number is `least` or more: compared from the highest bit."""
    greater, equal = 0, scope
    for plane in range(max(len(numbers), least.bit_length()) - 1, -1, -1):
        have = numbers[plane] if plane < len(numbers) else 0
        if least >> plane & 1:
            equal &= have
        else:
            greater |= equal & have
            equal = without(equal, have)
    return greater | equal
