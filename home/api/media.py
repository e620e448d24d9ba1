"""Images and documents: what the public may see of the team's files."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from api.endpoints import Answer, Ask, Endpoint, Operation, json_answer, listing
from api.fields import Fields, FieldsParameter
from api.parameters import Parameter, Text, paging
from api.problems import ProblemError
from api.shapes import Schema, page_of, ref, whole
from editorial.images import FORMATS, SHAPES, SHARING
from home.api.parameters import SEARCH, TAGS, Ordering, having_words
from home.api.shapes import DOCUMENT, IMAGE, MEDIA_SHAPES, names_in
from home.api.visibility import outside_private_collections

LISTED = ("id", "type", "detail_url", "tags", "download_url", "title")
# What was prepared for pages, by what it is called there; the admin makes others for its own lists.
PREPARED = {
    shape.filter_spec(width, image_format): name
    for name, shape in SHAPES.items()
    for width in shape.widths
    for image_format in (*FORMATS, "jpeg", "png")
} | {SHARING: "sharing"}


def images(found: QuerySet[Any], ask: Ask) -> list[dict[str, Any]]:
    """Images with the renditions that were prepared for them, smallest first."""
    shown = list(found.prefetch_related("tags"))
    renditions: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = get_image_model().get_rendition_model().objects.filter(image__in=shown, filter_spec__in=PREPARED)
    for rendition in rows.order_by("width", "filter_spec"):
        renditions[rendition.image_id].append(
            {
                "shape": PREPARED[rendition.filter_spec],
                "format": PurePosixPath(rendition.file.name).suffix.lstrip(".").replace("jpg", "jpeg"),
                "width": rendition.width,
                "height": rendition.height,
                "url": absolute(ask, rendition.url),
            }
        )
    return [
        {
            "id": image.pk,
            "meta": _meta(image, ask, "images", image.file.url),
            "title": image.title,
            "description": image.description,
            "width": image.width,
            "height": image.height,
            "focal_point": _focal_point(image),
            "renditions": renditions[image.pk],
        }
        for image in shown
    ]


def documents(found: QuerySet[Any], ask: Ask) -> list[dict[str, Any]]:
    """Documents, with what a reader wants to know before a download."""
    return [
        {
            "id": document.pk,
            "meta": _meta(document, ask, "documents", document.url),
            "title": document.title,
            "file_extension": document.file_extension.lower(),
            "file_size": document.file_size,
        }
        for document in found.prefetch_related("tags")
    ]


def absolute(ask: Ask, url: str) -> str:
    """An address on this host, unless a storage of its own gives the file."""
    return ask.host + url if url.startswith("/") else url


def _meta(item: Any, ask: Ask, collection: str, url: str) -> dict[str, Any]:
    return {
        "type": item._meta.label,
        "detail_url": ask.address(f"{collection}:listing") + f"{item.pk}/",
        "tags": sorted(tag.name for tag in item.tags.all()),
        "download_url": absolute(ask, url),
    }


def _focal_point(image: Any) -> dict[str, int] | None:
    """What must stay in sight however the image is cut."""
    if image.focal_point_x is None:
        return None
    return {name: getattr(image, f"focal_point_{name}") for name in ("x", "y", "width", "height")}


def operations(
    shape: Schema, name: str, texts: tuple[Text, Text, str], order: tuple[str, ...]
) -> tuple[Operation, ...]:
    """The list of a collection, and one of it."""
    fields = names_in(shape)
    few = FieldsParameter(usual=LISTED, more=tuple(field for field in fields if field not in LISTED))
    asked: tuple[Parameter, ...] = (*paging(), few, Ordering(choices=order), SEARCH, TAGS)
    return (
        Operation(
            name="listing",
            path="",
            handler="listing",
            summary=texts[0],
            parameters=asked,
            answers=page_of(ref(name)),
        ),
        Operation(
            name="detail",
            path="<int:pk>/",
            handler="detail",
            summary=texts[1],
            parameters=(FieldsParameter(usual=fields),),
            arguments={"pk": whole(texts[2], minimum=1)},
            answers=ref(name),
        ),
    )


class MediaEndpoint(Endpoint):
    """A collection of files. Subclasses say which, and how one is shown."""

    shown: ClassVar[Callable[[QuerySet[Any], Ask], list[dict[str, Any]]]]
    searched: ClassVar[tuple[str, ...]]
    shapes = MEDIA_SHAPES

    def listing(self, ask: Ask) -> Answer:
        """A page of them."""
        found = self._public()
        for tag in filter(None, (ask.values["tags"] or "").split(",")):
            found = found.filter(tags__name=tag)
        if text := ask.values["search"]:
            found = found.filter(pk__in=having_words(found.values_list("pk", *self.searched), text))
        start, limit = ask.values["offset"], ask.values["limit"]
        page = found.order_by(*(ask.values["order"] or ()), "pk")[start : start + limit]
        fields = ask.fields or Fields(frozenset(LISTED))
        items = type(self).shown(page, ask) if limit else []
        return listing(map(fields.select, items), total_count=found.count())

    def detail(self, ask: Ask, pk: int) -> Answer:
        """One of them."""
        found = type(self).shown(self._public().filter(pk=pk), ask)
        if not found:
            raise ProblemError(404)
        return json_answer(ask.select(found[0]))

    def _public(self) -> QuerySet[Any]:
        return outside_private_collections(self.model._default_manager.all())


class ImagesEndpoint(MediaEndpoint):
    """The team's images. `description` is the usual alternative text; where an image is used it may have another."""

    name = "images"
    description = _("Les images, avec leurs formats légers (webp, avif).")
    model = get_image_model()
    shown = images
    searched = ("title", "description")
    operations = operations(
        IMAGE,
        "Image",
        (_("Les images"), _("Une image"), "L’identifiant de l’image."),
        ("id", "title", "width", "height"),
    )


class DocumentsEndpoint(MediaEndpoint):
    """The team's documents to download."""

    name = "documents"
    description = _("Les documents à télécharger.")
    model = get_document_model()
    shown = documents
    searched = ("title",)
    operations = operations(
        DOCUMENT,
        "Document",
        (_("Les documents"), _("Un document"), "L’identifiant du document."),
        ("id", "title", "file_size"),
    )
