"""A real Elasticsearch, from ELASTICSEARCH_TEST_URL (see tools/with_elasticsearch.py), for tests marked so."""

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest

from search.engines.elasticsearch.address import parse
from search.indexing.index import SearchIndex


@pytest.fixture
def search_url() -> Iterator[str]:
    """An address of the server with a prefix that no other test has; its indexes go with the test."""
    server = os.environ.get("ELASTICSEARCH_TEST_URL")
    if not server:
        pytest.skip("ELASTICSEARCH_TEST_URL is not set: make test-elasticsearch")
    url = f"{server}/test-{uuid4().hex[:8]}"
    yield url
    index = SearchIndex(parse(url))
    for name in {*index.in_service(), *index.unused()}:
        index.drop(name)
    index.client.close()


@pytest.fixture
def index(search_url: str) -> Iterator[SearchIndex]:
    """The site's index, which isn't made yet."""
    index = SearchIndex(parse(search_url))
    yield index
    index.client.close()
