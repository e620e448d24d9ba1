"""How the admin looks: the colours of the site. Its words are in templates/wagtailadmin/; and in wagtail_french/, where
Wagtail's own French calls a language a region.
"""

from django.conf import settings
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


class EditorWords(JavaScriptCatalog):
    """The words of the editor of translations, with what we say otherwise."""

    packages = ["wagtail_localize"]

    def get_paths(self, packages: list[str]) -> list[str]:
        return [*super().get_paths(packages), *map(str, settings.LOCALE_PATHS[1:])]


# Before wagtail-localize's own.
@hooks.register("register_admin_urls", order=-1)
def words_of_the_translation_editor() -> list[URLPattern]:
    """Where that editor asks for its words."""
    return [path("localize/jsi18n/", EditorWords.as_view())]
