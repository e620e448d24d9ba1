"""A site with one of everything, and the API as an app asks it."""

import json
from typing import Any

import pytest
from django.test import Client
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, Page

from api import versions
from editorial.images import SHARING
from home.models import ContentPage, HomePage
from home.site import create_frame
from tests.api.conftest import Api

BODY = "body"


@pytest.fixture
def api(client: Client, db: None) -> Api:
    """A client of the API of a site that has its first pages."""
    create_frame()
    return Api(client)


@pytest.fixture
def home(api: Api) -> HomePage:
    """The French home page."""
    return HomePage.objects.get(locale__language_code="fr")


def page(parent: Page, title: str, *blocks: tuple[str, Any], live: bool = True, **fields: Any) -> ContentPage:
    """A content page below another one, with these blocks as they are stored."""
    stored = json.dumps([{"type": kind, "value": value, "id": f"block-{n}"} for n, (kind, value) in enumerate(blocks)])
    made = ContentPage(title=title, live=live, locale=parent.locale, **{BODY: stored}, **fields)
    parent.add_child(instance=made)
    revision = made.save_revision()
    if live:
        revision.publish()
    return made


def translated(original: Page, title: str, parent: Page) -> ContentPage:
    """Its English version."""
    assert parent.locale == Locale.objects.get(language_code="en")
    return page(parent, title, translation_key=original.translation_key)


def image(title: str = "Une station", collection: Collection | None = None, **fields: Any) -> Any:
    """An image of 640 by 480, without its file."""
    where = {"collection": collection} if collection else {}
    sizes = {"width": 640, "height": 480, "file_size": 1000, "file_hash": "x"}
    return get_image_model().objects.create(title=title, file="images/photo.jpg", **sizes, **where, **fields)


def with_renditions(of: Any) -> Any:
    """The image as after a publication, without the seconds that encoding takes."""
    model = of.get_rendition_model()
    for spec, suffix in (("width-400|format-avif", "avif"), ("fill-480x270|format-webp", "webp"), (SHARING, "jpg")):
        model.objects.create(image=of, filter_spec=spec, file=f"images/x.{suffix}", width=400, height=300)
    # What only the admin shows.
    model.objects.create(image=of, filter_spec="max-165x165", file="images/admin.png", width=165, height=100)
    versions.bump()
    return of
