"""Names and menus in the admin's settings."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from editorial.settings import SiteTexts


class SiteTextsViewSet(SnippetViewSet):
    """One entry for each site and language."""

    model = SiteTexts
    icon = "list-ul"
    menu_label = _("Noms et menus")
    menu_order = 101
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["name", "site", "locale"]
