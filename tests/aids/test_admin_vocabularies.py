"""Vocabularies: what the team may add, and what it may not break."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from aids.vocabularies import Mode, labels
from tests.aids.conftest import Heard
from tests.factories import AidFactory

pytestmark = pytest.mark.django_db


def address(view: str, *args: Any) -> str:
    return reverse(f"wagtailsnippets_aids_mode:{view}", args=args)


def form(**values: Any) -> dict[str, Any]:
    rows = values.pop("labels", [{"language": "fr", "label": "Trottinette"}])
    data = {"code": "scooter", "sort_order": "25", "icon": "", "labels": inline_formset(rows), **values}
    return nested_form_data(data)


def test_the_reference_data_are_there() -> None:
    assert list(labels("fr")["modes"]) == [
        "public_transport",
        "bike",
        "car",
        "shared_two_wheels",
        "electric_two_wheels",
        "car_sharing",
        "carpooling",
        "walking",
    ]
    assert len(labels("en")["proofs"]) == 11
    assert labels("en")["kinds"].keys() == labels("fr")["kinds"].keys() == {"national", "territory", "employer"}


def test_a_new_mode_is_public_in_its_place(editor: Client) -> None:
    editor.post(address("add"), form())

    assert list(labels("fr")["modes"])[2] == "scooter"
    assert labels("fr")["modes"]["scooter"] == labels("en")["modes"]["scooter"] == "Trottinette"


@pytest.mark.parametrize("code", ["bike", "Vélo", "", "a b"])
def test_a_code_is_unique_and_plain(editor: Client, code: str) -> None:
    assert "code" in editor.post(address("add"), form(code=code)).context["form"].errors


def test_a_code_never_changes(editor: Client) -> None:
    bike = Mode.objects.get(code="bike")

    response = editor.post(address("edit", bike.pk), form(code="velo"))

    assert "code" in response.context["form"].errors


def test_two_labels_of_one_language_are_refused(editor: Client) -> None:
    twice = [{"language": "fr", "label": "A"}, {"language": "fr", "label": "B"}]

    response = editor.post(address("add"), form(labels=twice))

    assert response.status_code == 200
    assert not Mode.objects.filter(code="scooter").exists()


def test_a_label_renamed_in_the_form_is_heard(editor: Client, heard: Heard) -> None:
    aid = AidFactory(modes=["bike"])
    heard.calls.clear()
    bike = Mode.objects.get(code="bike")
    row = {"id": bike.labels.get(language="fr").pk, "language": "fr", "label": "Bicyclette"}
    data = form(code="bike", sort_order="20") | nested_form_data({"labels": inline_formset([row], initial=1)})

    editor.post(address("edit", bike.pk), data)

    assert heard.calls == [[aid.pk]]
    assert labels("fr")["modes"]["bike"] == "Bicyclette"


def test_a_mode_in_use_is_not_deleted(editor: Client) -> None:
    AidFactory(draft=True, modes=["bike"])
    bike = Mode.objects.get(code="bike")

    editor.post(address("delete", bike.pk))

    assert Mode.objects.filter(code="bike").exists()
