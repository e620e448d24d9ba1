"""The four audience landing pages (their page type comes with the public site)."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AudiencesConfig(AppConfig):
    name = "audiences"
    verbose_name = _("Publics")
    default_auto_field = "django.db.models.BigAutoField"
