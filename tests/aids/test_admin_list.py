"""The list of aids: what it shows, finds, narrows, and costs."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from aids.vocabularies import Mode
from territories.models import Territory
from tests.aids.admin import address
from tests.factories import AidFactory, FunderFactory

pytestmark = pytest.mark.django_db


def listed(client: Client, **parameters: Any) -> set[str]:
    """The titles of the aids in the list."""
    response = client.get(address("list"), parameters)
    assert response.status_code == 200
    return {aid.title for aid in response.context["object_list"]}


def test_a_line_says_what_one_looks_for(editor: Client) -> None:
    AidFactory(
        title="Prime vélo",
        funder=FunderFactory(name="Grand Poitiers"),
        modes=["bike", "car"],
        include=["commune-31555", "commune-75056", "departement-2A", "region-76"],
        closed=True,
    )

    page = editor.get(address("list")).content.decode()

    for text in ("Prime vélo", "Grand Poitiers", "Vélo, Voiture", "Toulouse, Paris, Corse-du-Sud + 1", "Terminée"):
        assert text in page


@pytest.mark.parametrize("words", ["cargo", "CARGO", "prime-velo-cargo", "vélo cargo", "velo cargo", "poitiers"])
def test_search_by_title_address_or_funder(editor: Client, words: str) -> None:
    AidFactory(title="Prime vélo cargo", funder=FunderFactory(name="Grand Poitiers"))
    AidFactory(title="Abonnement de bus")

    assert listed(editor, q=words) == {"Prime vélo cargo"}


def test_filters(editor: Client) -> None:
    poitiers = FunderFactory(name="Grand Poitiers")
    former = Territory.objects.create(kind="commune", code="99999", name="Autrefois", is_former=True)
    AidFactory(title="A", funder=poitiers, modes=["car"], include=["commune-31555"])
    AidFactory(title="B", national=True, closed=True)
    AidFactory(title="C", draft=True, spent=True, exclude=[former.pk], upcoming=True)
    car = Mode.objects.get(code="car").pk

    assert listed(editor, funder=poitiers.pk) == {"A"}
    assert listed(editor, kind="national") == {"B"}
    assert listed(editor, modes=car) == {"A"}
    assert listed(editor, status="closed") == {"B"}
    assert listed(editor, status="upcoming") == {"C"}
    assert listed(editor, status="open") == {"A"}
    assert listed(editor, live="false") == {"C"}
    assert listed(editor, live="true") == {"A", "B"}
    assert listed(editor, envelope="spent") == {"C"}
    assert listed(editor, territory="commune-31555") == {"A"}
    assert listed(editor, former="yes") == {"C"}


def test_the_list_costs_the_same_for_two_aids_and_for_twelve(editor: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as queries:
            editor.get(address("list"))
        return len(queries)

    AidFactory.create_batch(2)
    AidFactory(draft=True)
    editor.get(address("list"))
    few = queries()
    AidFactory.create_batch(10, modes=["bike", "car"], include=["commune-31555", "commune-75056"])

    assert queries() == few
