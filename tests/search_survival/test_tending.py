"""The worker's care of the index, without a server: it never ends, and believes no half of an answer."""

import logging
from collections.abc import Iterator

import pytest

from search.engines.elasticsearch.address import parse
from search.indexing.index import SearchIndex, WriteError
from search.indexing.tending import Tending
from tests.search_survival.fakes import FakeServer, Handler, fake_server


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with fake_server() as server:
        yield server


@pytest.fixture
def index(server: FakeServer) -> Iterator[SearchIndex]:
    index = SearchIndex(parse(server.url))
    yield index
    index.close()


@pytest.mark.django_db
def test_it_goes_on_after_any_error(index: SearchIndex, caplog: pytest.LogCaptureFixture) -> None:
    class Stumbling(Tending):
        times = 0

        def tend(self) -> None:
            self.times += 1
            if self.times == 1:
                raise ValueError("what nobody thought of")
            self.stop()

    tending = Stumbling(index)
    with caplog.at_level(logging.ERROR):
        tending.run()

    assert tending.times == 2
    assert "what nobody thought of" in caplog.text


def test_a_copy_that_was_not_refreshed_is_not_up_to_date(server: FakeServer, index: SearchIndex) -> None:
    """People who are answered from it would miss what the index says that it has."""

    def refresh_in_part(handler: Handler) -> None:
        handler.answer_json({"_shards": {"total": 2, "successful": 1, "failed": 1}})

    server.behaviour = refresh_in_part

    with pytest.raises(WriteError):
        index.refresh("fake-aids-1-1700000000000")
