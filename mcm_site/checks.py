"""Wrong settings are errors at start, with the name of the variable."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured


@register()
def check_environment(**kwargs: Any) -> list[CheckMessage]:
    """One error for each environment variable that is missing or not understood."""
    return [Error(str(problem), id="mcm_site.E001") for problem in settings.ENVIRONMENT.problems]


def refuse_wrong_environment() -> None:
    """What a server calls before it answers, since it runs no system check: raises and names every variable."""
    if settings.ENVIRONMENT.problems:
        raise ImproperlyConfigured("\n".join(str(problem) for problem in settings.ENVIRONMENT.problems))
