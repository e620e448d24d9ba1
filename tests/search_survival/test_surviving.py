"""Whatever the engine does, people get an answer: of the database's engine, soon, and it says so."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from api import paris, versions
from api.models import Catalogue
from home.site import create_frame
from search import engines
from search.engines.elasticsearch import mapping
from search.engines.elasticsearch.client import PATIENCE, SEARCH_SECONDS
from search.engines.surviving import SurvivingEngine
from search.query import AidQuery
from search.results import SearchResults
from search.service import search_aids
from tests.factories import AidFactory
from tests.search_survival.fakes import (
    NONSENSE,
    SLOW,
    Behaviour,
    FakeServer,
    Handler,
    fake_server,
    refusing_credentials,
    unavailable,
    well,
)

pytestmark = pytest.mark.django_db
ANSWER_WITHIN_SECONDS = SEARCH_SECONDS * PATIENCE


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with fake_server() as server:
        yield server


@pytest.fixture
def engine(server: FakeServer, settings) -> SurvivingEngine:
    """The site's engine, and one aid that both it and the database find."""
    server.index([AidFactory(title="Prime vélo cargo").pk], applied=versions.current()[0])
    settings.SEARCH_URL = server.url
    engine = engines.current()
    assert isinstance(engine, SurvivingEngine)
    # Its thread could not see what this test's transaction holds.
    engine.watch_no_more()
    engine.look()
    return engine


def search(text: str = "") -> SearchResults:
    return search_aids(AidQuery(on_day=paris.today(), text=text))


def test_an_engine_that_is_well_answers(engine: SurvivingEngine) -> None:
    answer = search("vélo")

    assert (answer.engine, answer.is_fallback, answer.total) == ("elasticsearch", False, 1)
    assert answer.version == versions.current()[0]


@pytest.mark.parametrize("behaviour", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_never_shown(engine: SurvivingEngine, server: FakeServer, behaviour: Behaviour) -> None:
    # Given an engine that was well
    server.behaviour = behaviour

    # When people search
    answers = [search(), search("vélo")]

    # Then each gets what the database finds
    assert [(answer.total, answer.engine, answer.is_fallback) for answer in answers] == [(1, "database", True)] * 2
    assert all(hit.summary for answer in answers for hit in answer.hits)


@pytest.mark.parametrize("behaviour", SLOW.values(), ids=SLOW)
def test_one_person_waits_and_nobody_after(engine: SurvivingEngine, server: FakeServer, behaviour: Behaviour) -> None:
    server.behaviour = behaviour
    durations = []
    for _ in range(5):
        started = time.monotonic()
        assert search().total == 1
        durations.append(time.monotonic() - started)

    assert durations[0] < ANSWER_WITHIN_SECONDS + 0.5
    assert max(durations[1:]) < 0.5
    assert engine.health.reason in {"slow", "error"}


@pytest.mark.parametrize("behaviour", SLOW.values(), ids=SLOW)
def test_the_first_to_ask_waits_for_one_look_at_most(engine: SurvivingEngine, server: FakeServer, behaviour) -> None:
    """A process that starts while the engine is ill."""
    server.behaviour = behaviour
    started = time.monotonic()
    engine.look()

    assert time.monotonic() - started < ANSWER_WITHIN_SECONDS + 0.5
    assert search().total == 1


def test_an_engine_that_lets_us_in_no_more_is_told_as_such(engine: SurvivingEngine, server: FakeServer) -> None:
    server.behaviour = refusing_credentials
    search()
    assert engine.health.reason == "forbidden"

    engine.look()
    assert (engine.health.is_up, engine.health.reason) == (False, "forbidden")
    assert "401" in engine.health.detail


def test_an_index_of_a_newer_release_is_not_read(engine: SurvivingEngine, monkeypatch) -> None:
    """Its documents may hold what this release doesn't know."""
    monkeypatch.setattr(mapping, "FORM", mapping.FORM - 1)
    engine.look()

    assert (search().engine, engine.health.reason) == ("database", "newer")


def test_a_person_is_never_the_one_who_tries_again(engine: SurvivingEngine, server: FakeServer) -> None:
    # Given an engine that failed
    server.behaviour = unavailable
    search()
    asked = server.asked

    # When it is well again, and many search before the watch has looked
    server.behaviour = well
    answers = {search().engine for _ in range(20)}

    # Then none of them was put to it
    assert (answers, server.asked) == ({"database"}, asked)

    # And once the watch has looked, they are again
    engine._not_before = 0.0
    engine.look()
    assert search().engine == "elasticsearch"


def test_an_engine_that_fails_people_again_and_again_is_tried_less_and_less(
    engine: SurvivingEngine, server: FakeServer
) -> None:
    pauses = []
    for _ in range(6):
        server.behaviour = unavailable
        before = time.monotonic()
        search()
        pauses.append(round(engine._not_before - before))
        server.behaviour = well
        engine.look()
        assert not engine.health.is_up, "it was put to people again at once"
        engine._not_before = 0.0
        engine.look()
        assert engine.health.is_up

    assert pauses == [1, 2, 4, 8, 15, 15]


def test_a_question_that_is_refused_switches_nothing_off(engine: SurvivingEngine, server: FakeServer) -> None:
    def refuse(handler: Handler) -> None:
        handler.answer_json({"error": {"type": "too_many_clauses"}, "status": 400}, 400)

    server.behaviour = refuse
    assert (search().total, search().engine) == (1, "database")

    server.behaviour = well
    assert search().engine == "elasticsearch"


def test_an_engine_that_finds_nothing_is_not_taken_back(engine: SurvivingEngine, server: FakeServer) -> None:
    server.behaviour = unavailable
    search()
    server.behaviour = NONSENSE["nothing found"]
    engine._not_before = 0.0

    engine.look()

    assert (engine.health.is_up, engine.health.reason) == (False, "empty")


def test_an_index_ahead_of_the_database_does_not_answer(engine: SurvivingEngine, server: FakeServer) -> None:
    """The database was restored from a backup: aids of the index don't exist any more, or are other ones."""
    server.applied += 1
    engine.look()

    assert (search().engine, engine.health.reason) == ("database", "ahead")


def test_an_index_that_lags_for_long_does_not_answer(engine: SurvivingEngine, server: FakeServer) -> None:
    # Given a change a moment ago
    versions.bump()
    engine.look()

    # Then the index has some time to take it in, and its answers say of which version they are
    assert (search().engine, search().version) == ("elasticsearch", server.applied)

    # When that time is over
    Catalogue.objects.update(changed_at=timezone.now() - timedelta(seconds=6))
    server.applied += 1
    engine.look()
    versions.bump()
    Catalogue.objects.update(changed_at=timezone.now() - timedelta(seconds=6))
    engine.look()
    assert (search().engine, engine.health.reason) == ("database", "behind")

    # And once it has taken in all, it answers again
    server.applied += 1
    engine.look()
    assert search().engine == "elasticsearch"


def test_an_index_that_follows_a_busy_catalogue_goes_on_answering(engine: SurvivingEngine, server: FakeServer) -> None:
    """Always one change behind, never the same one: an import of an hour doesn't switch it off."""
    for _ in range(5):
        versions.bump()
        engine.look()
        assert search().engine == "elasticsearch"
        server.applied = versions.current()[0]
        versions.bump()
        engine.look()
        assert search().engine == "elasticsearch"


def test_the_api_says_which_engine_answered_and_its_validator_follows(
    engine: SurvivingEngine, server: FakeServer, client: Client
) -> None:
    before = client.get("/api/v1/aids/?search=cargo")
    assert before.json()["meta"]["engine"] == "elasticsearch"

    # When the engine fails on this very request
    server.behaviour = unavailable
    failing = client.get("/api/v1/aids/?search=v%C3%A9lo")
    after = client.get("/api/v1/aids/?search=v%C3%A9lo")

    # Then what is kept of it is the database's answer, under the validator of such answers
    assert failing.json()["meta"]["engine"] == after.json()["meta"]["engine"] == "database"
    assert failing["ETag"] == after["ETag"]
    assert client.get("/api/v1/aids/?search=cargo", headers={"If-None-Match": before["ETag"]}).status_code == 200
    assert client.get("/api/v1/aids/?search=v%C3%A9lo", headers={"If-None-Match": after["ETag"]}).status_code == 304


def test_the_page_says_it_in_a_few_words(engine: SurvivingEngine, server: FakeServer, client: Client) -> None:
    create_frame()
    said = "mode de secours"
    assert said not in client.get("/fr/aides/").content.decode()

    server.behaviour = unavailable
    page = client.get("/fr/aides/").content.decode()

    assert said in page
    assert "Prime vélo cargo" in page
