"""One value of a row: generous where nothing is ambiguous, strict otherwise."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from aids.importing import values

MAXIMUM = Decimal("99999999.99")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("500", "500"), ("1 200,50", "1200.50"), ("1\u202f200,50 €", "1200.50"), ("1200.5", "1200.50"), (500, "500"),
        (12.5, "12.50"), ("", None), (None, None), ("0", "0"), ("10\u00a0000", "10000"),
    ],
)  # fmt: skip
def test_amounts_as_people_write_them(written: Any, meant: str | None) -> None:
    assert values.number(written, unit="€", maximum=MAXIMUM) == (None if meant is None else Decimal(meant))


@pytest.mark.parametrize(
    "written",
    ["1,200", "1.200", "1,200.50", "-5", "cinq", "1e3", "NaN", "١٢x", "100000000", True, ["5"], "12.345", "1 2"],
)
def test_amounts_that_may_mean_something_else(written: Any) -> None:
    with pytest.raises(values.Bad):
        values.number(written, unit="€", maximum=MAXIMUM)


@pytest.mark.parametrize("written", ["2026-12-31", "31/12/2026", " 2026-12-31 "])
def test_days(written: str) -> None:
    assert values.day(written) == date(2026, 12, 31)


@pytest.mark.parametrize("written", ["31/02/2026", "2026-13-01", "demain", "12/31/2026", "0001-01-01", "26-12-31"])
def test_days_that_are_none(written: str) -> None:
    with pytest.raises(values.Bad):
        values.day(written)


def test_an_instant_without_offset_is_in_paris() -> None:
    assert values.instant("2026-07-01T12:00:00") == datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert values.instant("2026-07-01") == datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert values.instant("2026-07-01T12:00:00Z") == datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "written", ["javascript:alert(1)", "ftp://exemple.fr", "exemple.fr", "https://", "https://e.fr/" + "a" * 2000]
)
def test_addresses_are_http(written: str) -> None:
    with pytest.raises(values.Bad):
        values.url(written)


def test_a_line_break_in_a_one_line_field_is_a_space_and_a_hard_space_stays() -> None:
    assert values.one_line("Prime \r\n vélo :\u00a0500\u00a0€\n", limit=255) == "Prime vélo :\u00a0500\u00a0€"


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85"])
def test_control_characters_are_refused(character: str) -> None:
    for meaning in (values.rich_text, values.texts, lambda value: values.one_line(value, limit=255)):
        with pytest.raises(values.Bad):
            meaning([f"a{character}b"] if meaning is values.texts else f"a{character}b")


@pytest.mark.parametrize("character", ["\ud800", "\uffff"])
def test_halves_of_characters_are_refused(character: str) -> None:
    with pytest.raises(values.Bad):
        values.one_line(f"a{character}b", limit=255)
