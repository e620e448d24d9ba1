"""The landing pages of the four publics."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from editorial.one_of_a_kind import OneOfAKind
from home.body import ComposedPage


class Audience(models.TextChoices):
    """Whom the site serves."""

    CITIZEN = "citizen", _("personnes qui se déplacent")
    EMPLOYER = "employer", _("employeurs")
    LOCAL_AUTHORITY = "local_authority", _("collectivités")
    OPERATOR = "operator", _("opérateurs de mobilité")


# Four lines that meet at one station: the colour of each, named in `static/css/tokens.css`.
LINES = {
    Audience.CITIZEN: "green",
    Audience.EMPLOYER: "blue",
    Audience.LOCAL_AUTHORITY: "plum",
    Audience.OPERATOR: "orange",
}


class AudiencePage(OneOfAKind, ComposedPage):
    """What the site does for one public. The tabs that lead from one to the other are in the site's settings."""

    audience = models.CharField(_("public"), max_length=15, choices=Audience)
    kind_field = "audience"
    twin_message = _("Ce public a déjà sa page dans cette langue.")

    page_description = _("La page d’un des quatre publics, reliée aux autres par des onglets.")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ContentPage"]
    max_count_per_parent = len(Audience)
    template = "audiences/audience_page.html"
    content_panels = [ComposedPage.content_panels[0], FieldPanel("audience"), *ComposedPage.content_panels[1:]]
    translatable_fields = [*ComposedPage.translatable_fields, SynchronizedField("audience", overridable=False)]
    api_fields = [*ComposedPage.api_fields, "audience"]

    class Meta:
        verbose_name = _("page d’un public")
        verbose_name_plural = _("pages des publics")

    @property
    def line(self) -> str:
        """The colour of its line."""
        return LINES.get(Audience(self.audience), "green") if self.audience else "green"
