"""What legal pages take from the site's settings."""

from django import template

from editorial.identity import PLACEHOLDERS, with_identity
from editorial.settings import SiteIdentity

register = template.Library()


register.filter("with_identity", with_identity)


@register.simple_tag
def placeholders() -> list[tuple[str, str]]:
    """What editors may write, with what it stands for."""
    return [
        (f"{{{name}}}", str(SiteIdentity._meta.get_field(field).verbose_name)) for name, field in PLACEHOLDERS.items()
    ]
