"""Who pays: the organisations behind the aids."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundersConfig(AppConfig):
    name = "funders"
    verbose_name = _("Financeurs")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from funders import receivers  # noqa: F401 - connects them
