"""Elasticsearch without a worker beside it: it takes in what changed whenever it is asked."""

from api import versions
from search.engines.elasticsearch.address import parse
from search.engines.elasticsearch.client import Client
from search.engines.elasticsearch.documents import to_write
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.interface import Answer, Question
from search.indexing.applying import changed_since
from search.indexing.index import SearchIndex

# A busy machine is no failure here.
PATIENCE_SECONDS = 30


class Following:
    """The engine, an index of its own, and what of the catalogue is in it."""

    name = ElasticsearchEngine.name

    def __init__(self, url: str) -> None:
        address = parse(url)
        self._index = SearchIndex(address)
        self._client = Client(address, seconds=PATIENCE_SECONDS)
        self._engine = ElasticsearchEngine(self._client)
        self._index_name = self._index.new_name()
        self._index.create(self._index_name)
        self._index.swap(self._index_name)
        self._version = 0

    def answer(self, question: Question) -> Answer:
        """The answer of the catalogue as it is."""
        version, _ = versions.current()
        if version != self._version:
            for chunk in changed_since(self._version):
                self._index.write(self._index_name, to_write(chunk))
            self._index.refresh(self._index_name)
            self._version = version
        return self._engine.answer(question)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()
        self._index.client.close()
