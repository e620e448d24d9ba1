"""Facets: how many aids each value of a filter would give, as if that filter were off and the others on."""

from collections import Counter
from collections.abc import Iterable, Mapping

from search.engines.interface import Question
from search.entry import EVERYONE
from search.index import bits
from search.index.catalogue import Catalogue, View
from search.index.filters import statuses
from search.query import FacetName


def counted(
    catalogue: Catalogue, view: View, question: Question, scope: int, filters: Mapping[str, int]
) -> dict[FacetName, dict[str, int]]:
    """Each facet asked. `scope` is what all but the filters leave, words included."""
    return {name: _counts(catalogue, view, question, name, _others(scope, filters, name)) for name in question.facets}


def remaining(scope: int, filters: Iterable[int]) -> int:
    """What several filters leave."""
    for found in filters:
        scope &= found
    return scope


def _others(scope: int, filters: Mapping[str, int], facet: FacetName) -> int:
    return remaining(scope, (found for name, found in filters.items() if name != facet))


def _counts(catalogue: Catalogue, view: View, question: Question, facet: FacetName, found: int) -> dict[str, int]:
    if facet == "status":
        values = statuses(catalogue, view, question.on_day)
        return {status: (found & having).bit_count() for status, having in values.items()}
    if facet == "funder":
        # An aid has one funder, and there may be thousands of them: the aids are counted, not the funders.
        return Counter(map(catalogue.funders.__getitem__, bits.positions(found)))
    postings = catalogue.codes[facet]
    everyone = found & postings.bits(EVERYONE) if facet == "beneficiary" else 0
    return {value: (everyone | (found & postings.bits(value))).bit_count() for value in postings.all_keys()}
