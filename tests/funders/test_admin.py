"""Funders: their form, their slug, what happens to those that aids refer to."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from funders.models import Funder
from tests.factories import AidFactory, FunderFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    """A browser in which someone of the team has signed in."""
    client.force_login(UserFactory(superuser=True))
    return client


def address(view: str, *args: Any) -> str:
    return reverse(f"wagtailsnippets_funders_funder:{view}", args=args)


def create(client: Client, **values: str) -> Any:
    return client.post(address("add"), {"name": "Tisséo", "type": "local_authority", **values})


def test_a_slug_is_made_of_the_name(editor: Client) -> None:
    create(editor)
    create(editor, type="operator")

    assert list(Funder.objects.order_by("pk").values_list("slug", flat=True)) == ["tisseo", "tisseo-2"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "Autre", "slug": "tisseo"}, "slug"),
        ({"siren": "12"}, "siren"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"name": "Tisséo"}, "name"),
        ({"name": ""}, "name"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(editor: Client, values: dict[str, str], field: str) -> None:
    FunderFactory(name="Tisséo", slug="tisseo")

    response = create(editor, **values)

    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert Funder.objects.count() == 1


def test_a_web_address_without_scheme_is_https(editor: Client) -> None:
    create(editor, website="www.tisseo.fr")

    assert Funder.objects.get().website == "https://www.tisseo.fr"


def test_the_type_stays_one_that_its_aids_may_have(editor: Client) -> None:
    funder = AidFactory().funder

    response = editor.post(address("edit", funder.pk), {"name": funder.name, "type": "employer", "slug": funder.slug})

    assert "type" in response.context["form"].errors
    assert Funder.objects.get().type == "local_authority"


def test_a_funder_of_aids_is_not_deleted(editor: Client) -> None:
    funder = AidFactory(draft=True).funder

    page = editor.post(address("delete", funder.pk), follow=True)

    assert Funder.objects.exists()
    assert "des aides s’y rapportent (1)" in page.content.decode()


def test_nor_among_others(editor: Client) -> None:
    funder, other = AidFactory(draft=True).funder, FunderFactory()

    bulk = reverse("wagtail_bulk_action", args=["funders", "funder", "delete"])
    editor.post(f"{bulk}?id={funder.pk}&id={other.pk}")

    assert Funder.objects.count() == 2


def test_a_funder_without_aids_is(editor: Client) -> None:
    editor.post(address("delete", FunderFactory().pk))

    assert not Funder.objects.exists()


def test_the_list_names_the_territory(editor: Client) -> None:
    FunderFactory(territory_id="region-76")

    assert "Occitanie" in editor.get(address("list")).content.decode()
