"""Form fields for territories."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from territories.pasting import read_list


class PastedTerritoriesField(forms.CharField):
    """A list of codes or names, as it comes out of a decree or a spreadsheet; its value is the territories' ids.

    What isn't understood, or is the name of several places, is said: nothing is saved until it is settled.
    """

    widget = forms.Textarea(attrs={"rows": 2})

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        pasted = read_list(text)
        if pasted.problems:
            raise ValidationError([ValidationError(problem) for problem in pasted.problems])
        return pasted.ids
