"""The public address of every page, remembered: links in blocks and menus cost no query.

A link leads to the page in the reader's language, whichever version the editor chose; to the version chosen where
there is no translation. With several sites, addresses are absolute: a path alone would be looked for on the wrong one.
"""

from dataclasses import dataclass
from uuid import UUID

from wagtail.models import Page, Site

from api import versions


@dataclass(frozen=True, slots=True)
class Place:
    """A published page: where it is, what it is called, in which language."""

    pk: int
    title: str
    url: str
    language: str
    translation_key: UUID


@dataclass(frozen=True)
class Known:
    """The published pages as of a version of the catalogue, by id, and by translation and language."""

    version: int
    places: dict[int, Place]
    translations: dict[tuple[UUID, str], Place]


_known: Known | None = None


def reset() -> None:
    """Forget what is known (tests)."""
    global _known
    _known = None


def place(page_id: int | None, language: str) -> Place | None:
    """Where a reader of this language finds the page; none if nobody may read it."""
    known = _current()
    chosen = known.places.get(page_id) if page_id else None
    return chosen and known.translations.get((chosen.translation_key, language), chosen)


def url(page_id: int | None, language: str) -> str:
    """The address of `place`, or nothing."""
    found = place(page_id, language)
    return found.url if found else ""


def _current() -> Known:
    """Read again when the version moved, which publishing or moving a page does (see editorial.receivers)."""
    global _known
    version, _changed_at = versions.recent()
    if _known is None or _known.version != version:
        _known = _read(version)
    return _known


def _read(version: int) -> Known:
    pages = Page.objects.live().filter(depth__gt=1).select_related("locale").order_by("path")
    # Two names of one site are one site.
    several = Site.objects.values("root_page__translation_key").distinct().count() > 1
    places = [
        Place(
            page.pk, page.title, parts[1] + parts[2] if several else parts[2], page.locale.language_code,
            page.translation_key,
        )
        for page in pages
        if (parts := page.get_url_parts()) and parts[2]
    ]  # fmt: skip
    return Known(
        version,
        {place.pk: place for place in places},
        {(place.translation_key, place.language): place for place in places},
    )
