"""Where the images of cards are."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from editorial.cards import address_of, card_of
from editorial.cards.keeping import image_of

FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_MINUTE = "public, max-age=60"


@require_safe
def image(request: HttpRequest, kind: str, ident: str, key: str) -> HttpResponse:
    """The image; from an older address, the way to the current one. Only what is public now has one."""
    card = card_of(kind, ident)
    if card is None:
        raise Http404
    if card.key != key:
        return HttpResponseRedirect(address_of(kind, ident, card), headers={"Cache-Control": FOR_A_MINUTE})
    headers = {"Cache-Control": FOR_EVER, "ETag": f'"{key}"', "Cross-Origin-Resource-Policy": "cross-origin"}
    if f'"{key}"' in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(image_of(card), content_type="image/png", headers=headers)
