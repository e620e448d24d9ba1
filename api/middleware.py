"""Keep the site's habits out of the API, and give it its own."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware as DjangoCommonMiddleware
from django.middleware.locale import LocaleMiddleware as DjangoLocaleMiddleware
from django.utils import translation
from wagtail.contrib.redirects.middleware import RedirectMiddleware as WagtailRedirectMiddleware

from api import problems

API_PREFIX = "/api/"
# Cards to share, images, what robots read: the same in all languages, or in the language of what they show.
SPEECHLESS = ("/share/", "/media/", "/sitemap", "/robots.txt", "/theme.css")
READ_METHODS = ("GET", "HEAD", "OPTIONS")
GetResponse = Callable[[HttpRequest], HttpResponse]


def is_api(request: HttpRequest) -> bool:
    """Whether the API answers at this address, be it only to say that nothing is there: `/api` is no page."""
    return f"{request.path_info}/".startswith(API_PREFIX)


class LocaleMiddleware(DjangoLocaleMiddleware):
    """Django's, except below /api/, where it would add `Vary: Accept-Language` and turn every 404 into a redirect; and
    for images, that a cache would keep once for each language of a browser.

    There the default language speaks, whatever page this thread answered before.
    """

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_api(request) or request.path_info.startswith(SPEECHLESS):
            translation.activate(settings.LANGUAGE_CODE)
            return cast("GetResponse", self.get_response)(request)
        return cast("GetResponse", super().__call__)(request)


class RedirectMiddleware(WagtailRedirectMiddleware):
    """Wagtail's, except below /api/, where the team's redirects don't reach."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if is_api(request):
            return response
        answer: HttpResponse = super().process_response(request, response)
        return answer


class CommonMiddleware(DjangoCommonMiddleware):
    """Django's, which below /api/ completes an address with its final slash only for who reads.

    A POST cannot be redirected: in development Django fails on it, with a 500.
    """

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        if is_api(request) and request.method not in READ_METHODS:
            return False
        return super().should_redirect_with_slash(request)


class ApiMiddleware:
    """What every answer below /api/ has, whoever gave it: open to other origins, and a problem when it is an error.

    It stands outside all others, so that an error of Django itself (a host that isn't ours, too many parameters) is
    told as clearly as one of ours.

    Nobody is signed in there: a cookie that is sent is not even read, or an ill-formed one would be answered with a new
    one (Django does so for CSRF), which every cache between here and the reader would keep.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_api(request):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        if response.status_code >= 400:
            speak(response)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response


def speak(response: HttpResponseBase) -> None:
    """Put a problem in place of Django's own page. In development a failure keeps its traceback."""
    response.headers["Cache-Control"] = "no-store"
    if response.headers.get("Content-Type") == problems.CONTENT_TYPE or not isinstance(response, HttpResponse):
        return
    if response.status_code >= 500 and settings.DEBUG:
        return
    response.content = problems.body(response.status_code)
    response.headers["Content-Type"] = problems.CONTENT_TYPE
    if "Content-Length" in response.headers:
        response.headers["Content-Length"] = str(len(response.content))
