"""A server process is ready for its first question, and starts even where the database doesn't answer."""

import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mcm_site.warming import warm
from search.index import live
from tests.factories import AidFactory


@pytest.mark.django_db
def test_the_first_question_finds_the_catalogue_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    # The connection is the test's own, and its transaction holds the aid.
    monkeypatch.setattr("mcm_site.warming.connections.close_all", lambda: None)
    AidFactory()

    warm()

    with CaptureQueriesContext(connection) as asked:
        assert live.catalogue().view.size == 1
    # The version may be read again by now; no document is.
    assert not any("search_searchdocument" in query["sql"] for query in asked)


def test_without_a_database_it_only_says_so(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    from django.db import OperationalError

    def refused(*_args: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("mcm_site.warming.find_places", refused)
    monkeypatch.setattr("mcm_site.warming.connections.close_all", lambda: None)

    with caplog.at_level(logging.WARNING):
        warm()

    assert "connection refused" in caplog.text
