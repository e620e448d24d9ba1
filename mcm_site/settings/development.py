"""A developer's machine, and `make run`."""

from mcm_site.settings.production import *  # noqa: F403 - the other settings loosen production's

DEBUG = True
SECRET_KEY = "development-only"  # noqa: S105 - never used outside a developer's machine
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
