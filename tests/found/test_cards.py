"""The image that goes with a shared link: of what is public, at an address that changes with what it says."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from editorial.cards import Card
from editorial.cards.drawing import draw
from home.models import HomePage
from tests.factories import AidFactory
from tests.headless.conftest import page
from tests.site.conftest import SEARCH, Screen, Visitor


@pytest.fixture(autouse=True)
def _cards(settings: Any, tmp_path: Path) -> None:
    settings.CARDS_ROOT = tmp_path / "cards"


def image_of(screen: Screen) -> str:
    """The path of the image that a page is shared with."""
    tag = screen.soup.find("meta", property="og:image")
    assert tag, screen.html[:2000]
    return str(tag["content"]).removeprefix("http://testserver")  # type: ignore[index]  # a tag


def test_an_aid_has_one(visitor: Visitor) -> None:
    aid = AidFactory(title="Prime vélo cargo", amount_max=500)
    screen = visitor.get(f"{SEARCH}{aid.slug}/")
    response = visitor.client.get(image_of(screen))
    assert response.headers["Content-Type"] == "image/png"
    assert "immutable" in response.headers["Cache-Control"]
    # A cache keeps it once, whatever the languages of a browser, and gives it to who is signed in.
    assert "Vary" not in response.headers
    assert Image.open(BytesIO(response.content)).size == (1200, 630)
    again = visitor.client.get(image_of(screen), headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    for name in ("og:image:width", "og:image:alt"):
        assert screen.soup.find("meta", property=name)
    assert screen.soup.find("meta", attrs={"name": "twitter:card", "content": "summary_large_image"})


def test_another_amount_is_another_address(visitor: Visitor) -> None:
    aid = AidFactory(amount_max=500)
    before = image_of(visitor.get(f"{SEARCH}{aid.slug}/"))
    aid.amount_max = 800
    aid.save_revision().publish()
    after = image_of(visitor.get(f"{SEARCH}{aid.slug}/"))
    assert before != after
    moved = visitor.client.get(before)
    assert (moved.status_code, moved["Location"]) == (302, after)


def test_what_is_not_public_has_none(visitor: Visitor, home: HomePage) -> None:
    aid, shown = AidFactory(), page(home, "Visible")
    images = [image_of(visitor.get(f"{SEARCH}{aid.slug}/")), image_of(visitor.get("/fr/visible/"))]
    assert [visitor.client.get(image).status_code for image in images] == [200, 200]
    aid.unpublish()
    shown.unpublish()
    assert [visitor.client.get(image).status_code for image in images] == [404, 404]


@pytest.mark.parametrize(
    "path",
    ["aid/x/y", "aid/999999/y", "aid/" + "9" * 40 + "/y", "page/1/y", "page/x/y", "nothing/1/y", "territory/fr-x/y",
     "territory/xx-region-76/y", "search/xx/y", "territory/fr/y"],
)  # fmt: skip
def test_there_is_nothing_elsewhere(client: Client, db: None, path: str) -> None:
    assert client.get(f"/share/{path}.png").status_code == 404


@pytest.mark.parametrize("path", ["/fr/", SEARCH, f"{SEARCH}territory/region-76/", "/en/aids/"])
def test_other_pages_have_one_too(visitor: Visitor, path: str) -> None:
    assert visitor.client.get(image_of(visitor.get(path))).status_code == 200


def test_is_drawn_once(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    from editorial.cards import keeping

    drawn: list[Card] = []

    def counted(card: Card) -> bytes:
        drawn.append(card)
        return draw(card)

    monkeypatch.setattr(keeping, "draw", counted)
    image = image_of(visitor.get(SEARCH))
    for _time in range(3):
        assert visitor.client.get(image).content.startswith(b"\x89PNG")
    assert len(drawn) == 1


def test_a_disk_that_cannot_be_written_only_slows_it(visitor: Visitor, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    settings.CARDS_ROOT = tmp_path / "file"
    assert visitor.client.get(image_of(visitor.get(SEARCH))).status_code == 200


def test_the_oldest_go_when_there_are_many(visitor: Visitor, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from editorial.cards import keeping

    monkeypatch.setattr(keeping, "MOST", 4)
    for number in range(9):
        keeping.image_of(Card(title=f"Carte {number}"))
    kept = sorted(Path(settings.CARDS_ROOT).iterdir())
    assert len(kept) <= 4
    assert all(one.suffix == ".png" for one in kept)


@pytest.mark.parametrize(
    "card",
    [
        Card(title=""),
        Card(title="x" * 255, eyebrow="y" * 255, figure="z" * 255, note="w" * 255),
        Card(title="Été " * 60, text="Un texte " * 100, line="unknown"),
        Card(title="日本語 \u202e ‏ مرحبا 🚲"),
    ],
)
def test_anything_can_be_drawn(card: Card) -> None:
    assert Image.open(BytesIO(draw(card))).size == (1200, 630)
