"""The pages of the site as the search finds them: words of each page, or of each question of the FAQ.

Aids have engines of their own; pages are a few hundred at most. Their words are written when a page is published, in
the same transaction. Whether a page is public, and where it is, is asked when they are read: a page that was moved,
hidden or unpublished needs no writing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import transaction
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, get_page_models

from search.analysis import strip_html, tokens
from search.site.models import PageEntry

EXCERPT_LENGTH = 200


@dataclass(frozen=True)
class Part:
    """What is found of a page: all of it, or the question at `anchor`."""

    title: str
    text: str
    anchor: str = ""
    summary: str = ""


Parts = Callable[[Any], Iterable[Part]]
_registered: dict[type[Page], Parts] = {}


def register(model: type[Page], parts: Parts | None = None) -> None:
    """Have the pages of that type found; by their whole text unless told by which parts."""
    _registered[model] = parts or whole


def whole(page: Page) -> Iterable[Part]:
    """The page, by all its texts."""
    yield Part(page.title, "\n".join(texts(page)), summary=page.search_description)


def texts(page: Page) -> Iterable[str]:
    """What a reader reads of a page, in plain text."""
    yield page.search_description
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from map(strip_html, field.get_searchable_content(getattr(page, field.name)))
        elif isinstance(field, RichTextField):
            yield strip_html(getattr(page, field.name))


@transaction.atomic
def write_page(page: Page) -> None:
    """Make the entries of a page what it says now. A page that isn't published has none."""
    PageEntry.objects.filter(page_id=page.pk).delete()
    parts = _registered.get(type(page))
    if page.live and parts:
        PageEntry.objects.bulk_create(_entry(page, part) for part in parts(page))


def rewrite_pages() -> int:
    """All of them anew: after a change of what is kept. Tells how many pages."""
    pages = [page for model in get_page_models() if model in _registered for page in model.objects.live()]
    for page in pages:
        write_page(page)
    return len(pages)


def _entry(page: Page, part: Part) -> PageEntry:
    text = " ".join(part.text.split())
    # "Nous écrire" is at `/fr/contact/`: an address is a title too, in the team's other words.
    name = part.title if part.anchor else f"{part.title} {page.slug}"
    words = {"title": sorted(set(tokens(name))), "body": sorted(set(tokens(text)))}
    return PageEntry(
        page_id=page.pk,
        anchor=part.anchor,
        title=part.title,
        summary=part.summary or _excerpt(text),
        tokens=orjson.dumps(words).decode(),
    )


def _excerpt(text: str) -> str:
    """Its beginning, up to a word's end."""
    if len(text) <= EXCERPT_LENGTH:
        return text
    return text[:EXCERPT_LENGTH].rpartition(" ")[0] + "…"
