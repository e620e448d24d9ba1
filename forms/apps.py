"""The contact form, its messages and their life."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormsConfig(AppConfig):
    name = "forms"
    label = "mcm_forms"  # django.forms already has the label "forms"
    verbose_name = _("Formulaires")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from forms import receivers  # noqa: F401 - importing it connects them
        from forms.models import ContactPage
        from forms.starts import STARTS
        from home.skeleton import register
        from search.site import writing

        register(STARTS)
        writing.register(ContactPage)
