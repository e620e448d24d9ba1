"""What an aid may say."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from aids.choices import funder_fits
from aids.models import Aid
from aids.opening import status
from tests.factories import AidFactory, FunderFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        ("employer", {"employer"}),
        ("territory", {"local_authority", "operator"}),
        ("national", {"employer", "local_authority", "operator", "national"}),
    ],
)
def test_who_may_pay_for_what(kind: str, allowed: set[str]) -> None:
    types = ("employer", "local_authority", "operator", "national")

    assert {type_ for type_ in types if funder_fits(kind, type_)} == allowed


def test_an_employer_s_aid_needs_an_employer() -> None:
    aid = AidFactory(draft=True)
    aid.kind = "employer"

    with pytest.raises(ValidationError) as refused:
        aid.full_clean()

    assert refused.value.message_dict["kind"] == ["Une aide d’employeur demande un financeur de type « Employeur »."]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"opens_on": date(2026, 2, 1), "closes_on": date(2026, 1, 31)}, "closes_on"),
        ({"amount_min": Decimal(2), "amount_max": Decimal(1)}, "amount_max"),
        ({"amount_min": Decimal(-1)}, "amount_min"),
        ({"amount_percent": Decimal(101)}, "amount_percent"),
        ({"subscription_url": "ftp://example.org/"}, "subscription_url"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(facts: dict[str, object], field: str) -> None:
    aid = AidFactory(draft=True)
    for name, value in facts.items():
        setattr(aid, name, value)

    with pytest.raises(ValidationError) as refused:
        aid.full_clean()

    assert field in refused.value.message_dict


@pytest.mark.parametrize(
    "facts",
    [
        {"opens_on": date(2026, 2, 1), "closes_on": date(2026, 1, 31)},
        {"amount_min": Decimal(2), "amount_max": Decimal(1)},
        {"amount_percent": Decimal(101)},
    ],
)
def test_the_database_refuses_it_too(facts: dict[str, object]) -> None:
    aid = AidFactory(draft=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Aid.objects.filter(pk=aid.pk).update(**facts)


@pytest.mark.parametrize("day", [date(2026, 1, 9), date(2026, 1, 10), date(2026, 1, 20), date(2026, 1, 21)])
def test_sql_and_the_rule_agree_on_the_status(day: date) -> None:
    AidFactory(opens_on=date(2026, 1, 10), closes_on=date(2026, 1, 20))
    AidFactory(opens_on=date(2026, 1, 10))
    AidFactory(closes_on=date(2026, 1, 20))
    AidFactory()

    for name in ("open", "upcoming", "closed"):
        assert set(Aid.objects.with_status(name, day)) == {aid for aid in Aid.objects.all() if status(aid, day) == name}


def test_aids_on_a_former_territory_are_listed() -> None:
    from territories.models import Territory

    old = Territory.objects.create(kind="commune", code="99999", name="Autrefois", is_former=True)
    aid = AidFactory(exclude=[old.pk])
    AidFactory()

    assert list(Aid.objects.on_former_territories()) == [aid]


def test_two_rows_may_swap_their_territories() -> None:
    aid = Aid.objects.get(pk=AidFactory(include=["commune-31555", "commune-75056"]).pk)
    first, second = aid.include.all()
    first.territory_id, second.territory_id = second.territory_id, first.territory_id
    aid.include.set([first, second])

    aid.save()

    assert {row.territory_id for row in aid.include.all()} == {"commune-31555", "commune-75056"}


def test_a_territory_named_twice_is_kept_once() -> None:
    aid = AidFactory(include=["commune-31555", "commune-31555"])

    assert [row.territory_id for row in Aid.objects.get(pk=aid.pk).include.all()] == ["commune-31555"]


def test_a_funder_of_two_aids_of_one_title_in_two_languages() -> None:
    funder = FunderFactory()

    AidFactory(title="Navigo", funder=funder)
    AidFactory(title="Navigo", funder=funder, locale="en")

    assert funder.aids.count() == 2
