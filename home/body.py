"""What the pages that the team composes have in common."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import TranslatableField

from editorial.blocks.content import HERO
from editorial.fields import BlocksField
from editorial.models import EditorialPage
from home.blocks import BODY


class ComposedPage(EditorialPage):
    """An abstract page with an opening, which shows the page's only first level title, and blocks below."""

    hero = BlocksField(
        HERO,
        verbose_name=_("ouverture"),
        max_num=1,
        blank=True,
        help_text=_("Sans ouverture, la page commence par son titre."),
    )
    body = BlocksField(BODY, verbose_name=_("contenu"), blank=True)

    content_panels = [*EditorialPage.content_panels, FieldPanel("hero"), FieldPanel("body")]
    translatable_fields = [
        *EditorialPage.translatable_fields,
        TranslatableField("hero"),
        TranslatableField("body"),
    ]
    api_fields = [*EditorialPage.api_fields, "hero", "body"]

    class Meta:
        abstract = True
