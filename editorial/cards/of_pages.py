"""The cards of the team's pages."""

from wagtail.models import Page

from editorial.cards import Card, register
from editorial.models import EditorialPage


def register_cards() -> None:
    """Have them drawn."""
    register("page", _page)


def _page(ident: str) -> Card | None:
    """The card of a page that anyone may read."""
    if not ident.isascii() or not ident.isdigit() or len(ident) > 9:
        return None
    page = Page.objects.live().public().filter(pk=int(ident)).specific().first()
    return page.card() if isinstance(page, EditorialPage) else None
