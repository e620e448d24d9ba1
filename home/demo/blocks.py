"""From what a file says to the raw data of a StreamField, following the definitions of its blocks.

Ids are made of the page's key and the block's own `id` or place, the same in every language: a second load finds
nothing changed, translations correspond, and an anchor of the FAQ stays.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import singledispatchmethod
from hashlib import sha1
from pathlib import Path
from typing import Any
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.core.files import File
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Locale
from wagtail.snippets.blocks import SnippetChooserBlock

from aids.models import Aid
from editorial.fields import BlocksField
from home import skeleton
from home.demo.loading import SOURCE

PAGE_LINK = re.compile(r'href="page:([\w-]+)"')
DOCUMENT_LINK = re.compile(r'href="document:([^"]+)"')
ID_OF = "id:"


class BadContent(ValueError):  # noqa: N818 - says what it is
    """A file of the demonstration can't be read: which one, where, why."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")


def stream(field: BlocksField, value: Any, reading: "Reading", name: str) -> Any:
    """A StreamField's value, checked as the admin's form would check it."""
    block = field.stream_block
    raw = reading.raw_stream(block, value, name)
    try:
        block.clean(block.to_python(raw))
    except ValidationError as error:
        raise BadContent(reading.at(name), _flat(error)) from error
    # Once through the database's form, so that what is left out is filled and a second load compares equal.
    return block.to_python(block.get_prep_value(block.to_python(raw)))


def _flat(error: ValidationError) -> str:
    found = getattr(error, "block_errors", None)
    if isinstance(found, dict) and found:
        return "; ".join(f"{name}: {_flat(inner)}" for name, inner in found.items())
    if found:
        return "; ".join(_flat(inner) for inner in found if inner)
    return " ".join(error.messages) or repr(error)


@dataclass(frozen=True)
class Reading:
    """Reads the file of one page: what it refers to is looked up in its language."""

    key: str
    locale: Locale
    folder: Path

    def at(self, path: str) -> str:
        """A place in the file, for messages."""
        return f"{self.key}.{self.locale.language_code}, {path}"

    def id(self, own: Any, path: str) -> str:
        """The id of a block: of its own name, or of its place."""
        return str(uuid5(skeleton.NAMESPACE, f"{self.key}/{own or path}"))

    def page(self, key: str, path: str) -> int:
        """A page by its key."""
        if found := skeleton.find(key, self.locale):
            return int(found.pk)
        raise BadContent(self.at(path), f"no page has the key {key!r}")

    def image(self, name: str) -> Any:
        """The image in the folder `images`, put among the site's the first time."""
        return self._file("images", name, get_image_model())

    def document(self, name: str) -> Any:
        """The same of a document."""
        return self._file("documents", name, get_document_model())

    def _file(self, folder: str, name: str, model: Any) -> Any:
        path = self.folder / folder / name
        if not path.is_file():
            raise BadContent(self.at(name), f"there is no file {folder}/{name}")
        digest = sha1(path.read_bytes(), usedforsecurity=False).hexdigest()
        if found := model.objects.filter(file_hash=digest).first():
            return found
        title = path.stem.replace("-", " ").capitalize()
        with path.open("rb") as opened:
            made = model(title=title, file=File(opened, name=path.name), file_size=path.stat().st_size)
            made.file_hash = digest
            made.save()
        return made

    def raw_stream(self, block: Any, items: Any, path: str) -> list[dict[str, Any]]:
        """`[{"block": "steps", …}]` as `[{"type": "steps", "value": {…}, "id": "…"}]`."""
        return [self._raw_child(block, dict(item), f"{path}[{place}]") for place, item in enumerate(items)]

    def _raw_child(self, block: Any, item: dict[str, Any], path: str) -> dict[str, Any]:
        kind, own = item.pop("block", ""), item.pop("id", None)
        child = block.child_blocks.get(kind)
        if child is None:
            known = ", ".join(sorted(block.child_blocks))
            raise BadContent(self.at(path), f"there is no block {kind!r}; there are: {known}")
        value = item if isinstance(child, blocks.StructBlock) else item.get("value", "")
        return {"type": kind, "id": self.id(own, path), "value": self.raw(child, value, f"{path}.{kind}")}

    @singledispatchmethod
    def raw(self, block: Any, value: Any, path: str) -> Any:
        """What a block keeps of a value: as it is, where nothing else is said below."""
        if isinstance(value, str) and value.startswith(ID_OF):
            return str(uuid5(skeleton.NAMESPACE, value.removeprefix(ID_OF)))
        return value

    @raw.register
    def _(self, block: blocks.BaseStructBlock, value: Any, path: str) -> Any:
        if not isinstance(value, Mapping):
            raise BadContent(self.at(path), "names and values are expected here")
        if unknown := set(value) - set(block.child_blocks) - {"id"}:
            known = ", ".join(block.child_blocks)
            raise BadContent(self.at(path), f"there is no {', '.join(sorted(unknown))}; there are: {known}")
        return {
            name: self.raw(child, value[name], f"{path}.{name}")
            for name, child in block.child_blocks.items()
            if name in value
        }

    @raw.register
    def _(self, block: blocks.ListBlock, value: Any, path: str) -> Any:
        return [
            {
                "type": "item",
                "id": self.id(item.get("id") if isinstance(item, Mapping) else None, f"{path}[{place}]"),
                "value": self.raw(block.child_block, item, f"{path}[{place}]"),
            }
            for place, item in enumerate(value)
        ]

    @raw.register
    def _(self, block: blocks.BaseStreamBlock, value: Any, path: str) -> Any:
        return self.raw_stream(block, value, path)

    @raw.register
    def _(self, block: blocks.RichTextBlock, value: Any, path: str) -> Any:
        value = PAGE_LINK.sub(lambda found: f'linktype="page" id="{self.page(found[1], path)}"', value)
        return DOCUMENT_LINK.sub(lambda found: f'linktype="document" id="{self.document(found[1]).pk}"', value).strip()

    @raw.register
    def _(self, block: blocks.PageChooserBlock, value: Any, path: str) -> Any:
        return self.page(value, path)

    @raw.register
    def _(self, block: ImageChooserBlock, value: Any, path: str) -> Any:
        return self.image(value).pk

    @raw.register
    def _(self, block: DocumentChooserBlock, value: Any, path: str) -> Any:
        return self.document(value).pk

    @raw.register
    def _(self, block: SnippetChooserBlock, value: Any, path: str) -> Any:
        """An aid of the demonstration by its external id; anything else by its key: a territory, "region-76"."""
        model = block.target_model
        if model is not Aid:
            found = model._default_manager.filter(pk=value).first()
        else:
            found = Aid.objects.filter(source=SOURCE, external_id=value).order_by("pk").first()
        if found is None:
            raise BadContent(self.at(path), f"there is no {model._meta.label} {value!r}")
        return found.pk
