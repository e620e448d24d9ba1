"""The public fields of a page, as JSON: what `api_fields` of its type names, by the kind of each field.

A StreamField is read as it is stored, so that a hundred pages cost no query per block.
"""

from functools import singledispatchmethod
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import (
    BooleanField,
    CharField,
    DateTimeField,
    Field,
    ForeignKey,
    IntegerField,
    ManyToOneRel,
    Model,
    TextField,
)
from taggit.managers import _TaggableManager
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from aids.models import Aid
from api.shapes import Schema, boolean, instant, keyed, many, nullable, ref, text, whole
from home.api.references import References
from territories.models import Territory

# How what a field refers to is described; a page or an aid is only named.
NAMED = {"image": "Image", "document": "Document"}


def public_fields(model: type[Model]) -> tuple[str, ...]:
    """The names in `api_fields` of the type and of those it extends, as Wagtail's API reads them."""
    declared = [getattr(field, "name", field) for field in getattr(model, "api_fields", ())]
    return tuple(dict.fromkeys(declared))


def relations(model: type[Model]) -> tuple[str, ...]:
    """The child rows (an FAQ's categories) that its public fields show."""
    return tuple(name for name in public_fields(model) if isinstance(_field(model, name), ManyToOneRel))


def kind_of(model: type[Model] | Any) -> str:
    """What `References` calls objects of that model; empty for those that apps get only as an id of nothing."""
    for kind, known in (("page", Page), ("image", get_image_model()), ("document", get_document_model()), ("aid", Aid)):
        if isinstance(model, type) and issubclass(model, known):
            return kind
    return ""


def described(model: type[Model], name: str) -> Schema:
    """A public field, as JSON Schema."""
    field = _field(model, name)
    match field:
        case StreamField():
            return ref("Blocks")
        case RichTextField():
            return text("En HTML.")
        case ForeignKey():
            return nullable(
                ref({"image": "Image", "document": "Document"}.get(kind_of(field.related_model), "PageName"))
            )
        case ManyToOneRel():
            return many(keyed({}))
        case BooleanField():
            return boolean()
        case IntegerField():
            return nullable(whole())
        case DateTimeField():
            return nullable(instant())
    return text() if isinstance(field, CharField | TextField) else {}


class Values:
    """The values of pages in one language."""

    def __init__(self, references: References, language: str) -> None:
        self.references = references
        self.language = language

    def fields(self, instance: Model, names: frozenset[str] | None = None) -> dict[str, Any]:
        """The public fields of a page or of a child row; only these `names` if given."""
        return {
            name: self._field(instance, name)
            for name in public_fields(type(instance))
            if names is None or name in names
        }

    def _field(self, instance: Model, name: str) -> Any:
        field = _field(type(instance), name)
        if isinstance(field, ForeignKey):
            # Its object isn't fetched to be named.
            return self._to(field.related_model, getattr(instance, field.attname))
        value: Any = getattr(instance, name)
        match field:
            case StreamField():
                return self.block(field.stream_block, list(value.raw_data))
            case RichTextField():
                return self.references.html(value or "", self.language)
            case ManyToOneRel():
                return [self.fields(child) for child in value.all()]
        if isinstance(value, _TaggableManager):
            return sorted(tag.name for tag in value.all())
        return value() if callable(value) else value

    def _to(self, model: Any, key: Any) -> Any:
        kind = kind_of(model)
        return self.references.to(kind, key, self.language if kind == "page" else "") if kind else None

    @singledispatchmethod
    def block(self, block: blocks.Block, raw: Any) -> Any:
        """What a block holds: texts, numbers, choices are themselves."""
        return raw

    @block.register
    def _(self, block: blocks.BaseStreamBlock, raw: Any) -> Any:
        known = block.child_blocks
        return [
            {"type": child["type"], "value": self.block(known[child["type"]], child["value"]), "id": child.get("id")}
            for child in raw or ()
            if child["type"] in known
        ]

    @block.register
    def _(self, block: blocks.BaseStructBlock, raw: Any) -> Any:
        values = raw or {}
        return {
            name: self.block(child, values[name] if name in values else child.get_prep_value(child.get_default()))
            for name, child in block.child_blocks.items()
        }

    @block.register
    def _(self, block: blocks.ListBlock, raw: Any) -> Any:
        items = []
        for item in raw or ():
            stored = item if isinstance(item, dict) and item.get("type") == "item" else {"value": item}
            value = self.block(block.child_block, stored["value"])
            # What has an id is referred to by it: a question that another page shows, an address that ends with it.
            items.append({"id": stored.get("id"), **value} if isinstance(value, dict) else value)
        return items

    @block.register
    def _(self, block: blocks.RichTextBlock, raw: Any) -> Any:
        return self.references.html(raw or "", self.language)

    @block.register
    def _(self, block: blocks.PageChooserBlock, raw: Any) -> Any:
        return self.references.to("page", raw, self.language)

    @block.register
    def _(self, block: ImageChooserBlock, raw: Any) -> Any:
        return self.references.to("image", raw)

    @block.register
    def _(self, block: DocumentChooserBlock, raw: Any) -> Any:
        return self.references.to("document", raw)

    @block.register
    def _(self, block: SnippetChooserBlock, raw: Any) -> Any:
        # A territory's id is its public name.
        return raw if issubclass(block.target_model, Territory) else self._to(block.target_model, raw)


def _field(model: type[Model], name: str) -> Field[Any, Any] | Any | None:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
