"""Films are given in pieces, as players ask for them, to who may see them."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from editorial.films import PIECE

pytestmark = pytest.mark.django_db
CONTENT = bytes(range(256)) * 4


def film(name: str = "film.mp4", content: bytes = CONTENT) -> str:
    """The address of a document."""
    made = get_document_model().objects.create(title="Film", file=ContentFile(content, name=name))
    return str(made.url)


@pytest.mark.parametrize(
    ("asked", "told", "given"),
    [
        ("bytes=0-1", "bytes 0-1/1024", CONTENT[:2]),
        ("bytes=1000-", "bytes 1000-1023/1024", CONTENT[1000:]),
        ("bytes=0-9999", "bytes 0-1023/1024", CONTENT),
    ],
)
def test_a_player_gets_the_part_that_it_asks_for(asked: str, told: str, given: bytes, client: Client) -> None:
    answer = client.get(film(), headers={"Range": asked})

    assert (answer.status_code, answer.headers["Content-Range"], answer.content) == (206, told, given)
    assert answer.headers["Content-Type"] == "video/mp4"


def test_a_long_film_comes_in_several(client: Client) -> None:
    answer = client.get(film(content=bytes(PIECE + 10)), headers={"Range": "bytes=0-"})

    assert answer.headers["Content-Range"] == f"bytes 0-{PIECE - 1}/{PIECE + 10}"


def test_beyond_its_end_there_is_nothing(client: Client) -> None:
    answer = client.get(film(), headers={"Range": "bytes=1024-"})

    assert (answer.status_code, answer.headers["Content-Range"]) == (416, "bytes */1024")


@pytest.mark.parametrize(
    ("name", "asked"), [("film.mp4", "bytes=-5"), ("film.mp4", "words=1-2"), ("a.pdf", "bytes=0-1")]
)
def test_anything_else_is_given_whole(name: str, asked: str, client: Client) -> None:
    answer = client.get(film(name), headers={"Range": asked})

    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == CONTENT


def test_a_private_film_stays_private(client: Client) -> None:
    address = film()
    CollectionViewRestriction.objects.create(collection=Collection.get_first_root_node(), restriction_type="login")

    assert client.get(address, headers={"Range": "bytes=0-1"}).status_code == 302
