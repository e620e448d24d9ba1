"""The aid: model, states, admin, serializers, import and export."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AidsConfig(AppConfig):
    name = "aids"
    verbose_name = _("Aides")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from aids import receivers  # noqa: F401 - connects them
