"""A Django without middleware, apps or database, serving the same plain view: what the server itself can do."""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

settings.configure(
    SECRET_KEY="bench-only",  # noqa: S106 - serves the yardstick on loopback, nothing else
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="mcm_site.bench",
    MIDDLEWARE=[],
    BENCH=True,
    LOGGING_CONFIG=None,
)
django.setup()
application = WSGIHandler()
