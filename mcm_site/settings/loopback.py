"""`make serve`: production's settings on this machine alone, over plain http."""

import os
import secrets

# tools/serve.py gives all processes of one server the same secret; a command that runs alone needs none to last.
os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1")

from mcm_site.settings.production import *  # noqa: F403 - the variable must be set first; they loosen production

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
SERVE_MEDIA = True
