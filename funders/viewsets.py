"""Funders in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.snippets.views.snippets import SnippetViewSet

from funders.models import Funder


class FunderViewSet(SnippetViewSet):
    """Who pays. What its aids show of it changes with it."""

    model = Funder
    icon = "group"
    menu_label = _("Financeurs")
    add_to_admin_menu = False
    list_display = ["name", "type", "territory", "siren", "withdrawn_on"]
    list_filter = ["type"]
    list_per_page = 50
    ordering = ["name"]
    copy_view_enabled = False
    inspect_view_enabled = False
    tabs = [
        ObjectList(
            [
                FieldPanel("name"),
                FieldPanel("type"),
                FieldPanel("siren"),
                FieldPanel("territory"),
                FieldPanel("slug"),
            ],
            heading=_("L’essentiel"),
        ),
        ObjectList(
            [FieldPanel("logo"), FieldPanel("description"), FieldPanel("website"), FieldPanel("contact")],
            heading=_("Présentation"),
        ),
        ObjectList([FieldPanel("withdrawn_on")], heading=_("Retrait")),
    ]
    edit_handler = TabbedInterface(tabs)

    def get_queryset(self, request: object) -> object:
        return Funder.objects.select_related("territory")
