"""Territories and zones in the admin."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from territories.choosers import TerritoryChooserViewSet
from territories.forms import ZoneForm
from territories.models import Territory, Zone


class ReadOnlyPolicy(ModelPermissionPolicy):
    """The official division is everybody's to look at and nobody's to edit: `load_territories` writes it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and user.has_perm("wagtailadmin.access_admin")

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class TerritoryViewSet(SnippetViewSet):
    """All territories, to look at; it registers the chooser that aids, funders and zones use."""

    model = Territory
    icon = "site"
    menu_label = _("Territoires")
    menu_name = "territories"
    add_to_admin_menu = False
    list_display = ["name", "kind", "code", "departement", "population", "is_former"]
    list_filter = ["kind", "is_former"]
    search_fields = ["name", "code"]
    list_per_page = 50
    ordering = ["-population", "pk"]
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["id", "name", "kind", "code", "departement", "population", "postcodes", "siren", "is_former"]
    chooser_viewset_class = TerritoryChooserViewSet
    edit_handler = ObjectList([FieldPanel("name", read_only=True)])


class ZoneViewSet(SnippetViewSet):
    """Perimeters of one's own."""

    model = Zone
    icon = "crosshairs"
    menu_label = _("Zones")
    menu_name = "zones"
    add_to_admin_menu = False
    list_display = ["name", "code", "population"]
    search_fields = ["name", "code"]
    list_per_page = 50
    ordering = ["name"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("name", help_text=_("Comme les habitants l’appellent : « Tisséo ».")),
            FieldPanel(
                "code",
                help_text=_("Lettres minuscules, chiffres et tirets. Il ne change plus : les adresses le contiennent."),
            ),
            InlinePanel(
                "parts",
                heading=_("Faite de"),
                label=_("Territoire"),
                panels=[FieldPanel("part"), FieldPanel("excluded")],
                help_text=_("Les territoires qui la composent ; cochez « exclu » pour en retirer un."),
            ),
            MultiFieldPanel(
                [FieldPanel("pasted_included"), FieldPanel("pasted_excluded")],
                heading=_("Coller une liste"),
                help_text=_(
                    "Codes INSEE ou SIREN, ou noms, un par ligne ou séparés par des virgules. Ils s’ajoutent aux "
                    "territoires choisis ; ce qui n’est pas compris vous est montré avant d’enregistrer."
                ),
            ),
        ],
        base_form_class=ZoneForm,
    )


class PlacesViewSetGroup(SnippetViewSetGroup):
    """One entry of the menu."""

    items = (ZoneViewSet, TerritoryViewSet)
    menu_icon = "site"
    menu_label = _("Lieux")
    menu_name = "places"
    menu_order = 250
