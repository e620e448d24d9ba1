"""The test database, set up once: what migrations bring, and a small division of real territories.

tests/data/communes.txt lists its communes, chosen for the hard cases: homonyms (Saint-Denis, Sainte-Colombe), EPCI
astride two régions, arrondissements, Corse, overseas, islands without an EPCI, communes déléguées. A test that needs
all 34,969 communes is marked `full_division` and asks for the fixture of that name.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.utils import translation
from pytest_django import DjangoDbBlocker

SMALL_DIVISION = Path(__file__).parent / "data" / "division.csv"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Ordinary tests, then those of the full division, then those that empty the database after themselves.

    Within each group the order stays random. The full division is loaded once, over the small one; after the first test
    that commits, what migrations brought is there only for tests marked `serialized_rollback`.
    """
    items.sort(key=lambda item: (_commits(item), item.get_closest_marker("full_division") is not None))


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    fixtures = getattr(item, "fixturenames", ())
    return bool(marker and marker.kwargs.get("transaction")) or not {"transactional_db", "live_server"}.isdisjoint(
        fixtures
    )


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> str:
    """Load the small division. What the database holds then, remembered for tests marked `serialized_rollback`."""
    from territories.loading import load_division

    with django_db_blocker.unblock():
        load_division(SMALL_DIVISION)
        contents = connection.creation.serialize_db_to_string()
        connection._test_serialized_contents = contents  # type: ignore[attr-defined]  # as Django does
    return contents


@pytest.fixture(scope="session")
def full_division(django_db_setup: str, django_db_blocker: DjangoDbBlocker) -> None:
    """All 34,969 communes, in the database until the end of the session."""
    from territories.loading import load_division

    with django_db_blocker.unblock():
        load_division()


@pytest.fixture(autouse=True)
def _fresh_memory() -> Iterator[None]:
    """Tests roll back; what processes remember of the database, or the language of the last request, mustn't stay."""
    from aids import vocabularies
    from api import validators, versions
    from editorial import addresses as page_addresses
    from editorial import menu
    from editorial.templatetags import kept
    from search import addresses, listed, taught, understanding
    from search.index import live
    from search.site import finding
    from territories import division

    yield
    translation.deactivate()
    for memory in (
        versions,
        validators,
        division,
        vocabularies,
        menu,
        kept,
        page_addresses,
        addresses,
        taught,
        understanding,
        live,
        finding,
        listed,
    ):
        memory.reset()
