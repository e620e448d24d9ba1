"""What Elasticsearch answered, read strictly: what isn't the whole answer to the question is none."""

from typing import Any

from search.engines.elasticsearch.documents import unpack
from search.engines.elasticsearch.facets import counts
from search.engines.interface import Answer, EngineDownError, Question

UNKNOWN_VERSION = 0
WRONG = (AttributeError, IndexError, KeyError, TypeError, ValueError)


def read(question: Question, response: Any) -> Answer:
    """The answer; `EngineDownError` for one that is partial, or makes no sense."""
    try:
        if response["timed_out"] is not False or response["_shards"]["failed"] != 0:
            raise EngineDownError("answered in part")
        hits = response["hits"]
        total = hits["total"]["value"]
        found = tuple(unpack(hit["fields"]["shown"][0]) for hit in hits["hits"])
        facets, names = counts(question, response.get("aggregations", {}))
    except WRONG as error:
        raise EngineDownError(f"answered nonsense: {type(error).__name__} {error}") from error
    expected = max(0, min(question.limit, total - question.offset)) if isinstance(total, int) else None
    if expected is None or total < 0 or len(found) != expected:
        raise EngineDownError("answered another page than was asked")
    return Answer(found, total, UNKNOWN_VERSION, facets, names, engine="elasticsearch")
