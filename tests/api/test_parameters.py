"""Parameters read what was sent to the letter, and say by name what is wrong."""

from typing import Any

import pytest

from api.fields import FieldsParameter
from api.parameters import OneOf, Parameter, WholeNumber, YesNo, paging, read
from api.problems import BadParametersError

PARAMETERS = (
    Parameter(name="search", description="text", max_length=10),
    OneOf(name="kind", description="kinds", choices=("commune", "epci"), repeatable=True),
    YesNo(name="interpret", description="or not", default=True),
    WholeNumber(name="page", description="number", minimum=1, maximum=100, default=1),
    *paging(),
)


def errors_of(**sent: list[str]) -> Any:
    with pytest.raises(BadParametersError) as raised:
        read(PARAMETERS, sent)
    assert raised.value.errors
    return raised.value.errors


def test_absent_and_empty_are_the_same() -> None:
    absent = read(PARAMETERS, {})
    empty = read(PARAMETERS, {name: ["", ""] for name in ("search", "kind", "interpret", "page", "limit", "offset")})
    assert absent == empty
    assert absent == {"search": None, "kind": (), "interpret": True, "page": 1, "limit": 20, "offset": 0}


def test_values_are_read() -> None:
    values = read(
        PARAMETERS, {"search": ["vélo"], "kind": ["epci", "commune", "epci"], "interpret": ["false"], "limit": ["0"]}
    )
    assert values["search"] == "vélo"
    assert values["kind"] == ("epci", "commune")
    assert values["interpret"] is False
    assert values["limit"] == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("search", "x" * 11),
        ("search", "a\0b"),
        ("kind", "village"),
        ("interpret", "yes"),
        ("interpret", "True"),
        ("page", "0"),
        ("limit", "101"),
        ("limit", "-1"),
        ("limit", "1.5"),
        ("limit", "²"),
        ("limit", "١٢"),
        ("limit", " 5"),
        ("limit", "9" * 9000),
        ("offset", "10001"),
        ("offset", "1" + "0" * 20),
        ("colour", "green"),
    ],
)
def test_a_bad_value_is_an_error_of_its_parameter(name: str, value: str) -> None:
    assert list(errors_of(**{name: [value]})) == [name]


def test_a_single_valued_parameter_given_twice_is_an_error() -> None:
    assert list(errors_of(limit=["5", "5"])) == ["limit"]


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert set(errors_of(limit=["x"], colour=["green"], kind=["village"])) == {"limit", "colour", "kind"}


def test_an_error_says_what_is_allowed() -> None:
    assert "commune, epci" in errors_of(kind=["village"])["kind"][0]
    assert "interpret" in errors_of(colour=["green"])["colour"][0]


FIELDS = FieldsParameter(usual=("id", "title", "slug"), more=("contact",))
ITEM = {"id": 1, "meta": {"slug": "a"}, "title": "A", "contact": "me"}


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ("contact", ITEM),
        ("*", ITEM),
        ("*,-title", {"id": 1, "meta": {"slug": "a"}, "contact": "me"}),
        ("_", {}),
        ("_,title", {"title": "A"}),
        ("_,slug", {"meta": {"slug": "a"}}),
        ("-slug", {"id": 1, "title": "A"}),
        ("-id,contact", {"meta": {"slug": "a"}, "title": "A", "contact": "me"}),
    ],
)
def test_fields_follow_wagtails_grammar(fields: str, shown: dict[str, Any]) -> None:
    assert FIELDS.parse(fields).select(ITEM) == shown


@pytest.mark.parametrize(
    "fields",
    [
        "colour",
        "meta",
        "title,",
        ",title",
        "title,*",
        "*,contact",
        "_,-title",
        "--title",
        "title(id)",
        " title",
        "-",
        "**",
    ],
)
def test_other_fields_are_refused(fields: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        FIELDS.parse(fields)
