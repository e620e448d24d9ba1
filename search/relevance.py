"""How good the answers are, on judged questions: rules that say which aids are right, and the usual measures. Pure.

The rules read the public facts that the demonstration catalogue is composed from, never the engine or its texts: see
tests/relevance/queries.toml.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

from search.analysis import fold

FIRST = 10
RECALL_FIRST = 100
# The grade of an aid that is what was asked.
RIGHT = 2

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """Questions that mean the same, and what makes an aid right for them."""

    texts: tuple[str, ...]
    at: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    bike: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    benefits: tuple[str, ...] = ()
    funder: str = ""
    about: str = ""
    # States of the bike: "occasion".
    states: tuple[str, ...] = ()
    # Modes of the aids that come next: right for the place and the mode, not for the kind of bike or the person.
    near: tuple[str, ...] = ()
    nothing: bool = False

    def grade(self, facts: Facts, applies: Callable[[Facts, str], bool]) -> int:
        """How right an aid of these facts is, from 0 to `RIGHT`, given the rule that says where it applies."""
        if self.nothing or facts.get("state") == "closed":
            return 0
        if self.at and not any(applies(facts, place) for place in self.at):
            return 0
        if self._has_codes(facts) and self._has_words(facts):
            return RIGHT
        return int(bool(self.near) and _meet(self.near, _modes(facts)))

    def _has_codes(self, facts: Facts) -> bool:
        benefit = facts.get("benefit", "grant")
        kinds = facts.get("bike_kinds", [])
        return (
            _meet(self.modes, _modes(facts))
            and _meet(self.beneficiaries, facts.get("beneficiaries", []))
            and _meet(self.benefits, [benefit])
            and _meet(self.states, facts.get("bike_states", []))
            and (not self.bike or any(asked in kind for asked in self.bike for kind in kinds))
        )

    def _has_words(self, facts: Facts) -> bool:
        about = " ".join((facts.get("name", ""), *facts.get("conditions", ())))
        return _found(self.funder, facts["funder_name"]) and _found(self.about, about)


@dataclass(frozen=True, slots=True)
class Measures:
    """Of one question, from 0 to 1."""

    ndcg: float
    recall: float
    precision: float
    reciprocal_rank: float


def measure(answered: Sequence[str], grades: Mapping[str, int]) -> Measures:
    """`answered` in order, best first. When nothing is right, an empty answer is worth 1 and any other 0.

    Only the order of the first ten (nDCG) knows of the grades between; the rest is about the right ones.
    """
    relevant = {aid for aid, grade in grades.items() if grade == RIGHT}
    if not relevant:
        worth = 0.0 if answered else 1.0
        return Measures(worth, worth, worth, worth)
    found = [aid in relevant for aid in answered]
    return Measures(
        ndcg=_gain([grades.get(aid, 0) for aid in answered]) / _gain(sorted(grades.values(), reverse=True)),
        recall=sum(found[:RECALL_FIRST]) / min(RECALL_FIRST, len(relevant)),
        precision=sum(found[: len(relevant)]) / len(relevant),
        reciprocal_rank=next((1 / (rank + 1) for rank, right in enumerate(found) if right), 0.0),
    )


def _gain(grades: Sequence[int]) -> float:
    """Discounted: what is right counts three times as much as what is near, and less the later it comes."""
    return sum((2**grade - 1) / log2(rank + 2) for rank, grade in enumerate(grades[:FIRST]))


def mean(measures: Sequence[Measures]) -> Measures:
    """Of all questions alike."""
    count = len(measures)
    return Measures(
        ndcg=sum(each.ndcg for each in measures) / count,
        recall=sum(each.recall for each in measures) / count,
        precision=sum(each.precision for each in measures) / count,
        reciprocal_rank=sum(each.reciprocal_rank for each in measures) / count,
    )


def _modes(facts: Facts) -> Collection[str]:
    modes: Collection[str] = facts.get("modes", ["bike"])
    return modes


def _meet(asked: Collection[str], has: Collection[str]) -> bool:
    return not asked or any(code in has for code in asked)


def _found(expression: str, text: str) -> bool:
    return not expression or re.search(expression, fold(text)) is not None
