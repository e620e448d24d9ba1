"""What isn't public is at no address: drafts, private pages and what is below them, private collections.

Each secret holds a word of its own; every address of the API that can be asked without knowing it, and every one that
names its id, must stay silent. A guard that is taken away makes these tests fail (last class).
"""

from collections.abc import Iterator
from typing import Any

import pytest
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction
from wagtail.query import PageQuerySet

from home.api import media as media_api
from home.models import HomePage
from tests.api.conftest import Api
from tests.headless.conftest import image, page

HIDDEN = "trucmuche"
KINDS = ("draft", "unpublished", "login", "password", "groups", "below", "changed")
ADDRESSES = (
    "pages/?fields=*&limit=100",
    f"pages/?search={HIDDEN}&fields=*",
    f"pages/?slug={HIDDEN}",
    "pages/?descendant_of=root&fields=*",
    "pages/?translation_of={id}",
    "pages/?child_of={id}",
    "pages/?descendant_of={id}",
    "pages/?ancestor_of={id}&fields=*",
    "pages/{id}/",
    "pages/{linking}/",
    f"pages/find/?html_path=/fr/{HIDDEN}/",
    "pages/find/?html_path=/fr/parent/" + HIDDEN + "/",
    "redirects/",
)


def secret(kind: str, home: HomePage) -> Page:
    """A page that the public may not see, for that reason."""
    if kind == "changed":
        shown = page(home, "Visible", slug="visible")
        shown.title = HIDDEN
        shown.save_revision()
        return shown
    if kind == "below":
        parent = page(home, "Parent")
        PageViewRestriction.objects.create(page=parent, restriction_type="login")
        return page(parent, HIDDEN)
    made = page(home, HIDDEN, live=kind != "draft")
    if kind == "unpublished":
        made.unpublish()
    elif kind != "draft":
        PageViewRestriction.objects.create(page=made, restriction_type=kind, password="x" if kind == "password" else "")
    return made


def said(api: Api, home: HomePage, made: Page) -> Iterator[tuple[str, str]]:
    """What each address says, where it says anything."""
    link = f'<p><a linktype="page" id="{made.pk}">un lien</a></p>'
    action = {"heading": "Aller", "action": {"label": "", "page": made.pk, "url": ""}}
    linking = page(home, "Qui renvoie", ("rich_text", link), ("call_to_action", action))
    for address in ADDRESSES:
        path = address.format(id=made.pk, linking=linking.pk)
        response = api.client.get(f"/api/v1/{path}")
        assert response.status_code < 500
        told = response.content.decode() + response.headers.get("Location", "")
        yield path, told if response.status_code < 400 else ""


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_that_is_not_public_is_nowhere(api: Api, home: HomePage, kind: str) -> None:
    made = secret(kind, home)
    for path, told in said(api, home, made):
        assert HIDDEN not in told.replace(path, ""), path
        if kind != "changed":
            assert f'"id":{made.pk},' not in told, path
    if kind != "changed":
        assert api.get(f"pages/{made.pk}/").status_code == 404
        assert set(api.errors("pages/", child_of=made.pk)) == {"child_of"}


@pytest.fixture
def private(db: None) -> Collection:
    """A collection inside a private one."""
    closed = Collection.get_first_root_node().add_child(instance=Collection(name="Interne"))
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    return closed.add_child(instance=Collection(name="Dedans"))


def test_files_of_a_private_collection_are_nowhere(api: Api, home: HomePage, private: Collection) -> None:
    picture = image(HIDDEN, private)
    picture.tags.add(HIDDEN)
    document = get_document_model().objects.create(title=HIDDEN, file="documents/x.pdf", collection=private)
    photo = {"image": picture.pk, "alt_text": "vue", "decorative": False}
    files = {"heading": "Fichiers", "items": [{"type": "item", "value": {"document": document.pk}, "id": "1"}]}
    text = f'<p><a linktype="document" id="{document.pk}">x</a><embed embedtype="image" id="{picture.pk}" alt=""/></p>'
    showing = page(
        home,
        "Qui montre",
        ("text_image", {"heading": "Ici", "text": text, "image": photo}),
        ("downloads", files),
        sharing_image=picture,
    )
    for path in ("images/?fields=*", "documents/?fields=*", f"images/?search={HIDDEN}", f"pages/{showing.pk}/"):
        response = api.client.get(f"/api/v1/{path}")
        assert response.status_code == 200
        assert HIDDEN not in response.content.decode(), path
        assert "x.pdf" not in response.content.decode(), path
    assert api.get(f"images/{picture.pk}/").status_code == 404
    assert api.get(f"documents/{document.pk}/").status_code == 404


class TestPlantedLeaks:
    """These tests see: without a guard, they fail."""

    def test_drafts(self, api: Api, home: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(PageQuerySet, "live", lambda self: self)
        assert any(HIDDEN in told for _path, told in said(api, home, secret("draft", home)))

    def test_private_pages(self, api: Api, home: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(PageQuerySet, "public", lambda self: self)
        assert any(HIDDEN in told for _path, told in said(api, home, secret("below", home)))

    def test_private_collections(self, api: Api, private: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
        image(HIDDEN, private)
        everything: Any = lambda items: items  # noqa: E731 - what a forgotten guard would be
        monkeypatch.setattr(media_api, "outside_private_collections", everything)
        assert HIDDEN in api.get("images/").content.decode()
