"""Addresses of other sites as a person reads them."""

from urllib.parse import urlsplit

from django import template
from django.template.defaultfilters import stringfilter

register = template.Library()


@register.filter
@stringfilter
def host(url: str) -> str:
    """`https://www.laregion.fr/Eco-cheque-mobilite-velo` as "www.laregion.fr": whose site it is, not where in it."""
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url
