"""The page types of the site, but those of audiences, of the search and of the contact form."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import Page, Site
from wagtail_localize.fields import SynchronizedField, TranslatableField

from editorial import menu, structured_data
from editorial.blocks.content import TEXTS
from editorial.fields import BlocksField
from editorial.models import AccessibilityAudit, EditorialPage, SiteIdentity
from editorial.one_of_a_kind import OneOfAKind
from editorial.structured_data import Thing, stated, website
from home import faq
from home.blocks import BODY
from home.body import ComposedPage
from home.tree import Branch, branches
from search import addresses
from search.analysis import strip_html


class HomePage(EditorialPage):
    """The site's root in a language: the question is the page, then whatever the team puts below."""

    question = models.CharField(
        _("question"),
        max_length=100,
        blank=True,
        help_text=_("Le grand titre, au-dessus du champ de recherche. Sans texte, celui du site."),
    )
    lead = models.TextField(_("accroche"), max_length=300, blank=True)
    body = BlocksField(
        BODY,
        verbose_name=_("contenu"),
        blank=True,
        help_text=_("Ce qui suit les onglets des publics. Sans contenu : comment ça marche, et les aides récentes."),
    )

    page_description = _("L’entrée du site dans une langue.")
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"
    content_panels = [
        *EditorialPage.content_panels,
        FieldPanel("question"),
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    translatable_fields = [
        *EditorialPage.translatable_fields,
        TranslatableField("question"),
        TranslatableField("lead"),
        TranslatableField("body"),
    ]
    api_fields = [*EditorialPage.api_fields, "question", "lead", "body"]

    class Meta:
        verbose_name = _("page d’accueil")
        verbose_name_plural = _("pages d’accueil")

    def things(self, request: HttpRequest) -> list[Thing]:
        """The site itself, and who publishes it."""
        language = self.locale.language_code
        frame = menu.frame(request, language)
        url = self.get_full_url(request) or ""
        logo = frame.logo and request.build_absolute_uri(frame.logo.src)
        publisher = SiteIdentity.for_request(request).publisher_name or frame.name
        accounts = [account.url for account in frame.social]
        organization = stated(
            {"@type": "Organization", "name": publisher, "url": url, "logo": logo, "sameAs": accounts}
        )
        search_url = addresses.search_url(language, request=request)
        return [website(name=frame.name, url=url, language=language, search_url=search_url, organization=organization)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from search.views.newest import newest_aids

        language = self.locale.language_code
        return super().get_context(request, *args, **kwargs) | {
            "search_url": addresses.search_url(language),
            "newest": () if self.body else newest_aids(language),
        }


class ContentPage(ComposedPage):
    """A page that the team composes: the project, how it works, a campaign."""

    page_description = _("Une page à composer bloc par bloc : une campagne, une présentation, une rentrée.")
    parent_page_types = ["home.HomePage", "home.ContentPage", "audiences.AudiencePage"]
    subpage_types = ["home.ContentPage"]
    template = "home/content_page.html"

    class Meta:
        verbose_name = _("page de contenu")
        verbose_name_plural = _("pages de contenu")


class FaqPage(EditorialPage):
    """Questions and answers, by category, for who travels and for who funds."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)
    body = BlocksField([("category", faq.CategoryBlock())], verbose_name=_("rubriques"), blank=True)

    page_description = _("Toutes les questions et leurs réponses, par rubrique.")
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "home/faq_page.html"
    content_panels = [*EditorialPage.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    translatable_fields = [
        *EditorialPage.translatable_fields,
        TranslatableField("introduction"),
        TranslatableField("body"),
    ]
    api_fields = [*EditorialPage.api_fields, "introduction", "body"]

    class Meta:
        verbose_name = _("foire aux questions")
        verbose_name_plural = _("foires aux questions")

    def categories(self) -> tuple[faq.Category, ...]:
        """Its questions, by category."""
        return faq.categories(self.body)

    def things(self, request: HttpRequest) -> list[Thing]:
        """Its questions too."""
        questions = [
            (question.text, strip_html(question.answer.source))
            for category in self.categories()
            for question in category.questions
        ]
        return [*super().things(request), *([structured_data.faq(questions)] if questions else [])]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        categories = self.categories()
        return super().get_context(request, *args, **kwargs) | {
            "readers": [
                (label, chosen)
                for reader, label in faq.READERS
                if (chosen := [category for category in categories if category.reader == reader])
            ]
        }


class LegalKind(models.TextChoices):
    """What the law, or honesty, asks a site to say."""

    LEGAL_NOTICE = "legal_notice", _("mentions légales")
    TERMS = "terms", _("conditions d’utilisation")
    PERSONAL_DATA = "personal_data", _("données personnelles")
    COOKIES = "cookies", _("cookies")
    ACCESSIBILITY = "accessibility", _("déclaration d’accessibilité")


class LegalPage(OneOfAKind, EditorialPage):
    """A legal text. What it says of the publisher comes from the site's settings; what it says of accessibility,
    from the last audit.
    """

    kind = models.CharField(_("sujet"), max_length=13, choices=LegalKind)
    kind_field = "kind"
    twin_message = _("Une page publiée traite déjà ce sujet dans cette langue.")
    body = BlocksField(TEXTS, verbose_name=_("texte"), blank=True)

    page_description = _("Un texte légal, rempli d’après l’identité du site.")
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "home/legal_page.html"
    content_panels = [
        *EditorialPage.content_panels,
        FieldPanel("kind"),
        HelpPanel(
            heading=_("Ce qui vient des réglages"),
            template="home/admin/placeholders.html",
        ),
        FieldPanel("body"),
    ]
    translatable_fields = [
        *EditorialPage.translatable_fields,
        SynchronizedField("kind", overridable=False),
        TranslatableField("body"),
    ]
    api_fields = [*EditorialPage.api_fields, "kind", "body"]

    class Meta:
        verbose_name = _("page légale")
        verbose_name_plural = _("pages légales")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        site = Site.find_for_request(request)
        context = super().get_context(request, *args, **kwargs) | {"site": site}
        if self.kind == LegalKind.ACCESSIBILITY and site:
            context |= {
                "audit": AccessibilityAudit.for_site(site),
                "accessibility_email": SiteIdentity.for_site(site).accessibility_email,
            }
        return context


class SiteMapPage(EditorialPage):
    """Every page of the site in one list, in the reader's language."""

    page_description = _("La liste de toutes les pages, tenue par le site lui-même.")
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "home/site_map_page.html"

    class Meta:
        verbose_name = _("plan du site")
        verbose_name_plural = _("plans du site")

    def branches(self) -> list[Branch]:
        """The published pages that anyone may read, below the home page."""
        home = Page.objects.ancestor_of(self).filter(depth=2).first()
        return branches(home) if home else []
