"""Where an aid applies, in its form: lists pasted, and a page that stays light; its preview."""

import pytest
from django.test import Client

from aids.models import Aid
from tests.aids.admin import address, errors, filled, of, save
from tests.factories import AidFactory, FunderFactory

pytestmark = pytest.mark.django_db


def test_a_pasted_list_adds_to_what_was_chosen(editor: Client) -> None:
    data = filled(funder=FunderFactory().pk, include=["commune-31555"], include_pasted="Toulouse\n75056, 2A")

    editor.post(address("add"), data | {"action-publish": "1"})

    included = {row.territory_id for row in Aid.objects.visible().get().include.all()}
    assert included == {"commune-31555", "commune-75056", "departement-2A"}


def test_a_pasted_list_is_enough(editor: Client) -> None:
    aid = AidFactory(draft=True, include=[])

    save(editor, aid, "publish", include=[], include_pasted="31555")

    assert [row.territory_id for row in Aid.objects.visible().get().include.all()] == ["commune-31555"]


def test_what_is_not_understood_is_shown_and_nothing_is_saved(editor: Client) -> None:
    aid = AidFactory(title="Prime vélo", draft=True, include=["commune-31555"])

    response = save(editor, aid, title="Autre", exclude_pasted="31555\nAtlantide\nSaint-Denis")

    (atlantis, homonyms) = errors(response)["exclude_pasted"]
    assert "Atlantide" in atlantis
    assert "commune-93066" in homonyms
    aid.refresh_from_db()
    assert aid.title == "Prime vélo"
    assert "Atlantide" in response.content.decode()


def test_the_form_is_light(editor: Client) -> None:
    """It names no territory but the aid's own: with 37,000 in a list it was 15 MB."""
    aid = AidFactory(include=["commune-31555"])

    page = editor.get(address("edit", aid.pk))

    assert len(page.content) < 500_000
    assert "Toulouse" in page.content.decode()
    assert "Corse-du-Sud" not in page.content.decode()


def test_the_preview_is_the_public_page_with_what_is_not_saved(editor: Client) -> None:
    aid = AidFactory(title="Prime vélo", include=["commune-31555"])

    checked = editor.post(address("preview_on_edit", aid.pk), of(aid, title="Prime vélo cargo"))
    page = editor.get(address("preview_on_edit", aid.pk))

    assert checked.json()["is_valid"]
    assert page.status_code == 200
    assert "<h1>Prime vélo cargo</h1>" in page.content.decode()
    assert Aid.objects.get().title == "Prime vélo"
