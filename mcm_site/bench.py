"""What `make bench` compares with, mounted by `BENCH=1 make serve` alone: the plainest JSON of the same server, and the
endpoint that Wagtail gives for the same aids.
"""

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.urls.resolvers import URLPattern, URLResolver

# 20 short rows without a query; summaries of 150 characters (QUALITY.md).
SUMMARY = (
    "Jusqu’à 400 € pour l’achat d’un vélo à assistance électrique neuf, selon le revenu du foyer. Demande en ligne"
)
ROWS = [
    {"id": number, "title": f"Aide à l’achat d’un vélo n° {number}", "summary": f"{SUMMARY:.<150}"}
    for number in range(1, 21)
]


def plain(request: HttpRequest) -> JsonResponse:
    """The yardstick of every ratio."""
    return JsonResponse({"items": ROWS})


urlpatterns: list[URLPattern | URLResolver] = [path("bench/plain/", plain)] if settings.BENCH else []
# The bare Django that the yardstick itself is measured with has no apps.
if settings.BENCH and settings.INSTALLED_APPS:
    from mcm_site.bench_wagtail import router

    urlpatterns.append(path("bench/wagtail/", router.urls))
