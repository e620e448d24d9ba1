"""Addresses that a browser may open safely."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class WebAddressField(models.URLField):
    """An http or https address: no `ftp:`, no `javascript:`. "www.tisseo.fr" is read as https."""

    default_validators = [
        URLValidator(schemes=["http", "https"], message=_("Indiquez une adresse en http:// ou https://."))
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 2000)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"assume_scheme": "https", **kwargs})
