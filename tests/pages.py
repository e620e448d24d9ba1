"""Pages as tests make them: small ones, without the data files of the demonstration."""

from io import BytesIO
from typing import Any, TypeVar
from uuid import uuid4

from django.core.files.images import ImageFile
from PIL import Image as Pillow
from wagtail.images import get_image_model
from wagtail.models import Page

from home.models import ContentPage, HomePage
from home.site import create_frame

P = TypeVar("P", bound=Page)


def home(language: str = "fr") -> HomePage:
    """The home page of a language, with its search page; made if it isn't there."""
    if not HomePage.objects.filter(locale__language_code=language).exists():
        create_frame()
    return HomePage.objects.get(locale__language_code=language)


def block(kind: str, value: Any, block_id: str = "") -> dict[str, Any]:
    """A block as a StreamField keeps it."""
    return {"type": kind, "value": value, "id": block_id or str(uuid4())}


def items(*values: Any) -> list[dict[str, Any]]:
    """A list within a block, as it is kept."""
    return [block("item", value) for value in values]


def add(page: P, below: Page | None = None) -> P:
    """Put the page in the tree, published."""
    parent = below or home(page.locale.language_code if page.locale_id else "fr")
    page.locale = parent.locale
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def content_page(*body: dict[str, Any], **fields: Any) -> ContentPage:
    """A page with these blocks."""
    return add(ContentPage(**{"title": "Le projet", "body": list(body), **fields}))


def image(title: str = "Une rue", size: tuple[int, int] = (1600, 1000)) -> Any:
    """An image that an editor put in the site, the original only."""
    content = BytesIO()
    Pillow.new("RGB", size, "teal").save(content, "JPEG")
    content.seek(0)
    return get_image_model().objects.create(title=title, file=ImageFile(content, name="rue.jpg"))
