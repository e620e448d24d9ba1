"""A real Elasticsearch, from ELASTICSEARCH_TEST_URL (see tools/with_elasticsearch.py), for tests marked so."""

import os
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import override_settings

from aids.models import Aid
from api import paris
from search import engines
from search.engines.elasticsearch.address import parse
from search.engines.surviving import SurvivingEngine
from search.indexing.applying import apply_changes
from search.indexing.index import SearchIndex
from search.indexing.rebuilding import rebuild
from search.query import AidQuery
from search.service import search_aids

Search = Callable[..., set[str]]


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


@pytest.fixture
def built(index: SearchIndex) -> SearchIndex:
    """An index in service, of an empty catalogue."""
    remake(index)
    return index


@pytest.fixture
def search(search_url: str, settings) -> Iterator[Search]:
    """The titles that the engine itself finds; that the database could answer is no help here."""
    settings.SEARCH_URL = search_url
    engine = engines.current()
    assert isinstance(engine, SurvivingEngine)
    engine.watch_no_more()

    def titles(text: str = "", locale: str = "fr") -> set[str]:
        # A node that has just started, on a busy machine, takes more than its second for a first question.
        for _ in range(10):
            engine.look()
            if engine.health.reason not in {"error", "slow"}:
                break
        answer = search_aids(AidQuery(on_day=paris.today(), text=text, locale=locale))
        assert answer.engine == "elasticsearch" or not answer.total, engine.health
        return {Aid.objects.get(pk=hit.aid_id).title for hit in answer.hits}

    return titles


def remake(index: SearchIndex, because: str = "test") -> None:
    for _ in rebuild(index, because=because):
        pass
    apply_changes(index)


def command(name: str, index: SearchIndex, **options: object) -> None:
    hosts = ",".join(f"{host}:{port}" for host, port in index.address.hosts)
    with override_settings(SEARCH_URL=f"elasticsearch://{hosts}/{index.address.prefix}"):
        call_command(name, **options)
