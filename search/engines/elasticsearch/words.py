"""The groups of a text as clauses: see `search.groups` and `search.weights`, which they say again for Elasticsearch."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from search.engines.elasticsearch.clauses import Clause, all_of, any_of, best_of, constant, terms
from search.engines.elasticsearch.digits import Digits
from search.entry import FIELDS, Field
from search.groups import Alternative, Group, required_worth
from search.weights import CODE_FIELD, WEAK_WEIGHT, WEIGHTS


def required(groups: Sequence[Group], digits: Digits) -> Clause | None:
    """What is required of a text: enough of its groups, each worth what it is; none if the text requires nothing."""
    least = required_worth(groups)
    if not least:
        return None
    scored: list[Clause] = []
    for group in groups:
        if group.required:
            clause = group_clause(group, digits)
            # Who counts for two in "at least three" is there twice, the second time without a score.
            scored += [clause, *[constant(clause, 0)] * (min(group.worth, least) - 1)]
    if len(scored) == 1:
        return scored[0]
    return {"bool": {"should": scored, "minimum_should_match": least}}


def bonuses(groups: Sequence[Group], digits: Digits) -> list[Clause]:
    """What weak words add."""
    return [group_clause(group, digits) for group in groups if not group.required]


def group_clause(group: Group, digits: Digits) -> Clause:
    """The best of a group's alternatives."""
    words: dict[tuple[int, Field], list[str]] = defaultdict(list)
    by_weight: dict[int, list[Clause]] = defaultdict(list)
    for alternative in group.alternatives:
        for weight, field in _weights(alternative, is_required=group.required):
            if len(alternative.tokens) == 1 and not alternative.codes:
                words[weight, field].append(alternative.tokens[0])
            else:
                by_weight[weight].append(_clause(alternative, field))
    # The words that weigh the same in the same field are one clause.
    for (weight, field), tokens in words.items():
        by_weight[weight].append(terms(field, tokens))
    weights = sorted(by_weight, reverse=True)
    return best_of([constant(any_of(by_weight[weight]), digits.of(group, weight)) for weight in weights])


def _weights(alternative: Alternative, *, is_required: bool) -> Iterator[tuple[int, Field]]:
    """What an alternative weighs in each field that it may be in."""
    for field in FIELDS if alternative.tokens else (CODE_FIELD,):
        yield (WEIGHTS[alternative.kind][field] if is_required else WEAK_WEIGHT), field


def _clause(alternative: Alternative, field: Field) -> Clause:
    """All the tokens in the field, and one of the codes."""
    clauses = [terms(field, (token,)) for token in alternative.tokens]
    if alternative.codes:
        clauses.append(any_of([_code(code) for code in alternative.codes]))
    return all_of(*clauses)


def _code(code: str) -> Clause:
    name, _, value = code.partition(":")
    return terms(name, (value,))
