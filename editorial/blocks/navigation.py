"""Menus, tabs, footer and social accounts of the site."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from editorial.blocks.links import LinkBlock


class TabBlock(blocks.StructBlock):
    """A public: what it says of itself, why it comes, where it goes."""

    label = blocks.CharBlock(label=_("texte de l’onglet"), max_length=40, help_text=_("Exemple : Je me déplace."))
    text = blocks.TextBlock(
        label=_("promesse"),
        max_length=200,
        required=False,
        default="",
        help_text=_("Une phrase, montrée sur la page d’accueil du site."),
    )
    page = blocks.PageChooserBlock(label=_("page de ce public"))

    class Meta:
        icon = "group"
        label = _("onglet")


class FooterColumnBlock(blocks.StructBlock):
    """Links that go together, under a title."""

    title = blocks.CharBlock(label=_("titre"), max_length=60)
    links = blocks.ListBlock(LinkBlock(), label=_("liens"))

    class Meta:
        icon = "list-ul"
        label = _("colonne")


class SocialBlock(blocks.StructBlock):
    """An account of the publisher's on a social network: a plain link, never their button."""

    name = blocks.CharBlock(label=_("réseau"), max_length=40, help_text=_("Exemple : Mastodon."))
    url = blocks.URLBlock(label=_("adresse du compte"))

    class Meta:
        icon = "site"
        label = _("compte")


Blocks = list[tuple[str, Any]]
LINKS: Blocks = [("link", LinkBlock())]
TABS: Blocks = [("tab", TabBlock())]
FOOTER: Blocks = [("column", FooterColumnBlock())]
SOCIAL: Blocks = [("account", SocialBlock())]
