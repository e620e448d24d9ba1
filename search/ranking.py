"""How one aid answers a question: what satisfies each group, with what weight, and which filters it fails. Pure.

Engines work this out for all aids at once, each in its way; this says it of one aid, for a person to read. The tests
hold them equal.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from aids.opening import status
from search.engines.interface import Question
from search.entry import EVERYONE, FIELDS, FILTERS, Entry, Field
from search.groups import Alternative, Group, required_worth
from search.weights import CODE_FIELD, WEAK_WEIGHT, WEIGHTS
from territories.matching import Perimeter, matches, matching_territory


@dataclass(frozen=True, slots=True)
class Way:
    """The alternative by which an aid satisfies a group best, where it is found, and what that counts for."""

    alternative: Alternative
    field: Field
    weight: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """What the order by relevance compares, in this order; the last publication, the title and the id come after."""

    # Of each group of the question, in its order; None if the aid doesn't satisfy it.
    ways: tuple[Way | None, ...]
    groups_matched: int
    score: int
    # The territory that made the aid match, of the fewest communes; none when no place was asked.
    territory: str | None
    communes: int
    is_open: bool

    @property
    def key(self) -> tuple[int, int, int, bool]:
        """The smallest first."""
        return (-self.groups_matched, -self.score, self.communes, not self.is_open)


def ranked(entry: Entry, question: Question) -> Ranking:
    """How an aid ranks, whether or not it is a hit."""
    ways = tuple(best_way(entry, group) for group in question.groups)
    deciding = [
        (question.commune_count(territory), territory)
        for place in question.places
        if (territory := matching_territory(_perimeter(entry), place, question.territory_match, question.commune_count))
    ]
    communes, territory = min(deciding, default=(0, None))
    return Ranking(
        ways=ways,
        groups_matched=_worth(question.groups, ways),
        score=sum(way.weight for way in ways if way),
        territory=territory,
        communes=communes,
        is_open=status(entry.dates, question.on_day) == "open",
    )


def best_way(entry: Entry, group: Group) -> Way | None:
    """What satisfies a group best in an aid; of equals, the first alternative and the first field."""
    ways = [
        Way(alternative, field, WEIGHTS[alternative.kind][field] if group.required else WEAK_WEIGHT)
        for alternative in group.alternatives
        for field in _fields(entry, alternative)
    ]
    return max(ways, key=lambda way: way.weight, default=None)


def refusals(entry: Entry, question: Question, *, published: float) -> tuple[str, ...]:
    """The parameters that keep an aid out of the answer: "search", "territory", "mode"…, "status", "updated_since"."""
    ways = tuple(best_way(entry, group) for group in question.groups)
    perimeter, codes, since = _perimeter(entry), question.codes or {}, question.updated_since
    fails: dict[str, bool] = {
        "search": _worth(question.groups, ways) < required_worth(question.groups),
        "territory": bool(question.places)
        and not any(matches(perimeter, place, question.territory_match) for place in question.places),
        **{name: not _passes(entry.codes[name], codes.get(name, ()), name == "beneficiary") for name in FILTERS},
        "status": question.status not in {"all", status(entry.dates, question.on_day)},
        "updated_since": since is not None and published < since.timestamp(),
    }
    return tuple(name for name, failing in fails.items() if failing)


def _fields(entry: Entry, alternative: Alternative) -> list[Field]:
    if alternative.codes and not any(_has(entry, code) for code in alternative.codes):
        return []
    if not alternative.tokens:
        return [CODE_FIELD]
    return [field for field in FIELDS if set(alternative.tokens).issubset(entry.tokens[field])]


def _has(entry: Entry, code: str) -> bool:
    name, _, value = code.partition(":")
    return any(name == known and value in entry.codes[known] for known in FILTERS)


def _worth(groups: Sequence[Group], ways: Sequence[Way | None]) -> int:
    return sum(group.worth for group, way in zip(groups, ways, strict=True) if group.required and way)


def _passes(has: Sequence[str], wanted: Sequence[str], everyone_too: bool) -> bool:
    return not wanted or any(value in has for value in wanted) or (everyone_too and EVERYONE in has)


def _perimeter(entry: Entry) -> Perimeter:
    return Perimeter(frozenset(entry.include), frozenset(entry.exclude), frozenset(entry.within))
