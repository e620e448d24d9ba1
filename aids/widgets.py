"""Fields of the aid's form that help the one who writes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput


class _CountedMixin(forms.Widget):
    """Says how many characters are written, of how many allowed."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"data-character-count": _("{length} caractères sur {max}"), **(attrs or {})})

    class Media:
        js = ("js/admin/character-count.js",)


class CountedTextInput(_CountedMixin, forms.TextInput):
    """For a title."""


class CountedTextarea(_CountedMixin, AdminAutoHeightTextInput):
    """For a summary."""
