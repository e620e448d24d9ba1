"""What the team decides for the whole site, as readers see it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Site

from editorial.models import AccessibilityAudit, SiteIdentity, SiteTexts
from home.models import LegalPage
from home.site import create_site
from tests.factories import UserFactory
from tests.pages import add, block, content_page, home, items
from tests.site.conftest import Screen

pytestmark = pytest.mark.django_db


def texts(language: str = "fr", **fields: object) -> SiteTexts:
    """The names and menus of a language."""
    page = home(language)
    site = Site.objects.get(is_default_site=True)
    return SiteTexts.objects.create(site=site, locale=page.locale, **{"name": "Se déplacer", **fields})


class TestMenus:
    def test_the_name_is_everywhere(self, client: Client) -> None:
        texts(name="Bouger ici")

        screen = Screen(client.get(content_page().url))

        assert screen.texts(".site-header .site-name") == ["Bouger ici"]
        assert screen.soup.title.text.strip().endswith("Bouger ici")

    def test_without_a_list_the_ticked_pages_are_the_menu(self, client: Client) -> None:
        texts()
        content_page(title="Coché", slug="coche", show_in_menus=True)
        content_page(title="Pas coché", slug="pas-coche")

        menu = Screen(client.get("/fr/")).texts(".site-nav a")

        assert "Coché" in menu
        assert "Pas coché" not in menu

    def test_a_list_is_the_menu(self, client: Client) -> None:
        page = content_page(show_in_menus=True)
        elsewhere = {"label": "Ailleurs", "page": None, "url": "https://example.org/"}
        texts(header=[block("link", {"label": "Tout lire", "page": page.pk, "url": ""}), block("link", elsewhere)])

        assert Screen(client.get("/fr/")).texts(".site-nav a") == ["Tout lire", "Ailleurs"]

    def test_the_current_page_is_marked(self, client: Client) -> None:
        page = content_page(show_in_menus=True)

        screen = Screen(client.get(page.url))

        assert [link.text.strip() for link in screen.soup.select(".site-nav [aria-current]")] == [page.title]

    def test_the_footer_leaves_out_what_is_not_published(self, client: Client) -> None:
        page = content_page(title="Éphémère")
        column = {"title": "Le site", "links": items({"label": "", "page": page.pk, "url": ""})}
        texts(footer=[block("column", column)])
        assert "Éphémère" in Screen(client.get("/fr/")).texts(".site-footer a")

        page.unpublish()

        assert "Éphémère" not in Screen(client.get("/fr/")).texts(".site-footer a")

    def test_a_language_without_its_own_has_the_default_ones_with_its_own_pages(self, client: Client) -> None:
        page = content_page(title="Le projet", slug="le-projet")
        english = page.copy_for_translation(home("en").locale)
        english.title, english.slug = "The project", "the-project"
        english.save_revision().publish()
        texts(header=[block("link", {"label": "", "page": page.pk, "url": ""})])

        screen = Screen(client.get("/en/"))

        assert screen.soup.select(".site-nav .site-nav-list a")[0]["href"] == "/en/the-project/"
        assert "The project" in screen.texts(".site-nav a")

    def test_one_per_site_and_language(self) -> None:
        first = texts()

        with pytest.raises(ValidationError, match="déjà ses noms et menus"):
            SiteTexts(site=first.site, locale=first.locale, name="Un autre").full_clean()


class TestBanner:
    def test_it_is_shown_from_until(self, client: Client) -> None:
        now = timezone.now()
        announced = texts(banner_text="Service ralenti", banner_level="warning")
        assert Screen(client.get("/fr/")).texts(".site-banner-warning") == ["Service ralenti"]

        for starts_at, ends_at in [(now + timedelta(hours=1), None), (None, now - timedelta(hours=1))]:
            announced.banner_from, announced.banner_until = starts_at, ends_at
            announced.save()
            assert Screen(client.get("/fr/")).texts(".site-banner") == []

    def test_it_can_not_end_before_it_begins(self) -> None:
        now = timezone.now()
        announced = texts(banner_text="À l’envers")
        announced.banner_from, announced.banner_until = now, now - timedelta(days=1)

        with pytest.raises(ValidationError, match="finit avant"):
            announced.full_clean()


class TestLegalPages:
    def legal(self, kind: str, text: str = "") -> LegalPage:
        body = [block("rich_text", text)] if text else []
        return add(LegalPage(title="Mentions", kind=kind, body=body), home())

    def test_what_is_missing_is_visible_and_what_is_there_is_filled(self, client: Client) -> None:
        page = self.legal("legal_notice", "<p>Publié par {editeur}, {adresse}. {inconnu}</p>")
        identity = SiteIdentity.for_site(Site.objects.get())
        screen = Screen(client.get(page.url))
        assert "[Nom de l’éditeur — à compléter]" in screen.words
        assert "{inconnu}" in screen.words

        identity.publisher_name, identity.address = "Région <b>Exemple</b>", "1 rue des Lignes\n31000 Toulouse"
        identity.save()

        screen = Screen(client.get(page.url))
        assert "Publié par Région <b>Exemple</b>, 1 rue des Lignes 31000 Toulouse." in screen.words
        assert "à compléter" not in screen.words

    def test_a_site_is_not_conform_until_an_audit_says_otherwise(self, client: Client) -> None:
        page = self.legal("accessibility")
        assert "non conforme" in Screen(client.get(page.url)).words

        audit = AccessibilityAudit.for_site(Site.objects.get())
        audit.audited_on, audit.criteria_met, audit.criteria_failed = timezone.localdate(), 60, 20
        audit.save()

        words = Screen(client.get(page.url)).words
        assert "partiellement conforme" in words
        assert "75 %" in words

    def test_figures_need_a_date(self) -> None:
        home()

        with pytest.raises(ValidationError, match="Indiquez la date"):
            AccessibilityAudit(site=Site.objects.get(), criteria_met=10).full_clean()

    def test_one_published_page_for_each_subject(self) -> None:
        self.legal("cookies")

        with pytest.raises(ValidationError, match="traite déjà ce sujet"):
            add(LegalPage(title="Encore", slug="encore", kind="cookies"), home())


def test_the_team_reaches_all_settings(client: Client) -> None:
    create_site()
    client.force_login(UserFactory(superuser=True))
    french = SiteTexts.objects.get(locale=Locale.objects.get(language_code="fr"))

    for address in (
        f"/admin/snippets/editorial/sitetexts/edit/{french.pk}/",
        f"/admin/settings/editorial/siteidentity/{french.site_id}/",
        f"/admin/settings/editorial/accessibilityaudit/{french.site_id}/",
    ):
        assert client.get(address).status_code == 200, address
