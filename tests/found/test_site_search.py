"""The search page also finds pages of the site and questions of the FAQ, beside the aids."""

import json
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from api import versions
from home.models import FaqPage, HomePage
from search.models import PageEntry
from tests.factories import AidFactory
from tests.headless.conftest import page
from tests.site.conftest import SEARCH, Visitor

TEXT = "rich_text"
MORE = "Toutes les pages du site"


def found(visitor: Visitor, text: str, path: str = SEARCH) -> list[str]:
    """The titles of the pages found beside the aids."""
    return visitor.get(path, search=text).texts(".site-pages-list a")


def faq(home: HomePage) -> FaqPage:
    """Two questions, in one category."""
    questions = [
        {"type": "item", "id": "aaaaaaaa-1", "value": {"question": "Qui paie les aides ?", "answer": "<p>L’État.</p>"}},
        {
            "type": "item",
            "id": "bbbbbbbb-2",
            "value": {"question": "Comment me rétracter ?", "answer": "<p>Écrivez au <b>médiateur</b>.</p>"},
        },
    ]
    category = {"title": "Général", "reader": "citizen", "questions": questions}
    body = json.dumps([{"type": "category", "id": "c", "value": category}])
    made = FaqPage(title="Questions fréquentes", slug="questions", body=body, locale=home.locale)
    home.add_child(instance=made)
    made.save_revision().publish()
    return made


def test_finds_a_page_by_its_words_however_they_are_written(visitor: Visitor, home: HomePage) -> None:
    page(home, "Déclaration d’accessibilité", (TEXT, "<p>Le <b>médiateur</b> répond.</p>"))
    for text in ("accessibilité", "ACCESSIBILITE", "declaration accessibilite", "médiateurs"):
        assert found(visitor, text) == ["Déclaration d’accessibilité"], text
    assert found(visitor, "piscine") == []


def test_a_title_comes_before_a_text(visitor: Visitor, home: HomePage) -> None:
    page(home, "Autre sujet", (TEXT, "<p>On y parle de cookies.</p>"))
    page(home, "Cookies", (TEXT, "<p>Rien.</p>"))
    assert found(visitor, "cookies") == ["Cookies", "Autre sujet"]


def test_finds_a_page_by_its_address(visitor: Visitor, home: HomePage) -> None:
    page(home, "Nous écrire", slug="contact")
    assert found(visitor, "contact") == ["Nous écrire"]


def test_finds_a_question_at_its_own_place(visitor: Visitor, home: HomePage) -> None:
    faq(home)
    screen = visitor.get(SEARCH, search="comment me rétracter")
    assert screen.link("Comment me rétracter") == "/fr/questions/#q-bbbbbbbb"
    assert found(visitor, "médiateur") == ["Comment me rétracter ?"]


def test_is_beside_the_aids_never_among_them(visitor: Visitor, home: HomePage) -> None:
    AidFactory(title="Prime covoiturage")
    page(home, "Covoiturage : le guide")
    screen = visitor.get(SEARCH, search="covoiturage")
    assert screen.titles == ["Prime covoiturage"]
    assert screen.texts(".site-pages-list a") == ["Covoiturage : le guide"]


def test_a_place_in_the_text_does_not_hide_them(visitor: Visitor, home: HomePage) -> None:
    page(home, "Covoiturage : le guide")
    assert found(visitor, "covoiturage Toulouse") == ["Covoiturage : le guide"]


def test_shows_five_and_leads_to_all(visitor: Visitor, home: HomePage) -> None:
    for number in range(7):
        page(home, f"Covoiturage {number}")
    screen = visitor.get(SEARCH, search="covoiturage")
    assert len(screen.texts(".site-pages-list a")) == 5
    everything = visitor.get(screen.link(MORE))
    assert len(everything.texts(".site-pages-list a")) == 7
    assert "noindex" in everything.html
    assert visitor.get(f"{SEARCH}pages/", search="piscine").status == 200


def test_each_language_has_its_own(visitor: Visitor, home: HomePage, english_home: HomePage) -> None:
    page(home, "Covoiturage, mode d’emploi")
    page(english_home, "Covoiturage in English")
    assert found(visitor, "covoiturage") == ["Covoiturage, mode d’emploi"]
    assert found(visitor, "covoiturage", "/en/aids/") == ["Covoiturage in English"]


class TestNotPublic:
    """What the public may not see is never found, whatever became of it."""

    def test_a_draft(self, visitor: Visitor, home: HomePage) -> None:
        page(home, "Trucmuche", live=False)
        assert found(visitor, "trucmuche") == []

    def test_words_of_a_draft_of_a_published_page(self, visitor: Visitor, home: HomePage) -> None:
        shown = page(home, "Visible")
        shown.title = "Trucmuche"
        shown.save_revision()
        versions.bump()
        assert found(visitor, "trucmuche") == []

    def test_what_was_found_goes(self, visitor: Visitor, home: HomePage) -> None:
        parent = page(home, "Parent")
        for hide in (
            lambda made: made.unpublish(),
            lambda made: made.delete(),
            lambda made: PageViewRestriction.objects.create(page=made, restriction_type="login"),
            lambda made: PageViewRestriction.objects.create(page=parent, restriction_type="login"),
        ):
            made = page(parent, "Trucmuche")
            assert found(visitor, "trucmuche") == ["Trucmuche"]
            hide(Page.objects.get(pk=made.pk).specific)
            assert found(visitor, "trucmuche") == []
            Page.objects.filter(pk=made.pk).delete()

    def test_the_guard_is_seen(self, visitor: Visitor, home: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
        """A planted fault: without the guard, the tests above fail."""
        from wagtail.query import PageQuerySet

        made = page(home, "Trucmuche")
        PageViewRestriction.objects.create(page=made, restriction_type="login")
        monkeypatch.setattr(PageQuerySet, "public", lambda self: self)
        assert found(visitor, "trucmuche") == ["Trucmuche"]


def test_a_page_that_moves_is_found_where_it_is(visitor: Visitor, home: HomePage) -> None:
    parent, made = page(home, "Parent"), page(home, "Trucmuche")
    made.move(parent, pos="last-child")
    assert visitor.get(SEARCH, search="trucmuche").link("Trucmuche") == "/fr/parent/trucmuche/"


def test_is_written_with_the_publication_or_not_at_all(visitor: Visitor, home: HomePage) -> None:
    made = page(home, "Trucmuche", live=False)

    with transaction.atomic():
        made.get_latest_revision().publish()
        assert PageEntry.objects.filter(page=made).exists()
        transaction.set_rollback(True)
    assert not PageEntry.objects.filter(page=made).exists()


def test_all_can_be_written_anew(visitor: Visitor, home: HomePage) -> None:
    page(home, "Trucmuche")
    PageEntry.objects.all().delete()
    call_command("rebuild_search_documents")
    versions.bump()
    assert found(visitor, "trucmuche") == ["Trucmuche"]


def test_costs_no_query(visitor: Visitor, home: HomePage) -> None:
    def queries(**parameters: Any) -> int:
        visitor.get(SEARCH, **parameters)
        with CaptureQueriesContext(connection) as seen:
            visitor.get(SEARCH, **parameters)
        return len(seen)

    before = queries(search="covoiturage"), queries()
    for number in range(3):
        page(home, f"Covoiturage {number}")
    assert (queries(search="covoiturage"), queries()) == before


def test_apps_search_pages_the_same_way(visitor: Visitor, home: HomePage, english_home: HomePage) -> None:
    page(home, "Autre sujet", (TEXT, "<p>On y parle de cookies.</p>"))
    page(home, "Cookies")
    page(english_home, "Cookies here")

    def asked(**parameters: str) -> list[str]:
        answer = visitor.client.get("/api/v1/pages/", {"search": "cookie", **parameters}).json()
        assert answer["meta"]["total_count"] >= len(answer["items"])
        return [item["title"] for item in answer["items"]]

    assert asked(locale="fr") == ["Cookies", "Autre sujet"]
    assert asked(locale="fr", order="title") == ["Autre sujet", "Cookies"]
    assert asked(locale="fr", limit="1", offset="1") == ["Autre sujet"]
    assert set(asked()) == {"Cookies", "Autre sujet", "Cookies here"}


def test_a_misspelt_word_and_a_synonym_help_here_too(visitor: Visitor, home: HomePage) -> None:
    AidFactory(title="Aide au covoiturage")
    page(home, "Covoiturage : le guide")
    assert found(visitor, "covoiturrage") == ["Covoiturage : le guide"]
    page(home, "Choisir son vélo")
    assert found(visitor, "vae") == ["Choisir son vélo"]


@pytest.mark.parametrize("text", ["cookies", "accessibilité", "mentions légales", "contact", "données personnelles"])
def test_words_of_pages_are_not_corrected_into_words_of_aids(visitor: Visitor, home: HomePage, text: str) -> None:
    AidFactory(title="Contrat de covoiturage, données et coûts accessibles aux personnes")
    page(home, text.capitalize())
    screen = visitor.get(SEARCH, search=text)
    assert screen.texts(".site-pages-list a") == [text.capitalize()]
    assert "au lieu de" not in screen.words
