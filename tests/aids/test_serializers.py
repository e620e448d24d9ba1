"""The shapes of API.md."""

from datetime import date
from decimal import Decimal

import pytest

from aids.models import Aid
from aids.serializers import detail, summary
from tests.factories import AidFactory, FunderFactory

pytestmark = pytest.mark.django_db


def test_a_summary_says_what_one_needs_to_choose() -> None:
    # given
    funder = FunderFactory(name="Toulouse Métropole")
    aid = AidFactory(
        title="Prime vélo cargo",
        funder=funder,
        include=["commune-31555"],
        modes=["public_transport", "bike"],
        beneficiaries=["student"],
        amount_text="Jusqu’à 500 €",
        amount_max=Decimal(500),
        amount_period="once",
        closes_on=date(2030, 12, 31),
    )

    # when
    item = summary(Aid.objects.visible().for_serializing().get(), language="fr")

    # then
    assert item["id"] == aid.pk
    assert item["meta"]["slug"] == "prime-velo-cargo"
    assert item["meta"]["locale"] == "fr"
    assert item["meta"]["translation_key"] == str(aid.translation_key)
    assert item["meta"]["first_published_at"].endswith("Z")
    assert item["kind"] == {"code": "territory", "label": "Aide de mon territoire"}
    assert item["funder"] == {
        "id": funder.pk,
        "slug": "toulouse-metropole",
        "name": "Toulouse Métropole",
        "type": "local_authority",
    }
    assert item["modes"] == [
        {"code": "public_transport", "label": "Transports en commun"},
        {"code": "bike", "label": "Vélo"},
    ]
    assert item["beneficiaries"] == [{"code": "student", "label": "Étudiants"}]
    assert item["benefit"] == {"code": "grant", "label": "Prime ou subvention"}
    assert item["amount"] == {
        "text": "Jusqu’à 500 €",
        "min": None,
        "max": "500.00",
        "percent": None,
        "period": "once",
        "currency": "EUR",
    }
    assert item["territories"] == {
        "include": [{"id": "commune-31555", "kind": "commune", "code": "31555", "name": "Toulouse"}],
        "exclude": [],
        "within": [],
    }
    assert item["closes_on"] == "2030-12-31"
    assert item["envelope"] == "available"
    assert "status" not in item
    assert "match" not in item


def test_labels_are_in_the_language_asked() -> None:
    aid = AidFactory(modes=["bike"])

    assert summary(aid, language="en")["modes"] == [{"code": "bike", "label": "Bike"}]


def test_a_list_costs_the_same_queries_for_one_aid_and_for_ten(django_assert_num_queries) -> None:
    AidFactory.create_batch(10, beneficiaries=["student", "senior"], proofs=["identity"], exclude=["commune-31555"])

    with django_assert_num_queries(10):
        shown = [summary(aid, language="fr") for aid in Aid.objects.visible().for_serializing()]

    assert len(shown) == 10


def test_rich_text_goes_out_clean_with_real_links() -> None:
    aid = AidFactory(
        description='<p onclick="x()">Voir <a href="javascript:alert(1)">ici</a><script>alert(1)</script></p>',
        conditions='<h3>Qui</h3><p><a href="https://example.org/">le site</a></p>',
    )

    shown = detail(aid)

    assert shown["description"] == "<p>Voir <a>ici</a></p>"
    assert shown["conditions"] == '<h3>Qui</h3><p><a href="https://example.org/">le site</a></p>'


def test_a_detail_names_its_public_translations_only() -> None:
    french = AidFactory(title="Prime vélo")
    AidFactory(title="Bike grant", locale="en", translation_key=french.translation_key, funder=french.funder)

    (other,) = detail(french)["translations"]

    assert (other["locale"], other["slug"]) == ("en", "bike-grant")


def test_a_draft_translation_is_not_named() -> None:
    french = AidFactory()
    AidFactory(draft=True, locale="en", translation_key=french.translation_key, funder=french.funder)

    assert detail(french)["translations"] == []
