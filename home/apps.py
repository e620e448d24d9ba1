"""The home page and the pages that the team writes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Accueil")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from home.api import receivers  # noqa: F401 - connects them
        from home.found import register_pages
        from home.skeleton import register
        from home.starts import STARTS

        register(STARTS)
        register_pages()
