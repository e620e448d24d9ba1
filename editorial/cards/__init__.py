"""The image that goes with a link on a social network or in a message: a card made of what the page says.

    card = Card(title="Prime vélo cargo", eyebrow="Dijon Métropole", figure="jusqu’à 500 €", note="Dijon Métropole")
    address_of("aid", "12", card)  # /share/aid-12-5f0c….png

The address ends with a digest of the card: another amount is another address, so that whoever keeps an image keeps a
true one. What a kind of card says is known by who registered it (`register`), and a card that the public may not see is
at no address.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from django.http import HttpRequest
from django.urls import reverse

from editorial.head import SharedImage

WIDTH, HEIGHT = 1200, 630
# Drawn otherwise, a card is another image.
DRAWING = 1


@dataclass(frozen=True)
class Card:
    """What a card says. `line` is a colour: green, blue, plum, orange."""

    title: str
    eyebrow: str = ""
    text: str = ""
    figure: str = ""
    note: str = ""
    line: str = "green"

    @property
    def key(self) -> str:
        """A digest of all that."""
        return blake2b(f"{DRAWING}{self!r}".encode(), digest_size=8).hexdigest()


Maker = Callable[[str], Card | None]
_makers: dict[str, Maker] = {}


def register(kind: str, maker: Maker) -> None:
    """Have the cards of that kind made by `maker`, from an id; none for what isn't public."""
    _makers[kind] = maker


def card_of(kind: str, ident: str) -> Card | None:
    """The card of that kind and id, as it is now."""
    maker = _makers.get(kind)
    return maker(ident) if maker else None


def address_of(kind: str, ident: str, card: Card) -> str:
    """Where its image is."""
    return reverse("card", args=[kind, ident, card.key])


def shared(request: HttpRequest, kind: str, ident: object, card: Card) -> SharedImage:
    """What the head of a page says of it."""
    url = request.build_absolute_uri(address_of(kind, str(ident), card))
    return SharedImage(url, WIDTH, HEIGHT, " – ".join(filter(None, (card.eyebrow, card.title, card.figure))))
