"""Puts the demonstration's pages in the site: `data/pages/<key>.<language>.toml`, explained in data/pages/README.md.

A page is filled as long as nobody of the team has touched it, in the admin or by a translation: then it is theirs.
A second time changes nothing. What a file says wrongly stops everything, with its name and the place in it.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import transaction
from wagtail.models import Locale, Page, PageLogEntry

from editorial.fields import BlocksField
from home import skeleton
from home.demo.blocks import BadContent, Reading, stream
from home.site import create_site

FOLDER = Path(__file__).parent / "data" / "pages"
# What places a page; everything else in a file is a field of its page type.
PLACE = {"type", "parent", "slug"}
FAQ = "faq"


@dataclass(frozen=True)
class Written:
    """One file: the page of a key, in a language."""

    key: str
    locale: Locale
    data: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{self.key}.{self.locale.language_code}"


@transaction.atomic
def load_pages(folder: Path = FOLDER) -> list[Page]:
    """Make the pages that are missing, then fill those that are nobody's yet. Returns the pages that changed.

    All exist before the first is filled: they link to each other.
    """
    create_site()
    texts = sorted(_read(folder), key=_order)
    ours = {written.name: page for written in texts if not is_touched(page := _page(written))}
    return [
        ours[written.name] for written in texts if written.name in ours and _fill(ours[written.name], written, folder)
    ]


def is_touched(page: Page) -> bool:
    """Whether somebody of the team did anything with it: wrote, published, unpublished, moved."""
    revisions = page.revisions.filter(user__isnull=False)
    return revisions.exists() or PageLogEntry.objects.filter(page=page.pk, user__isnull=False).exists()


def _read(folder: Path) -> Iterator[Written]:
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    for path in sorted(folder.glob("*.toml")):
        key, _, language = path.stem.rpartition(".")
        if locale := locales.get(language):
            yield Written(key, locale, tomllib.loads(path.read_text()))


def _order(written: Written) -> tuple[bool, bool, bool, str]:
    """Pages of the skeleton before those below its pages; the FAQ before those that quote its questions; originals
    before their translations, which would seem older than what they translate.
    """
    is_translation = written.locale.language_code != settings.LANGUAGE_CODE
    return "parent" in written.data, is_translation, written.key != FAQ, written.name


def _page(written: Written) -> Page:
    """The page, made if there is none. One that isn't in the skeleton says its type, its parent and its address."""
    if page := skeleton.find(written.key, written.locale):
        return page
    if missing := (PLACE | {"title"}) - set(written.data):
        raise BadContent(written.name, f"no page has this key yet; to make it, say {', '.join(sorted(missing))}")
    parent = skeleton.find(written.data["parent"], written.locale)
    if parent is None:
        raise BadContent(written.name, f"no page has the key {written.data['parent']!r}")
    page = apps.get_model(written.data["type"])(
        title=written.data["title"],
        slug=written.data["slug"],
        locale=written.locale,
        translation_key=skeleton.translation_key(written.key),
        live=False,
    )
    parent.add_child(instance=page)
    return page


def _fill(page: Page, written: Written, folder: Path) -> bool:
    """Write what the file says, and publish it if that changes anything."""
    before = _content(page)
    reading = Reading(written.key, written.locale, folder)
    for name in written.data.keys() - PLACE:
        setattr(page, name, _value(page, name, written, reading))
    try:
        page.clean()
    except ValidationError as error:
        raise BadContent(written.name, str(error.message_dict)) from error
    if page.live and _content(page) == before:
        return False
    page.save_revision().publish()
    return True


def _content(page: Page) -> dict[str, Any]:
    """What the page holds, to compare. Blocks as data: PostgreSQL keeps names within them in an order of its own."""
    return {
        name: json.loads(value) if isinstance(page._meta.get_field(name), BlocksField) else value
        for name, value in page.serializable_data().items()
        if name != "pk"
    }


def _value(page: Page, name: str, written: Written, reading: Reading) -> Any:
    try:
        field = page._meta.get_field(name)
    except FieldDoesNotExist:
        raise BadContent(written.name, f"{page._meta.label} has no field {name!r}") from None
    value = written.data[name]
    if isinstance(field, BlocksField):
        return stream(field, value, reading, name)
    if field.related_model and field.related_model._meta.model_name == "image":
        return reading.image(value)
    return value
