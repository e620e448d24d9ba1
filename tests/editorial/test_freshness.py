"""Whoever edits a translation learns that its original changed since."""

import pytest
from django.test import Client

from home.models import ContentPage
from tests.factories import UserFactory
from tests.pages import content_page, home

pytestmark = pytest.mark.django_db

TOLD = "a changé le"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(superuser=True))
    return client


@pytest.fixture
def pair() -> tuple[ContentPage, ContentPage]:
    """A page and its translation, written after it."""
    original = content_page(title="Le projet")
    translation = original.copy_for_translation(home("en").locale)
    translation.title = "The project"
    translation.save_revision().publish()
    return original, translation


def edit(editor: Client, page: ContentPage) -> str:
    return editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()


def test_nothing_is_told_of_a_fresh_translation(editor: Client, pair: tuple[ContentPage, ContentPage]) -> None:
    original, translation = pair

    assert TOLD not in edit(editor, translation)
    assert TOLD not in edit(editor, original)


def test_an_original_published_since_is_told_with_the_way_to_it(
    editor: Client, pair: tuple[ContentPage, ContentPage]
) -> None:
    original, translation = pair
    original.title = "Le grand projet"
    original.save_revision().publish()

    told = edit(editor, translation)

    assert "Français" in told
    assert TOLD in told
    assert f"/admin/pages/{original.pk}/edit/" in told

    translation.save_revision()
    assert TOLD not in edit(editor, translation)


def test_a_draft_of_the_original_changes_nothing_yet(editor: Client, pair: tuple[ContentPage, ContentPage]) -> None:
    original, translation = pair

    original.save_revision()

    assert TOLD not in edit(editor, translation)
