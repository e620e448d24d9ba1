"""The security headers that neither Django nor a setting sends: the same few texts on every answer."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse

Directives = Mapping[str, str]

# Everything comes from the site itself; data: is for the few icons that CSS draws.
PUBLIC_DIRECTIVES: Directives = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
# Wagtail's admin starts its date and chooser widgets with inline scripts, and shows previews in a frame.
ADMIN_DIRECTIVES: Directives = {
    **PUBLIC_DIRECTIVES,
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "frame-src": "'self'",
}
ADMIN_PREFIX = "/admin/"


def policy(directives: Directives) -> str:
    """A Content-Security-Policy as it is sent."""
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


class FixedHeaders:
    """What a page may load, no device of the visitor's, and nobody embeds our resources but who may read the API."""

    public_policy = policy(PUBLIC_DIRECTIVES)
    admin_policy = policy(ADMIN_DIRECTIVES)

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add what the view didn't set itself."""
        response = self.get_response(request)
        add = response.headers.setdefault
        is_admin = request.path_info.startswith(ADMIN_PREFIX)
        add("Content-Security-Policy", self.admin_policy if is_admin else self.public_policy)
        add("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        add("Cross-Origin-Resource-Policy", "same-origin")
        return response
