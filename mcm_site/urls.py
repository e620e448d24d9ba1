"""What is mounted where."""

from pathlib import Path

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views import static
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from editorial import display
from editorial.cards import views as cards
from home import views
from mcm_site import bench
from mcm_site.api import router as api
from mcm_site.living_page import living_page
from search.serving import serve

# Large sites leave the editors' images to the web server before us. Documents have a view that asks who may read them.
IMAGES = {"document_root": Path(settings.MEDIA_ROOT, "images")}
media = [path("media/images/<path:path>", static.serve, IMAGES)] if settings.SERVE_MEDIA else []

urlpatterns = [
    path("api/v1/", api.urls),
    *bench.urlpatterns,
    *media,
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("share/<slug:kind>/<slug:ident>/<slug:key>.png", cards.image, name="card"),
    path("theme.css", display.stylesheet, name="theme"),
    path("robots.txt", views.robots),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path("sitemap-<section>.xml", views.sitemap_part, name="sitemap-part"),
    *i18n_patterns(
        path(_("affichage/"), display.settings, name="display"),
        path(_("composants/"), living_page, name="components"),
        # Wagtail's: where the password of a page is asked, and an account; then every page.
        *wagtail_urls.urlpatterns[:-1],
        re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
        prefix_default_language=True,
    ),
]
