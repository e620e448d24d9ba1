"""What gunicorn runs: production settings unless DJANGO_SETTINGS_MODULE says otherwise."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mcm_site.settings.production")

application = get_wsgi_application()

from mcm_site.checks import refuse_wrong_environment  # noqa: E402 - settings are there only now

refuse_wrong_environment()
