"""What is answered of the team's content is as the committed description says."""

from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model

from home.models import HomePage
from tests.api.conftest import Api
from tests.api.test_description import COMMITTED, errors_of
from tests.headless.conftest import image, page, with_renditions

PATHS = {f"/{name}/{one}" for name in ("pages", "images", "documents", "redirects") for one in ("", "{pk}/")}
NEVER_ALL_FIELDS = "pages"


@pytest.fixture
def content(api: Api, home: HomePage) -> dict[str, int]:
    """The id of one of each, with all that it may have."""
    picture = with_renditions(image(focal_point_x=1, focal_point_y=2, focal_point_width=3, focal_point_height=4))
    document = get_document_model().objects.create(title="Guide", file="documents/guide.pdf", file_size=3)
    quote = ("quote", {"text": "Enfin.", "author": "Une voisine", "role": ""})
    shown = page(home, "Tout", quote, sharing_image=picture)
    redirect = Redirect.add_redirect("/vieux", shown)
    return {"pages": shown.pk, "images": picture.pk, "documents": document.pk, "redirects": redirect.pk}


@pytest.mark.parametrize("path", sorted(PATHS))
def test_answers_are_as_described(api: Api, content: dict[str, int], path: str) -> None:
    collection = path.split("/")[1]
    answer: Any = api.json(path.format(pk=content[collection])[1:], fields="*")
    schema = COMMITTED["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    # A page has the fields of its own type only.
    assert list(errors_of(answer, schema, closed=collection != NEVER_ALL_FIELDS)) == []
    if collection == NEVER_ALL_FIELDS:
        described = COMMITTED["components"]["schemas"]["Page"]["properties"]
        for item in answer.get("items", [answer]):
            assert item.keys() <= described.keys()
            assert item["meta"].keys() == described["meta"]["properties"].keys()


def test_every_address_of_content_is_described() -> None:
    finds = {"/pages/find/", "/redirects/find/"}
    content = {path for path in COMMITTED["paths"] if path.startswith(("/pages", "/images", "/documents", "/redir"))}
    assert content == PATHS | finds
