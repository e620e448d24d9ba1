"""Who publishes the site, as legal pages say it: `{editeur}` in a text becomes the publisher's name.

What nobody filled in yet is shown as « [Nom de l’éditeur — à compléter] »: visible, so that it doesn't stay.
"""

import re
from collections.abc import Mapping

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Site

from editorial.settings import SiteIdentity

# What editors write, and the field that it stands for.
PLACEHOLDERS = {
    "editeur": "publisher_name",
    "forme_juridique": "legal_form",
    "siren": "siren",
    "adresse": "address",
    "telephone": "phone",
    "directeur_publication": "publication_director",
    "hebergeur": "host_name",
    "hebergeur_adresse": "host_address",
    "hebergeur_telephone": "host_phone",
    "courriel": "contact_email",
    "courriel_donnees": "privacy_email",
    "courriel_accessibilite": "accessibility_email",
}
PLACEHOLDER = re.compile(r"{(\w+)}")


def with_identity(html: str, site: Site | None) -> SafeString:
    """A text with its placeholders filled, in HTML."""
    if site is None or not PLACEHOLDER.search(html):
        return mark_safe(html)  # noqa: S308 - it is the page's own HTML
    return filled(html, SiteIdentity.for_site(site))


def filled(html: str, identity: SiteIdentity) -> SafeString:
    """The same, of an identity that was read already."""
    shown = _shown(identity)
    return mark_safe(PLACEHOLDER.sub(lambda found: shown.get(found[1], found[0]), html))  # noqa: S308 - values are escaped in _shown


def _shown(identity: SiteIdentity) -> Mapping[str, SafeString]:
    return {placeholder: _value(identity, name) for placeholder, name in PLACEHOLDERS.items()}


def _value(identity: SiteIdentity, name: str) -> SafeString:
    value = getattr(identity, name)
    if not value:
        label = identity._meta.get_field(name).verbose_name
        return format_html('<mark class="to-complete">[{}]</mark>', _("%s — à compléter") % capfirst(label))
    if name.endswith("_email"):
        return format_html('<a href="mailto:{0}">{0}</a>', value)
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in value.splitlines()))
