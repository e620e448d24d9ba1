"""French typography: its high punctuation never begins a line."""

import re

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.translation import get_language

register = template.Library()

# « Éco-chèque mobilité : bonus » keeps the space that French puts there; it just doesn't break.
BREAKING = re.compile(r" (?=[:;?!»])|(?<=«) ")


@register.filter(is_safe=True)
@stringfilter
def unbroken(text: str) -> str:
    """A title or a lead whose spaces before `:`, `?`, `!`, `;` and inside « » don't break, on French pages."""
    return BREAKING.sub("\u00a0", text) if get_language() == "fr" else text
