"""The engine: one request a question, to the alias of the current index."""

from search.engines.elasticsearch import answering, asking
from search.engines.elasticsearch.client import Client
from search.engines.interface import Answer, Question

# An answer without one of the shards would look whole. (Asking for a part of the answer, by `filter_path`, takes longer
# than reading all of it.)
PARAMETERS = "allow_partial_search_results=false"


class ElasticsearchEngine:
    """Answers from a cluster. Whatever goes wrong is an `EngineDownError`: see `surviving` for who answers then."""

    name = "elasticsearch"

    def __init__(self, client: Client) -> None:
        self._client = client
        self._target = f"/{client.address.alias}/_search?{PARAMETERS}"

    def answer(self, question: Question) -> Answer:
        """The answer. Of which version of the catalogue it is, who watches the index knows: see `surviving`."""
        return answering.read(question, self._client.post(self._target, asking.body(question)))
