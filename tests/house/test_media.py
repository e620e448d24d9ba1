"""The editors' images are given by the site where it must; documents only by the view that asks who may read them."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client


@pytest.fixture
def media() -> Path:
    root = Path(settings.MEDIA_ROOT)
    for name in ("images/affiche.webp", "documents/prive.pdf"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"contenu")
    return root


@pytest.mark.django_db
def test_an_image_is_given(media: Path, client: Client) -> None:
    answer = client.get("/media/images/affiche.webp")

    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == b"contenu"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["documents/prive.pdf", "images/../documents/prive.pdf", "images/%2e%2e/documents/prive.pdf", "images/"]
)
def test_nothing_else_is(path: str, media: Path, client: Client) -> None:
    assert client.get(f"/media/{path}", follow=True).status_code in {400, 404}
