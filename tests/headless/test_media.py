"""Images and documents as an app reads them."""

import pytest
from wagtail.documents import get_document_model

from tests.api.conftest import Api
from tests.headless.conftest import image, with_renditions


def document(title: str, **fields: object) -> object:
    return get_document_model().objects.create(title=title, file=f"documents/{title}.pdf", **fields)


def test_an_image(api: Api) -> None:
    made = image("Une station", description="Des vélos", focal_point_x=10, focal_point_y=20)
    made.tags.add("vélo", "accueil")
    listed = api.json("images/")["items"]
    assert listed[0]["title"] == "Une station"
    assert listed[0]["meta"]["tags"] == ["accueil", "vélo"]
    assert "renditions" not in listed[0]
    whole = api.json(f"images/{made.pk}/")
    assert (whole["width"], whole["height"], whole["description"], whole["renditions"]) == (640, 480, "Des vélos", [])
    assert whole["focal_point"] == {"x": 10, "y": 20, "width": None, "height": None}
    with_renditions(made)
    assert {one["format"] for one in api.json(f"images/{made.pk}/")["renditions"]} == {
        "avif",
        "webp",
        "jpeg",
    }


def test_a_document(api: Api) -> None:
    made = document("Guide", file_size=1234)
    whole = api.json(f"documents/{made.pk}/")  # type: ignore[attr-defined]
    assert (whole["file_extension"], whole["file_size"]) == ("pdf", 1234)
    assert whole["meta"]["download_url"].startswith("http://testserver/documents/")


def test_words_tags_and_order(api: Api) -> None:
    for title in ("Éolienne", "École", "Zoo"):
        document(title).tags.add("lieu", title.lower())  # type: ignore[attr-defined]
    assert [item["title"] for item in api.json("documents/", search="ecoles")["items"]] == ["École"]
    assert [item["title"] for item in api.json("documents/", tags="lieu,zoo")["items"]] == ["Zoo"]
    assert [item["title"] for item in api.json("documents/", order="-id", limit=1)["items"]] == ["Zoo"]
    assert api.json("documents/", limit=0) == {"meta": {"total_count": 3}, "items": []}


@pytest.mark.parametrize("collection", ["images", "documents"])
def test_a_bad_parameter_is_named(api: Api, collection: str) -> None:
    for name, value in (("order", "file"), ("fields", "file"), ("collection", "1"), ("limit", "x"), ("tags", "\0")):
        assert set(api.errors(f"{collection}/", **{name: value})) == {name}


def test_many_cost_no_more_queries_than_one(api: Api, django_assert_num_queries: object) -> None:
    with_renditions(image())
    api.json("images/", fields="*")
    for _number in range(5):
        image()
    with django_assert_num_queries(7, exact=False):  # type: ignore[operator]
        assert len(api.json("images/", fields="*", limit=50)["items"]) == 6
