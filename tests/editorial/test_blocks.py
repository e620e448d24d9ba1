"""What a block refuses, and what a reader gets of it."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model

from editorial.blocks.content import PictureBlock, VideoBlock
from editorial.blocks.links import LinkBlock
from tests.pages import block, content_page, home, image, items
from tests.site.conftest import Screen

pytestmark = pytest.mark.django_db


def document(name: str, content: bytes = b"x" * 2048) -> object:
    return get_document_model().objects.create(title="Le guide", file=ContentFile(content, name=name))


def shown(client: Client, *body: dict[str, object]) -> Screen:
    """A page with these blocks, as it is read."""
    return Screen(client.get(content_page(*body).url))


class TestLink:
    def test_one_destination(self) -> None:
        link = LinkBlock()

        with pytest.raises(ValidationError):
            link.clean(link.to_python({"label": "Les deux", "page": home().pk, "url": "https://example.org"}))
        with pytest.raises(ValidationError):
            link.clean(link.to_python({"label": "Nulle part"}))
        with pytest.raises(ValidationError):
            link.clean(link.to_python({"url": "https://example.org"}))

    def test_an_optional_link_may_be_empty(self) -> None:
        link = LinkBlock(optional=True)

        assert link.clean(link.to_python({})).href() == ""

    def test_a_link_follows_its_page_and_ends_with_it(self, client: Client) -> None:
        target = content_page(title="Le but", slug="but")
        action = {"heading": "Allez-y", "action": {"label": "Partir", "page": target.pk}}
        page = content_page(block("call_to_action", action), slug="depart")
        assert Screen(client.get(page.url)).link("Partir") == "/fr/but/"

        target.slug = "arrivee"
        target.save_revision().publish()
        assert Screen(client.get(page.url)).link("Partir") == "/fr/arrivee/"

        target.unpublish()
        assert "Partir" not in Screen(client.get(page.url)).words

    def test_another_site_is_announced(self, client: Client) -> None:
        action = {"label": "Lire la loi", "url": "https://example.org/loi"}

        screen = shown(client, block("call_to_action", {"heading": "La loi", "action": action}))

        assert "(autre site)" in screen.words


class TestPicture:
    def test_an_alternative_or_decorative(self) -> None:
        picture = PictureBlock()
        street = image()

        with pytest.raises(ValidationError):
            picture.clean(picture.to_python({"image": street.pk, "alt_text": "", "decorative": False}))
        assert picture.clean(picture.to_python({"image": street.pk, "alt_text": "", "decorative": True}))

    def test_the_alternative_is_that_of_the_place(self, client: Client) -> None:
        street = image(title="IMG_2034")
        value = {"heading": "Rue", "text": "<p>.</p>", "image": {"image": street.pk, "alt_text": "Une rue piétonne"}}

        screen = shown(client, block("text_image", value))

        assert screen.main.find("img")["alt"] == "Une rue piétonne"


class TestVideo:
    def test_a_hosted_film_has_captions(self) -> None:
        video = VideoBlock()
        film = document("film.mp4")
        value = {"heading": "Le film", "file": film.pk, "transcript": "<p>Mot à mot.</p>"}

        with pytest.raises(ValidationError):
            video.clean(video.to_python(value))
        assert video.clean(video.to_python(value | {"captions": document("film.vtt").pk}))

    def test_a_page_is_no_film(self) -> None:
        video = VideoBlock()
        value = {"heading": "Le film", "file": document("film.pdf").pk, "captions": document("film.vtt").pk}

        with pytest.raises(ValidationError):
            video.clean(video.to_python(value | {"transcript": "<p>Mot à mot.</p>"}))

    def test_a_film_elsewhere_is_a_link_and_loads_nothing(self, client: Client) -> None:
        value = {"heading": "Le film", "url": "https://www.video.example/w/1", "transcript": "<p>Mot à mot.</p>"}

        screen = shown(client, block("video", value))

        assert screen.link("Voir la vidéo sur video.example") == "https://www.video.example/w/1"
        assert not screen.soup.find_all(["iframe", "embed", "object", "video"])
        assert "Mot à mot." in screen.words

    def test_a_hosted_film_is_shown_with_its_captions(self, client: Client) -> None:
        film, captions = document("film.mp4"), document("film.vtt")
        value = {"heading": "Le film", "file": film.pk, "captions": captions.pk, "transcript": "<p>Mot à mot.</p>"}

        screen = shown(client, block("video", value))

        assert screen.main.find("source")["type"] == "video/mp4"
        assert screen.main.find("track")["kind"] == "captions"
        assert screen.main.find("track")["srclang"] == "fr"


def test_downloads_say_type_and_size(client: Client) -> None:
    value = {"heading": "À emporter", "items": items({"document": document("guide.pdf").pk, "label": ""})}

    screen = shown(client, block("downloads", value))

    assert "Le guide (PDF, 2,0 Kio)" in screen.words.replace("\xa0", " ")


def test_titles_follow_each_other(client: Client) -> None:
    steps = {"heading": "Trois arrêts", "items": items({"title": "Un"}, {"title": "Deux"})}

    screen = shown(
        client,
        block("steps", steps),
        block("arguments", steps | {"heading": "Pourquoi"}),
        block("rich_text", "<h2>Et après</h2><p>…</p>"),
    )

    levels = [int(title.name[1]) for title in screen.main.find_all(["h1", "h2", "h3", "h4"])]
    assert levels == [1, 2, 3, 3, 2, 3, 3, 2]


def test_what_is_written_is_not_run(client: Client) -> None:
    bad = "<script>alert(1)</script>"
    quote = {"text": bad, "author": bad, "role": bad}
    figures = {"heading": bad, "items": items({"value": bad, "label": bad})}

    screen = shown(client, block("quote", quote), block("key_figures", figures))

    assert not [script for script in screen.soup.find_all("script") if "alert" in script.text]
