"""Images are made in sizes and formats after publication, never while somebody reads."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from editorial.images import picture
from editorial.tasks import prepare_images
from tests.pages import block, content_page, image
from tests.site.conftest import Screen

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def later(settings: Settings) -> None:
    """Tasks wait for a worker, as in production."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def with_image(street: Any) -> Any:
    shown = {"image": street.pk, "alt_text": "Une rue", "decorative": False}
    return content_page(block("text_image", {"heading": "Rue", "text": "<p>.</p>", "image": shown}))


def test_until_the_worker_came_the_original_is_shown(client: Client, later: None) -> None:
    street = image(size=(1600, 1000))

    screen = Screen(client.get(with_image(street).url))

    shown = screen.main.find("img")
    assert shown["src"] == street.file.url
    assert (shown["width"], shown["height"]) == ("1600", "1000")
    assert street.renditions.count() == 0


def test_publication_prepares_what_browsers_choose_from(client: Client) -> None:
    street = image(size=(1600, 1000))

    screen = Screen(client.get(with_image(street).url))

    sources = screen.main.find("picture").find_all("source")
    assert [source["type"] for source in sources] == ["image/avif", "image/webp"]
    assert [width.split()[-1] for width in sources[0]["srcset"].split(", ")] == ["400w", "800w", "1200w"]
    assert screen.main.find("img")["width"] == "1200"


def test_a_small_image_is_never_enlarged(client: Client) -> None:
    screen = Screen(client.get(with_image(image(size=(300, 200))).url))

    assert screen.main.find("source")["srcset"].endswith(" 300w")
    assert ", " not in screen.main.find("source")["srcset"]


def test_the_focal_point_moves_the_cut() -> None:
    tall = image(size=(800, 2000))
    page = with_image(tall)
    before = picture(tall, "wide", "").src

    tall.focal_point_x, tall.focal_point_y, tall.focal_point_width, tall.focal_point_height = 400, 1900, 50, 50
    tall.save()

    after = picture(tall, "wide", "")
    assert page.live
    assert after.sources
    assert after.src != before


def test_an_unreadable_file_stops_no_other(client: Client, later: None, caplog: pytest.LogCaptureFixture) -> None:
    broken, street = image(), image()
    page = content_page(
        *(
            block("text_image", {"heading": "Rue", "text": "<p>.</p>", "image": {"image": one.pk, "decorative": True}})
            for one in (broken, street)
        )
    )
    Path(broken.file.path).write_bytes(b"no image")

    prepare_images.call(page.pk)

    assert street.renditions.exists()
    assert not broken.renditions.exists()
    assert "could not be prepared" in caplog.text


def test_a_page_shared_shows_its_image(client: Client) -> None:
    page = content_page(sharing_image=image(size=(2400, 2400)), sharing_title="À partager")

    screen = Screen(client.get(page.url))

    shared = {meta["property"]: meta["content"] for meta in screen.soup.find_all("meta", property=True)}
    assert shared["og:image"].startswith("http://")
    assert (shared["og:image:width"], shared["og:image:height"]) == ("1200", "630")
    assert shared["og:title"] == "À partager"
