"""What a text makes hard for some of its readers is said to whoever publishes it."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from editorial import remarks
from tests.pages import block, content_page, items

pytestmark = pytest.mark.django_db


@pytest.fixture
def pdf() -> int:
    document = get_document_model().objects.create(title="Guide", file=ContentFile(b"%PDF", name="guide.pdf"))
    return int(document.pk)


class TestLinks:
    @pytest.mark.parametrize("words", ["ici", "Cliquez ici", "En savoir plus…", "plus d’infos", "click here"])
    def test_that_say_nothing(self, words: str) -> None:
        assert (
            "ne dit pas où il mène" in remarks.of_html(f'<p>Pour demander, <a href="https://e.org">{words}</a>.</p>')[0]
        )

    def test_that_are_addresses(self) -> None:
        assert "est une adresse" in remarks.of_html('<p><a href="https://e.org/a">https://e.org/a</a></p>')[0]

    def test_that_say_where_they_lead(self) -> None:
        assert remarks.of_html('<p><a href="https://e.org">Le guide de la <b>Région</b></a></p>') == []


class TestTitles:
    def test_a_level_jumped_in_an_aid(self) -> None:
        assert "Montants" in remarks.of_html("<h4>Montants</h4><p>500 €</p>")[0]
        assert remarks.of_html("<h3>Combien</h3><h4>Montants</h4>") == []

    def test_a_level_jumped_in_a_page(self) -> None:
        page = content_page(block("rich_text", "<h3>Détails</h3><p>Texte.</p>"))

        assert "Détails" in remarks.of_blocks(page.hero, page.body)[0]

    def test_none_below_the_title_of_a_block(self) -> None:
        steps = {"heading": "Étapes", "items": items({"title": "Un", "text": "<p>a</p>"}, {"title": "Deux"})}
        page = content_page(block("rich_text", "<h2>Pourquoi</h2><h3>Détails</h3>"), block("steps", steps))

        assert remarks.of_blocks(page.hero, page.body) == []

    def test_an_empty_one(self) -> None:
        assert "vide" in remarks.of_html("<h3> </h3><p>Texte.</p>")[0]


class TestDocuments:
    def test_a_pdf_that_nobody_checked(self, pdf: int) -> None:
        text = f'<p><a linktype="document" id="{pdf}">Le guide du cycliste</a></p>'
        assert "Guide" in remarks.of_html(text)[0]

        get_document_model().objects.get(pk=pdf).tags.add("accessible")
        assert remarks.of_html(text) == []

    def test_a_pdf_among_downloads(self, pdf: int) -> None:
        downloads = {"heading": "À télécharger", "items": items({"document": pdf, "label": "Le guide"})}
        page = content_page(block("downloads", downloads))

        assert "Guide" in remarks.of_blocks(page.body)[0]
