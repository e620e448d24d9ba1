"""A field that may hold personal data, and says nothing of it, is an error at start."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from accounts.personal_data import declared, undeclared


@register()
def check_personal_data(**kwargs: Any) -> list[CheckMessage]:
    """Our own models; Wagtail's and Django's are described in docs/personal-data.md."""
    found: list[CheckMessage] = []
    for model in apps.get_models():
        if Path(apps.get_app_config(model._meta.app_label).path).parent != settings.BASE_DIR:
            continue
        found += [
            Error(
                f"{model._meta.label}.{name} may hold personal data and is not declared.",
                hint="State its purpose, basis and duration in `personal_data` (accounts/personal_data.py), or NONE.",
                obj=model,
                id="accounts.E001",
            )
            for name in undeclared(model)
        ]
        unknown = set(declared(model)) - {field.name for field in model._meta.get_fields()}
        found += [
            Error(f"{model._meta.label} declares {name}, which it doesn't have.", obj=model, id="accounts.E002")
            for name in sorted(unknown)
        ]
    return found
