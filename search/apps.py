"""The question, the engines, the answer; search page and search API."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Recherche")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from search import receivers  # noqa: F401 - connects them
        from search.site import receivers as of_pages  # noqa: F401 - connects them
        from search.views.cards import register_cards

        register_cards()
