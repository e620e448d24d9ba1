"""The admin tells how the search engine is, in French, to those who may know; and has its index made anew."""

import threading
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from api import versions
from search import engines
from search.engines.surviving import SurvivingEngine
from search.indexing.models import IndexUpkeep
from tests.factories import AidFactory, UserFactory
from tests.search_survival.fakes import FakeServer, fake_server, refusing_credentials, unavailable

pytestmark = pytest.mark.django_db


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with fake_server() as server:
        yield server


@pytest.fixture
def team(client: Client) -> Client:
    """Somebody of the team, whose group was given the right."""
    user = UserFactory(is_staff=True)
    group = Group.objects.create(name="Équipe")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "change_indexupkeep"]))
    user.groups.add(group)
    client.force_login(user)
    return client


def words(client: Client) -> str:
    return " ".join(client.get(reverse("search_engine_report")).content.decode().split())


def test_with_the_database_there_is_nothing_to_rebuild(team: Client) -> None:
    said = words(team)

    assert "<title>Moteur de recherche" in said.replace("<title> ", "<title>")
    assert said.count("Moteur de recherche") >= 3, "in the title, the menu and the header"
    assert "Les recherches sont faites par la base de données." in said
    assert "Reconstruire" not in said


def test_an_engine_that_is_down_is_told_with_its_reason(team: Client, server: FakeServer, settings) -> None:
    # Given an engine that was well, and its index of one aid
    server.index([AidFactory().pk], applied=versions.current()[0])
    settings.SEARCH_URL = server.url
    engine = engines.current()
    assert isinstance(engine, SurvivingEngine)
    engine.watch_no_more()
    engine.look()
    assert "Les recherches sont faites par Elasticsearch." in words(team)

    # When it answers errors only
    server.behaviour = unavailable
    engine.look()

    # Then the page doesn't wait for it, and says so
    said = words(team)
    assert "Elasticsearch ne répond pas aux recherches : la base de données répond à sa place" in said
    assert "hors service depuis le" in said
    assert "inconnu" in said


def test_a_wrong_password_is_told_as_such(team: Client, server: FakeServer, settings) -> None:
    server.behaviour = refusing_credentials
    settings.SEARCH_URL = server.url.replace("://", "://mcm:s%40cret@")
    engine = engines.current()
    assert isinstance(engine, SurvivingEngine)
    engine.watch_no_more()
    engine.look()

    said = words(team)

    assert "Il refuse l’accès" in said
    assert "security_exception" in said
    assert "cret" not in said


def test_who_looks_again_and_again_leaves_no_thread(team: Client, server: FakeServer, settings) -> None:
    settings.SEARCH_URL = server.url
    engine = engines.current()
    assert isinstance(engine, SurvivingEngine)
    engine.watch_no_more()
    words(team)
    before = threading.active_count()

    for _ in range(5):
        words(team)

    assert threading.active_count() == before


def test_a_rebuild_is_asked_for(team: Client, server: FakeServer, settings) -> None:
    settings.SEARCH_URL = server.url
    engine = engines.current()
    assert isinstance(engine, SurvivingEngine)
    engine.watch_no_more()
    assert "Reconstruire l’index" in words(team)

    answer = team.post(reverse("search_engine_report"), follow=True).content.decode()

    assert "La reconstruction est demandée" in answer
    assert IndexUpkeep.objects.get().requested_at is not None


def test_it_is_for_those_who_were_given_the_right(client: Client) -> None:
    user = UserFactory(is_staff=True)
    group = Group.objects.create(name="Collectivité")
    group.permissions.set(Permission.objects.filter(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)

    assert client.get(reverse("search_engine_report")).status_code == 302
    assert client.post(reverse("search_engine_report")).status_code == 302
    assert not IndexUpkeep.objects.filter(requested_at__isnull=False).exists()
    assert reverse("search_engine_report") not in client.get("/admin/").content.decode()
