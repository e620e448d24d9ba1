"""Addresses of other questions: the one that is shown, without a filter, with another place, on the next page."""

from collections.abc import Iterable

from search.grammar import to_params
from search.query import AidQuery

Pairs = list[tuple[str, str]]


def pairs_of(query: AidQuery) -> Pairs:
    """A question as parameters of an address. The language is the page's own, so it isn't one of them."""
    return without(to_params(query), "locale")


def without(pairs: Iterable[tuple[str, str]], name: str, value: str | None = None) -> Pairs:
    """All but one value of a parameter, or all but the parameter."""
    return [pair for pair in pairs if pair[0] != name or (value is not None and pair[1] != value)]


def replaced(pairs: Iterable[tuple[str, str]], name: str, value: str) -> Pairs:
    """A parameter with that value and no other."""
    return [*without(pairs, name), (name, value)]
