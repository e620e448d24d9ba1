"""How the site looks, for browsers without JavaScript.

With it, `static/js/theme.js` keeps the choice in the browser. Without it, the form is sent here and the choice kept in
a cookie, which no page reads: pages are the same for everybody and any cache may keep them. What differs is a style
sheet of a few bytes, `/theme.css`, that only browsers without JavaScript ask for.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_cookie

from editorial.head import Head

COOKIE = "theme"
AUTO = "auto"
A_YEAR = 365 * 24 * 3600
# The switches of static/css/tokens.css: which column of its table holds.
SWITCHES = {
    "light": ("light", "--day"),
    "dark": ("dark", "--night"),
    "contrast": ("dark", "--bold-night"),
}
ALL_SWITCHES = ("--day", "--night", "--bold-day", "--bold-night")


@csrf_exempt  # A token would need a cookie on every page, and a theme chosen by somebody else harms nobody.
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)
@vary_on_cookie
def settings(request: HttpRequest) -> HttpResponse:
    """The page of the display settings; the choice, and back to where one was."""
    if request.method != "POST":
        head = Head(title=_("Paramètres d’affichage"), index=False)
        return TemplateResponse(request, "display.html", {"head": head, "theme": _chosen(request)})
    response = HttpResponseRedirect(_where_one_was(request))
    theme = request.POST.get("theme", "")
    if theme in SWITCHES:
        response.set_cookie(COOKIE, theme, max_age=A_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


@require_safe
@cache_control(private=True, no_cache=True)
@vary_on_cookie
def stylesheet(request: HttpRequest) -> HttpResponse:
    """The colours chosen without JavaScript: nothing for who chose none."""
    return HttpResponse(_css(_chosen(request)), content_type="text/css")


def _chosen(request: HttpRequest) -> str:
    theme = request.COOKIES.get(COOKIE, "")
    return theme if theme in SWITCHES else AUTO


def _css(theme: str) -> str:
    if theme == AUTO:
        return ""
    scheme, on = SWITCHES[theme]
    switches = "".join(f"{switch}:{'initial' if switch == on else ' '};" for switch in ALL_SWITCHES)
    return f":root{{color-scheme:{scheme};{switches}}}"


def _where_one_was(request: HttpRequest) -> str:
    """The page the form was sent from; this one when it isn't told, or isn't ours."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return reverse("display")
    parts = urlsplit(referer)
    # Two slashes would be another site.
    return "/" + parts.path.lstrip("/") + (f"?{parts.query}" if parts.query else "")
