"""Pages as they are read: FAQ, site map, aids and questions shown elsewhere, breadcrumb, languages."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from home.models import ContentPage, FaqPage, SiteMapPage
from tests.factories import AidFactory
from tests.pages import add, block, content_page, home, items
from tests.site.conftest import OCCITANIE, TOULOUSE, Screen

pytestmark = pytest.mark.django_db

FIRST, SECOND = "11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa", "22222222-aaaa-4aaa-8aaa-aaaaaaaaaaaa"


def category(*questions: tuple[str, str], reader: str = "citizen", block_id: str = "") -> dict[str, Any]:
    """A category of an FAQ: ids and questions."""
    listed = [
        block("item", {"question": text, "answer": f"<p>Réponse : {text}</p>"}, question_id)
        for question_id, text in questions
    ]
    return block("category", {"title": "Rubrique", "reader": reader, "questions": listed}, block_id)


def faq(*categories: dict[str, Any], language: str = "fr") -> FaqPage:
    return add(FaqPage(title="Questions", slug="questions", body=list(categories)), home(language))


class TestFaq:
    def test_questions_by_reader_then_category(self, client: Client) -> None:
        page = faq(
            category((FIRST, "Qui finance ?"), reader="funder"), category((SECOND, "Combien ?"), reader="citizen")
        )

        screen = Screen(client.get(page.url))

        assert screen.texts("h2") == ["Je me déplace", "Je finance des aides"]
        assert screen.texts("h4") == ["Combien ?", "Qui finance ?"]

    def test_an_anchor_outlives_order_and_wording(self, client: Client) -> None:
        page = faq(category((FIRST, "Un ?"), (SECOND, "Deux ?")))
        anchor = Screen(client.get(page.url)).main.find_all("h4")[1].find_parent(id=True)["id"]

        page.body = [category((SECOND, "Et deux ?"), (FIRST, "Un ?"))]
        page.save_revision().publish()

        assert "Et deux\u00a0?" in Screen(client.get(page.url)).soup.find(id=anchor).text

    def test_an_extract_follows_the_faq_in_the_language_of_the_page(self, client: Client) -> None:
        page = faq(category((FIRST, "Un ?"), (SECOND, "Deux ?"), block_id="rubrique-1"))
        faq(category((FIRST, "One?"), (SECOND, "Two?"), block_id="rubrique-1"), language="en")
        body = [block("faq_extract", {"heading": "Souvent", "questions": items(SECOND, "rubrique-1")})]
        french = content_page(*body)
        english = add(ContentPage(title="Project", body=body), home("en"))
        assert Screen(client.get(french.url)).texts("main summary") == ["Deux ?", "Un ?"]
        assert Screen(client.get(english.url)).texts("main summary") == ["Two?", "One?"]

        page.unpublish()

        assert Screen(client.get(french.url)).texts("main summary") == []


class TestAids:
    def teasers(self, client: Client, **value: Any) -> list[str]:
        page = content_page(block("aid_teasers", {"heading": "Des aides", "criteria": {}, **value}))
        return Screen(client.get(page.url)).texts(".result-title")

    def test_chosen_ones_in_their_order_and_only_public_ones(self, client: Client) -> None:
        first, second = AidFactory(title="Une"), AidFactory(title="Deux")
        draft = AidFactory(title="Brouillon", draft=True)

        titles = self.teasers(client, aids=items(second.pk, draft.pk, first.pk))

        assert titles == ["Deux", "Une"]

    def test_newest_of_a_region(self, client: Client) -> None:
        AidFactory(title="Ici", include=[TOULOUSE])
        AidFactory(title="Ailleurs", include=["region-11"])

        titles = self.teasers(client, criteria={"territory": OCCITANIE, "modes": ["bike"]}, count=3)

        assert "Ailleurs" not in titles

    def test_no_aid_no_title(self, client: Client) -> None:
        page = content_page(block("aid_teasers", {"heading": "Des aides", "criteria": {"modes": ["walking"]}}))

        assert "Des aides" not in Screen(client.get(page.url)).words

    def test_a_search_box_takes_its_filters_along(self, client: Client) -> None:
        box = {"heading": "À vélo", "criteria": {"modes": ["bike"], "territory": OCCITANIE}}

        form = Screen(client.get(content_page(block("search_box", box)).url)).main.find("form")

        assert form["action"] == "/fr/aides/"
        hidden = [(field["name"], field["value"]) for field in form.find_all("input", type="hidden")]
        assert ("mode", "bike") in hidden
        assert ("territory", OCCITANIE) in hidden


class TestWays:
    def test_a_breadcrumb_leads_back_to_the_home_page(self, client: Client) -> None:
        parent = content_page(title="Le projet")
        child = add(ContentPage(title="L’équipe"), parent)

        screen = Screen(client.get(child.url))

        assert screen.texts(".breadcrumb li") == ["Accueil", "Le projet", "L’équipe"]
        assert screen.texts(".breadcrumb [aria-current=page]") == ["L’équipe"]

    def test_the_site_map_lists_what_anyone_may_read_in_this_language(self, client: Client) -> None:
        parent = content_page(title="Le projet")
        add(ContentPage(title="L’équipe"), parent)
        content_page(title="Privée", slug="privee")
        PageViewRestriction.objects.create(
            page=ContentPage.objects.get(title="Privée"), restriction_type=PageViewRestriction.LOGIN
        )
        content_page(title="Retirée", slug="retiree").unpublish()
        page = add(SiteMapPage(title="Plan du site"), home())

        listed = Screen(client.get(page.url)).texts(".branches a")

        assert listed == ["Trouver une aide", "Le projet", "L’équipe", "Plan du site"]

    def test_the_other_language_is_the_same_page_or_the_home_page(self, client: Client) -> None:
        page = content_page(title="Le projet", slug="le-projet")

        def english() -> str:
            return str(Screen(client.get(page.url)).soup.find("a", hreflang="en")["href"])

        assert english() == "/en/"
        translation = page.copy_for_translation(home("en").locale)
        translation.slug = "the-project"
        translation.save_revision().publish()
        assert english().endswith("/en/the-project/")
        hreflang = [link["hreflang"] for link in Screen(client.get(page.url)).soup.find_all("link", hreflang=True)]
        assert hreflang[:2] == ["fr", "en"]


def test_the_team_s_question_is_the_page(client: Client) -> None:
    page = home()
    page.question = "On bouge ?"
    page.save_revision().publish()

    assert Screen(client.get("/fr/")).texts("h1") == ["On bouge ?"]


def test_an_empty_page_says_so(client: Client) -> None:
    assert "en cours de rédaction" in Screen(client.get(content_page().url)).words
