"""What robots read."""

from django.contrib.sitemaps import views as sitemaps
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from home.sitemaps import sitemaps_of


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read but the admin; the sitemap says where to begin."""
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(f"User-agent: *\nDisallow: /admin/\n\nSitemap: {sitemap}\n", content_type="text/plain")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """Where each part of the sitemap is."""
    return sitemaps.index(request, sitemaps_of(request), sitemap_url_name="sitemap-part")


@require_safe
def sitemap_part(request: HttpRequest, section: str) -> HttpResponseBase:
    """One part."""
    return sitemaps.sitemap(request, sitemaps_of(request), section=section)
