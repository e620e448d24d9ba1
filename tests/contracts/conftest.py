"""The engines that the cases are run on: the database's, and a real Elasticsearch for `make test-elasticsearch`."""

from collections.abc import Iterator

import pytest

from search import engines
from search.engines.database import DatabaseEngine
from search.engines.interface import Engine
from tests.contracts.following import Following
from tests.search_survival.conftest import search_url

__all__ = ["search_url"]

ENGINES = ["database", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]


@pytest.fixture
def elasticsearch(search_url: str, db: None) -> Iterator[Following]:
    """Elasticsearch, which has taken in every change before it answers."""
    engine = Following(search_url)
    yield engine
    engine.close()


@pytest.fixture(params=ENGINES)
def each_engine(request: pytest.FixtureRequest, db: None, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The site's engine, one after the other."""
    engine = DatabaseEngine() if request.param == "database" else request.getfixturevalue("elasticsearch")
    monkeypatch.setattr(engines, "engine_at", lambda url: engine)
    return engine
