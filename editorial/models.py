"""What every page has, and what the team decides for the whole site."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from editorial import cards, images, menu
from editorial.head import Head, SharedImage, alternates_of
from editorial.settings import AccessibilityAudit, SiteIdentity, SiteTexts
from editorial.structured_data import Thing, breadcrumb_list

__all__ = ["AccessibilityAudit", "EditorialPage", "SiteIdentity", "SiteTexts"]

HOME_DEPTH = 2


class EditorialPage(Page):
    """The abstract parent of every page type of the site: what its `<head>` says, and the way back to the home page.

    A page type states its parents and children, adds its fields to `content_panels` and its texts to
    `translatable_fields`. Preview, schedule and workflow are Wagtail's own.
    """

    sharing_title = models.CharField(
        _("titre de partage"),
        max_length=150,
        blank=True,
        help_text=_("Ce que montre un lien vers la page sur un réseau social. Sans titre : celui de la page."),
    )
    sharing_description = models.TextField(_("texte de partage"), max_length=300, blank=True)
    sharing_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("image de partage"),
        help_text=_("Au moins 1200 × 630 pixels ; elle est coupée autour de son point focal."),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("Moteurs de recherche"),
        ),
        MultiFieldPanel(
            [FieldPanel("sharing_title"), FieldPanel("sharing_description"), FieldPanel("sharing_image")],
            heading=_("Partage"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("Menus")),
    ]

    # Written out: what is translated is a text, what is copied is a fact.
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        TranslatableField("sharing_title"),
        TranslatableField("sharing_description"),
        SynchronizedField("sharing_image"),
        SynchronizedField("show_in_menus"),
    ]

    # What apps get of the page besides what every page has in Wagtail's API.
    api_fields = ["sharing_title", "sharing_description", "sharing_image"]

    class Meta:
        abstract = True

    def head(self, request: HttpRequest) -> Head:
        """What browsers and search engines are told; the team's own words when they gave any."""
        return Head(
            title=self.seo_title or self.title,
            description=self.search_description,
            canonical=self.get_full_url(request) or "",
            alternates=alternates_of(self, request),
            sharing_title=self.sharing_title,
            sharing_description=self.sharing_description,
            image=self._shared_image(request),
            things=self.things(request),
        )

    def things(self, request: HttpRequest) -> list[Thing]:
        """What the page is, for search engines: first of all, where it is."""
        frame = menu.frame(request, self.locale.language_code)
        places = [(page.title, page.get_full_url(request) or "") for page in [*self.breadcrumb(), self]]
        home = request.build_absolute_uri(frame.home_url)
        return [breadcrumb_list([(frame.name, home), *places])] if self.depth and self.depth > HOME_DEPTH else []

    def card(self) -> cards.Card:
        """What its image says when it is shared and the team chose none."""
        return cards.Card(
            title=self.sharing_title or self.title,
            text=self.sharing_description or self.search_description,
            line=getattr(self, "line", "green"),
        )

    def _shared_image(self, request: HttpRequest) -> SharedImage | None:
        if not self.sharing_image_id:
            return cards.shared(request, "page", self.pk, self.card()) if self.pk else None
        image = images.shared(self.sharing_image)
        return SharedImage(request.build_absolute_uri(image.file.url), image.width, image.height)

    def breadcrumb(self) -> list[Page]:
        """The pages between the home page and this one. None for the home page's own children, without a query."""
        if not self.depth or self.depth <= HOME_DEPTH + 1:
            return []
        return list(self.get_ancestors().live().filter(depth__gt=HOME_DEPTH))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "head": self.head(request),
            "breadcrumb": self.breadcrumb(),
        }
