"""A link that an editor makes: to a page of the site, which follows it when it moves, or elsewhere."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from editorial import addresses


class LinkValue(blocks.StructValue):
    """What templates ask of a link."""

    def href(self, language: str = "") -> str:
        """Where it leads a reader of this language; nothing while the page isn't published."""
        if page := self.get("page"):
            return addresses.url(page.pk, language or get_language() or "")
        return self.get("url") or ""

    def text(self, language: str = "") -> str:
        """Its words, or the page's title."""
        page, label = self.get("page"), self.get("label")
        if label or not page:
            return label or ""
        found = addresses.place(page.pk, language or get_language() or "")
        return found.title if found else ""

    def is_external(self) -> bool:
        """Whether it leaves the site, which readers are told."""
        return not self.get("page") and bool(self.get("url"))


class LinkBlock(blocks.StructBlock):
    """Words, and a page or an address."""

    label = blocks.CharBlock(
        label=_("texte du lien"),
        max_length=100,
        required=False,
        default="",
        help_text=_("Ce que l’on trouve en le suivant. Sans texte : le titre de la page."),
    )
    page = blocks.PageChooserBlock(label=_("page du site"), required=False)
    url = blocks.URLBlock(label=_("ou adresse d’un autre site"), required=False, default="")

    class Meta:
        value_class = LinkValue
        icon = "link"
        label = _("lien")
        optional = False

    def clean(self, value: Any) -> Any:
        """One destination, not two; words for an address, which has no title."""
        value = super().clean(value)
        if error := self._error(value):
            name, message = error
            raise StructBlockValidationError({name: ValidationError(message)})
        return value

    def _error(self, value: LinkValue) -> tuple[str, Any] | None:
        label, page, url = value["label"], value["page"], value["url"]
        if page and url:
            return "url", _("Choisissez une page ou une adresse, pas les deux.")
        if url and not label:
            return "label", _("Dites où mène cette adresse.")
        if not page and not url and (label or not self.meta.optional):
            return "page", _("Choisissez une page, ou indiquez une adresse.")
        return None
