"""How the admin looks: the colours of the site. Its words are in templates/wagtailadmin/, and in mcm_site/locale/ where
Wagtail's own French calls a language a region.
"""

from django.templatetags.static import static
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.i18n import JavaScriptCatalog
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def in_the_colours_of_the_site() -> SafeString:
    """Wagtail's own colours are variables, which this sheet sets."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


# Before wagtail-localize's own, which knows its own words only.
@hooks.register("register_admin_urls", order=-1)
def words_of_the_translation_editor() -> list[URLPattern]:
    """With what we say otherwise."""
    catalogue = JavaScriptCatalog.as_view(packages=["wagtail_localize", "mcm_site"])
    return [path("localize/jsi18n/", catalogue)]
