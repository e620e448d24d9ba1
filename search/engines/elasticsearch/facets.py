"""All counts in one request: each facet's own filter off, the others on."""

from collections.abc import Mapping
from typing import Any

from search.engines.elasticsearch.clauses import Clause, all_of
from search.engines.elasticsearch.documents import funder_of
from search.engines.elasticsearch.filters import statuses
from search.engines.interface import Question
from search.entry import EVERYONE
from search.facets import MOST_FUNDERS
from search.query import FacetName

# More than any vocabulary has codes.
CODES = 1000
FIELDS: dict[FacetName, str] = {
    "mode": "mode",
    "kind": "kind",
    "beneficiary": "counted_beneficiary",
    "benefit": "benefit",
    "funder": "counted_funder",
}
# The funders chosen: how many aids, even if others have more; their names, even if they have none.
CHOSEN, NAMES = "chosen_funder", "names"
Counts = Mapping[str, int]


def aggregations(question: Question, filters: Mapping[str, Clause]) -> dict[str, Any]:
    """The facets asked. Those without a filter of their own are counted over the same aids, in one go."""
    together: dict[str, Any] = {}
    asked: dict[str, Any] = {}
    for name in question.facets:
        counted = _counted(name, question)
        if name not in filters:
            together |= counted
            continue
        others = [clause for other, clause in filters.items() if other != name]
        asked |= _over(others, name, counted)
    asked |= _over([*filters.values()], "all", together) if together else {}
    if "funder" in question.facets and "funder" in filters:
        named = {NAMES: {"terms": {"field": FIELDS["funder"], "size": CODES}}}
        asked[NAMES] = {"global": {}, "aggs": {NAMES: {"filter": filters["funder"], "aggs": named}}}
    return asked


def _over(clauses: list[Clause], name: str, counted: dict[str, Any]) -> dict[str, Any]:
    return {name: {"filter": all_of(*clauses), "aggs": counted}} if clauses else counted


def _counted(name: FacetName, question: Question) -> dict[str, Any]:
    if name == "status":
        return {name: {"filters": {"filters": statuses(question.on_day)}}}
    if name != "funder":
        return {name: {"terms": {"field": FIELDS[name], "size": CODES}}}
    order = [{"_count": "desc"}, {"_key": "asc"}]
    counted: dict[str, Any] = {name: {"terms": {"field": FIELDS[name], "size": MOST_FUNDERS, "order": order}}}
    if chosen := (question.codes or {}).get("funder"):
        counted[CHOSEN] = {"terms": {"field": "funder", "include": list(chosen), "size": len(chosen)}}
    return counted


def counts(question: Question, found: Mapping[str, Any]) -> tuple[dict[FacetName, Counts], dict[str, str]]:
    """The counts by facet, and the names of the funders counted."""
    flat = _flat(found)
    names: dict[str, str] = {}
    facets: dict[FacetName, Counts] = {}
    for name in question.facets:
        buckets = flat[name]["buckets"]
        if name == "status":
            facets[name] = {status: _count(bucket) for status, bucket in buckets.items()}
        elif name == "funder":
            facets[name] = _funders(flat, names)
        else:
            facets[name] = _by_key(buckets)
    if everyone := facets.get("beneficiary", {}).get(EVERYONE):
        facets["beneficiary"] = {
            code: count if code == EVERYONE else count + everyone for code, count in facets["beneficiary"].items()
        }
    return facets, names


def _funders(flat: Mapping[str, Any], names: dict[str, str]) -> Counts:
    totals: dict[str, int] = {}
    for bucket in flat["funder"]["buckets"]:
        slug, name = funder_of(bucket["key"])
        totals[slug] = totals.get(slug, 0) + _count(bucket)
        names.setdefault(slug, name)
    totals |= _by_key(flat.get(CHOSEN, {"buckets": ()})["buckets"])
    for bucket in flat.get(NAMES, {"buckets": ()})["buckets"]:
        slug, name = funder_of(bucket["key"])
        names.setdefault(slug, name)
    return totals


def _by_key(buckets: Any) -> dict[str, int]:
    return {bucket["key"]: _count(bucket) for bucket in buckets}


def _count(bucket: Mapping[str, Any]) -> int:
    count = bucket["doc_count"]
    if type(count) is not int:
        raise TypeError(f"{count!r} is no number of aids")
    return count


def _flat(found: Mapping[str, Any]) -> dict[str, Any]:
    """The innermost aggregations by name, wherever they were asked."""
    flat: dict[str, Any] = {}
    for name, inner in found.items():
        if "buckets" in inner:
            flat[name] = inner
        elif isinstance(inner, dict):
            flat |= _flat({key: value for key, value in inner.items() if isinstance(value, dict)})
    return flat
