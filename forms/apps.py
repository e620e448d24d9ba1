"""The contact form and its submissions (they come with the public site)."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormsConfig(AppConfig):
    name = "forms"
    label = "mcm_forms"  # django.forms already has the label "forms"
    verbose_name = _("Formulaires")
    default_auto_field = "django.db.models.BigAutoField"
