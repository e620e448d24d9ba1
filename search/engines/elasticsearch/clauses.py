"""The few clauses that a query is made of, in as few words as they can be written: each is sent with every question."""

from collections.abc import Collection, Sequence
from typing import Any

Clause = dict[str, Any]
NOTHING: Clause = {"match_none": {}}


def terms(field: str, values: Collection[str]) -> Clause:
    """One of the values is in the field."""
    if len(values) == 1:
        return {"term": {field: next(iter(values))}}
    return {"terms": {field: list(values)}}


def all_of(*clauses: Clause, never: Sequence[Clause] = ()) -> Clause:
    """Every clause holds, and none of `never`; the score is nothing's."""
    if len(clauses) == 1 and not never:
        return clauses[0]
    return {"bool": {"filter": clauses, **({"must_not": never} if never else {})}}


def any_of(clauses: Sequence[Clause]) -> Clause:
    """At least one clause holds."""
    if not clauses:
        return NOTHING
    return clauses[0] if len(clauses) == 1 else {"bool": {"should": clauses}}


def constant(clause: Clause, score: int) -> Clause:
    """Adds a whole number where the clause holds."""
    return {"constant_score": {"filter": clause, "boost": score}}


def best_of(scored: Sequence[Clause]) -> Clause:
    """Adds the highest score of the clauses that hold."""
    if not scored:
        return NOTHING
    return scored[0] if len(scored) == 1 else {"dis_max": {"queries": scored}}
