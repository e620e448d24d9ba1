"""A question as Elasticsearch is asked: narrow, score, count and put in order in one request, without a script.

The score is ours: each clause that holds adds a constant, and all that decides the order by relevance is one whole
number (see `digits`).
"""

from typing import Any

import orjson

from search.engines.elasticsearch import places, words
from search.engines.elasticsearch.clauses import constant
from search.engines.elasticsearch.digits import digits
from search.engines.elasticsearch.facets import aggregations
from search.engines.elasticsearch.filters import filters, scope, statuses
from search.engines.interface import Question
from search.query import Order

# What comes before the number, by order; and what tells apart the aids that are equal by all else.
FIRST: dict[Order, list[Any]] = {
    "relevance": [],
    "proximity": [],
    "-updated": [{"published": "desc"}],
    "title": ["sorted_title"],
    "closes_on": ["closes_on"],
    "-amount": ["amount_rank"],
}
LAST: list[Any] = [{"published": "desc"}, "sorted_title", "aid_id"]
# A hit is one value of its own column: neither the stored document nor its id is looked up.
SHOWN: dict[str, Any] = {"docvalue_fields": ["shown"], "_source": False, "stored_fields": "_none_"}


def body(question: Question) -> bytes:
    """The request."""
    narrowed = filters(question)
    request: dict[str, Any] = {
        "query": _query(question, {} if question.facets else narrowed),
        "size": question.limit,
        "track_total_hits": True,
    }
    if question.limit:
        request |= {"from": question.offset, "sort": _sort(question.order), **SHOWN}
    if question.facets:
        # Facets count what their own filter leaves out: filters come after them.
        request["aggs"] = aggregations(question, narrowed)
        if narrowed:
            request["post_filter"] = {"bool": {"filter": list(narrowed.values())}}
    return orjson.dumps(request)


def _query(question: Question, narrowed: dict[str, Any]) -> dict[str, Any]:
    ways = places.ways(question)
    # The status filter leaves nothing that being open could tell apart.
    tells_open = question.status == "all"
    known = digits(question.groups, levels=len(places.levels(ways)), tells_open=tells_open, order=question.order)
    must = [places.found(ways, known)] if question.places else []
    if required := words.required(question.groups, known):
        must.append(required)
    should = words.bonuses(question.groups, known)
    if tells_open:
        should.append(constant(statuses(question.on_day)["open"], known.is_open))
    return {"bool": {"filter": [*scope(question), *narrowed.values()], "must": must, "should": should}}


def _sort(order: Order) -> list[Any]:
    return [*FIRST[order], "_score", *LAST]
