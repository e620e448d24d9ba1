"""Keep the site's habits out of the API."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware as DjangoLocaleMiddleware

API_PREFIX = "/api/"


class LocaleMiddleware(DjangoLocaleMiddleware):
    """Django's, except below /api/, where it would add `Vary: Accept-Language` and turn every 404 into a redirect."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(API_PREFIX):
            get_response: Callable[[HttpRequest], HttpResponse] = self.get_response
            return get_response(request)
        return super().__call__(request)
