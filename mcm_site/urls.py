"""What is mounted where."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home.sitemaps import SITEMAPS
from home.views import robots
from mcm_site import bench
from mcm_site.api import router as api
from search.serving import serve

urlpatterns = [
    path("api/v1/", api.urls),
    *bench.urlpatterns,
    # In development only: in production the web server, or a storage of its own, gives the editors' images.
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("robots.txt", robots),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-part"}, name="sitemap"),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap-part"),
    *i18n_patterns(
        re_path(wagtail_urls.serve_pattern, serve), path("", include(wagtail_urls)), prefix_default_language=True
    ),
]
