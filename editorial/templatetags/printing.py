"""What a page has on paper only."""

from functools import lru_cache

import segno
from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
@lru_cache(maxsize=1024)
def qr_code(url: str) -> SafeString | str:
    """An address to scan, drawn in the page itself; nothing for a page that has no address yet (a preview)."""
    if not url:
        return ""
    code = segno.make_qr(url, error="m")
    drawn = code.svg_inline(border=2, omitsize=True, svgclass=None, lineclass=None)
    return mark_safe(drawn.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S308 - made of squares, the address isn't in it
