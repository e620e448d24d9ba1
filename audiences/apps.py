"""The four audience landing pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AudiencesConfig(AppConfig):
    name = "audiences"
    verbose_name = _("Publics")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from audiences.models import AudiencePage
        from audiences.starts import STARTS, TABS
        from home.menus import register_tabs
        from home.skeleton import register
        from search.site import writing

        register(STARTS)
        writing.register(AudiencePage)
        register_tabs(TABS)
