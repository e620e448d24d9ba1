"""Counts with their labels, in the order to show them."""

from collections.abc import Mapping
from functools import cache, lru_cache
from heapq import nlargest

from django.utils import translation

from aids.choices import Status
from aids.vocabularies import labels
from search.analysis import fold
from search.engines.interface import Answer
from search.entry import EVERYONE
from search.grammar import CODES
from search.known import VOCABULARIES
from search.query import AidQuery, FacetName
from search.results import Facet, FacetValue

MOST_FUNDERS = 50


def labelled(answer: Answer, query: AidQuery) -> tuple[Facet, ...]:
    """The facets asked. A value that nothing has is left out, unless it is the one chosen."""
    return tuple(Facet(name, _values(name, answer, query)) for name in query.facets)


def _values(name: FacetName, answer: Answer, query: AidQuery) -> tuple[FacetValue, ...]:
    counts = answer.facets[name]
    # Nobody's aid may name seniors: those for everyone are theirs all the same.
    at_least = counts.get(EVERYONE, 0) if name == "beneficiary" else 0
    chosen = _chosen(name, query)
    if name == "funder":
        shown = _funders(counts, answer.funder_names, chosen)
    else:
        shown = _statuses(query.locale) if name == "status" else labels(query.locale)[VOCABULARIES[name]]
    return tuple(
        FacetValue(value, label, count)
        for value, label in shown.items()
        if (count := counts.get(value, at_least)) or value in chosen
    )


def _chosen(name: FacetName, query: AidQuery) -> tuple[str, ...]:
    if name == "status":
        return (query.status,)
    values: tuple[str, ...] = getattr(query, CODES[name])
    return values


@cache
def _statuses(language: str) -> dict[str, str]:
    with translation.override(language):
        return {status.value: str(status.label) for status in Status}


@lru_cache(maxsize=2048)
def _sorted_name(name: str) -> str:
    return fold(name)


def _funders(counts: Mapping[str, int], names: Mapping[str, str], chosen: tuple[str, ...]) -> dict[str, str]:
    """Those with the most aids, then by name; the chosen ones even if they aren't among them."""
    # Names decide between those that have as many aids as the last one shown; of most, no name is looked at.
    least = min(nlargest(MOST_FUNDERS, counts.values()), default=0)
    ranked = sorted(
        {*(slug for slug, count in counts.items() if count >= least), *chosen},
        key=lambda slug: (-counts.get(slug, 0), _sorted_name(names.get(slug, slug)), slug),
    )
    shown = (*ranked[:MOST_FUNDERS], *(slug for slug in ranked[MOST_FUNDERS:] if slug in chosen))
    return {slug: names.get(slug, slug) for slug in shown}
