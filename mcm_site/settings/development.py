"""A developer's machine, and `make run`."""

import os

os.environ.setdefault("SECRET_KEY", "development-only")
os.environ.setdefault("ALLOWED_HOSTS", "*")
os.environ.setdefault("EMAIL_URL", "console:")

from mcm_site.settings.production import *  # noqa: F403 - the variable must be set first; they loosen production

DEBUG = True
SERVE_MEDIA = True
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405 - from *
AUTH_PASSWORD_VALIDATORS = []
