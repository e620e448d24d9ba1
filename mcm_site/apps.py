"""The project itself: settings, addresses, checks. No logic."""

from django.apps import AppConfig


class McmSiteConfig(AppConfig):
    """Registers the system checks of the settings."""

    name = "mcm_site"
    verbose_name = "Mon Compte Mobilité"

    def ready(self) -> None:
        from mcm_site import checks  # noqa: F401 - importing it registers the checks
