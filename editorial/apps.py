"""What every page has: abstract page, sharing, breadcrumb, navigation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Éditorial")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from editorial import receivers  # noqa: F401 - connects them
        from editorial.cards.of_pages import register_cards

        register_cards()
