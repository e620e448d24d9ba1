"""Serving pages: Wagtail's way, except that a request for the search page needn't look for it in the tree."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from wagtail.views import serve as wagtail_serve

from search import addresses


@csrf_exempt  # only a form page takes a POST; it asks the browser where it comes from (forms.views), without a cookie
def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Most readers ask for a list or an aid, and finding the page costs more queries than answering.

    Wagtail's hooks around serving check methods and permissions: a public page that is only read needs neither.
    """
    if request.method in {"GET", "HEAD"} and (found := addresses.public_page(request.path)):
        page, rest = found
        _page, arguments, keywords = page.route(request, [part for part in rest.split("/") if part])
        return page.serve(request, *arguments, **keywords)
    return wagtail_serve(request, path)
