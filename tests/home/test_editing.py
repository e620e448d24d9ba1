"""The team builds the site from the admin: creates, previews, schedules, submits, translates."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, Workflow
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from audiences.models import AudiencePage
from editorial.models import SiteTexts
from home.models import ContentPage
from home.site import create_site
from tests.factories import UserFactory
from tests.pages import block, content_page, home, image, items
from tests.site.conftest import Screen

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client: Client) -> Client:
    client.force_login(UserFactory(superuser=True))
    return client


def form(title: str, slug: str, **more: Any) -> dict[str, Any]:
    """What the browser sends of a new page with a text."""
    link = {"label": "Chercher", "page": home().pk, "url": ""}
    return nested_form_data(
        {
            "title": title,
            "slug": slug,
            "hero": streamfield(
                [
                    (
                        "hero",
                        {"title": "", "lead": "Une accroche", "action": link, "image-image": "", "image-alt_text": ""},
                    )
                ]
            ),
            "body": streamfield([("rich_text", rich_text("<h2>Pourquoi</h2><p>Parce que.</p>"))]),
            "seo_title": "",
            "search_description": "",
            "sharing_title": "",
            "sharing_description": "",
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            **more,
        }
    )


def create(team: Client, **more: Any) -> Any:
    address = reverse("wagtailadmin_pages:add", args=["home", "contentpage", home().pk])
    return team.post(address, form("Rouler l’hiver", "rouler-l-hiver", **more))


class TestTree:
    def test_which_page_goes_where(self) -> None:
        create_site()
        offered = {model.__name__ for model in type(home()).creatable_subpage_models()}

        assert {"ContentPage", "AudiencePage", "FaqPage", "LegalPage", "SiteMapPage", "SearchPage"} <= offered
        assert "HomePage" not in offered
        assert [model.__name__ for model in AudiencePage.creatable_subpage_models()] == ["ContentPage"]
        assert [model.__name__ for model in Page.creatable_subpage_models()] == ["HomePage"]

    def test_a_home_page_has_one_faq(self) -> None:
        create_site()
        parent = home()

        assert "faqpage" not in {
            model._meta.model_name for model in type(parent).creatable_subpage_models() if model.can_create_at(parent)
        }


class TestCreating:
    def test_published_it_is_read(self, team: Client) -> None:
        response = create(team, **{"action-publish": "1"})

        page = ContentPage.objects.get(slug="rouler-l-hiver")
        assert response.status_code == 302
        screen = Screen(team.get(page.url))
        assert screen.texts("h1") == ["Rouler l’hiver"]
        assert "Parce que." in screen.words

    def test_its_address_has_no_accent(self) -> None:
        page = home().add_child(instance=ContentPage(title="Rentrée étudiante", locale=home().locale))

        assert page.slug == "rentree-etudiante"

    def test_each_type_says_what_it_is_for(self, team: Client) -> None:
        offered = team.get(reverse("wagtailadmin_pages:add_subpage", args=[home().pk])).content.decode()

        assert "Une page à composer bloc par bloc" in offered

    def test_a_draft_is_at_no_address_but_can_be_previewed(self, team: Client, client: Client) -> None:
        create(team)
        page = ContentPage.objects.get(slug="rouler-l-hiver")

        assert Client().get("/fr/rouler-l-hiver/").status_code == 404
        assert "Parce que." in team.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()

    def test_preview_before_saving(self, team: Client) -> None:
        address = reverse("wagtailadmin_pages:preview_on_add", args=["home", "contentpage", home().pk])
        assert team.post(address, form("Rouler l’hiver", "rouler-l-hiver")).json()["is_valid"]

        preview = team.get(address)

        assert preview.status_code == 200
        assert "Rouler l’hiver" in preview.content.decode()
        assert not ContentPage.objects.exists()

    @pytest.mark.parametrize("model", ["contentpage", "faqpage", "legalpage", "sitemappage"])
    def test_each_form_opens(self, team: Client, model: str) -> None:
        assert team.get(reverse("wagtailadmin_pages:add", args=["home", model, home().pk])).status_code == 200

    def test_scheduled_it_appears_when_it_is_time(self, team: Client) -> None:
        later = timezone.localtime() + timedelta(days=1)
        create(team, **{"action-publish": "1", "go_live_at": later.strftime("%Y-%m-%d %H:%M")})
        assert team.get("/fr/rouler-l-hiver/").status_code == 404

        with time_machine.travel(later + timedelta(minutes=1)):
            call_command("publish_scheduled")

        assert team.get("/fr/rouler-l-hiver/").status_code == 200

    def test_an_editor_submits_and_a_moderator_approves(self, team: Client) -> None:
        create_site()
        editor = UserFactory()
        editor.groups.add(Group.objects.get(name="Rédaction"))
        writing = Client()
        writing.force_login(editor)

        create(writing, **{"action-submit": "1"})

        page = ContentPage.objects.get(slug="rouler-l-hiver")
        assert not page.live
        assert Workflow.objects.filter(active=True).exists()
        page.current_workflow_task_state.approve(user=UserFactory(superuser=True))
        page.refresh_from_db()
        assert page.live


class TestTranslating:
    def test_a_language_is_called_a_language(self, team: Client) -> None:
        page = content_page(title="Le projet")

        asked = team.get(reverse("wagtail_localize:submit_page_translation", args=[page.pk])).content.decode()
        words = team.get(reverse("wagtail_localize:javascript_catalog")).content.decode()

        assert "Langues" in asked
        assert "Régions" not in asked
        # Wagtail-localize's own writes « Publier dansEnglish ».
        assert "Publier en " in words

    def translate(self, page: ContentPage, **texts: str) -> ContentPage:
        """As wagtail-localize does when the team has written these texts."""
        source, _created = TranslationSource.update_or_create_from_instance(page)
        english = Locale.objects.get(language_code="en")
        translation = Translation.objects.create(source=source, target_locale=english)
        for segment in source.stringsegment_set.all():
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=english,
                context=segment.context,
                data=texts.get(segment.string.data, f"EN {segment.string.data}"),
            )
        # It publishes once all is committed.
        with TestCase.captureOnCommitCallbacks(execute=True):
            translation.save_target(publish=True)
        return ContentPage.objects.get(translation_key=page.translation_key, locale=english)

    def test_every_text_of_the_blocks_is_translated(self, client: Client) -> None:
        street = {"image": image().pk, "alt_text": "Une rue", "decorative": False}
        target = content_page(title="But", slug="but")
        self.translate(target, but="goal")
        page = content_page(
            block("rich_text", "<h2>Pourquoi</h2><p>Parce <b>que</b>.</p>"),
            block("steps", {"heading": "Arrêts", "items": items({"title": "Un", "text": "<p>Le premier</p>"})}),
            block("text_image", {"heading": "Rue", "text": "<p>Belle</p>", "image": street, "link": {"label": ""}}),
            block("call_to_action", {"heading": "Agir", "action": {"label": "Partir", "page": target.pk}}),
            block("search_box", {"heading": "Chercher", "criteria": {"modes": ["bike"]}}),
            title="Le projet",
        )

        english = self.translate(page, **{"le-projet": "the-project", "Une rue": "A street", "Partir": "Leave"})

        assert english.url == "/en/the-project/"
        screen = Screen(client.get(english.url))
        assert screen.texts("h1") == ["EN Le projet"]
        assert screen.texts("h3") == ["EN Un"]
        assert {"EN Pourquoi", "EN Arrêts", "EN Rue", "EN Agir", "EN Chercher"} <= set(screen.texts("h2"))
        assert "EN Le premier" in screen.words
        assert screen.main.find("img")["alt"] == "A street"
        # A link leads to the page of the reader's language.
        assert screen.link("Leave") == "/en/goal/"
        assert screen.main.find("input", {"name": "mode"})["value"] == "bike"

    def test_names_and_menus_are_translated_like_a_page(self, client: Client) -> None:
        create_site()
        german = Locale.objects.create(language_code="de")
        texts = SiteTexts.objects.get(locale__language_code="fr")
        source, _created = TranslationSource.update_or_create_from_instance(texts)
        translation = Translation.objects.create(source=source, target_locale=german)
        for segment in source.stringsegment_set.all():
            StringTranslation.objects.create(
                translation_of=segment.string, locale=german, context=segment.context, data=f"DE {segment.string.data}"
            )

        translation.save_target(publish=True)

        translated = SiteTexts.objects.get(locale=german)
        assert translated.site == texts.site
        assert translated.tabs[0].value["label"] == "DE Je me déplace"
        assert [column.value["title"] for column in translated.footer] == ["DE Le site", "DE Vos droits"]

    def test_a_third_language_needs_no_code(self, client: Client, settings: Any) -> None:
        settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.LANGUAGES, ("de", "Deutsch")]

        create_site()
        german = Locale.objects.get(language_code="de")
        translated = home().copy_for_translation(german)
        translated.title, translated.slug = "Startseite", "startseite"
        translated.save_revision().publish()

        screen = Screen(client.get("/de/"))
        assert screen.status == 200
        # The interface has no German: it falls back to French, links to pages of any language.
        assert "Voir les aides" in screen.html or "Aller au contenu" in screen.html
        assert screen.soup.find("a", hreflang="en")["href"].endswith("/en/")
        assert Screen(client.get("/fr/")).soup.find("a", hreflang="de")["href"].endswith("/de/")
