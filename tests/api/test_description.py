"""The committed description is what is declared, is valid, and real answers are as it says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from search import grammar
from tests.api.conftest import Api
from tests.factories import AidFactory

pytestmark = pytest.mark.django_db

COMMITTED: dict[str, Any] = json.loads((Path(__file__).parents[2] / "docs" / "openapi.json").read_text())


def test_what_is_committed_is_what_is_declared() -> None:
    call_command("openapi", check=True)


def test_is_valid_openapi() -> None:
    validate(COMMITTED)


def test_what_is_served_is_what_is_committed(api: Api) -> None:
    assert api.json("openapi.json") == COMMITTED


def test_the_question_is_described_as_its_grammar_reads_it() -> None:
    described = {parameter["name"] for parameter in COMMITTED["paths"]["/aids/"]["get"]["parameters"]}
    assert described == {*grammar.COMMON, *grammar.API_ONLY, "fields"}


def test_examples_are_as_their_shapes_say() -> None:
    shapes = {name: schema for name, schema in COMMITTED["components"]["schemas"].items() if "examples" in schema}
    assert {"AidSummary", "Territory", "Funder", "Vocabularies", "Problem"} <= set(shapes)
    for schema in shapes.values():
        for example in schema["examples"]:
            assert list(errors_of(example, schema)) == []


def strict(schema: Any) -> Any:
    """The schema, closed: every property it names must be there, and no other."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: strict(value) for key, value in schema.items() if key != "examples"}
    if "properties" in schema and "required" not in schema:
        closed["required"] = list(schema["properties"])
    if "properties" in schema:
        closed["additionalProperties"] = False
    return closed


def errors_of(instance: Any, schema: Any, *, closed: bool = False) -> Iterator[str]:
    components = COMMITTED["components"]
    document = {**schema, "components": components}
    checker = Draft202012Validator.FORMAT_CHECKER
    for error in Draft202012Validator(strict(document) if closed else document, format_checker=checker).iter_errors(
        instance
    ):
        yield f"{error.json_path}: {error.message[:300]}"


@pytest.fixture
def catalogue() -> Any:
    """One aid with everything, one with as little as possible."""
    full = AidFactory(
        title="Prime vélo cargo",
        funder__territory_id="region-76",
        funder__siren="200053791",
        include=["region-76"],
        exclude=["commune-31149"],
        within=["departement-31"],
        beneficiaries=["student"],
        proofs=["identity"],
        amount_text="500 €",
        amount_min=100,
        amount_max=500,
        amount_percent=50,
        amount_period="once",
        opens_on="2026-01-01",
        closes_on="2099-12-31",
        verified_at="2026-03-02T10:00:00Z",
        external_id="velo-1",
        source="essai",
    )
    AidFactory(title="Cargo bike grant", locale="en", funder=full.funder, translation_key=full.translation_key)
    AidFactory(title="Prime sans rien", summary="", benefit="", national=True)
    return full


CASES = (
    ("/", {}),
    ("/openapi.json", {}),
    ("/aids/", {}),
    ("/aids/", {"facets": "*", "search": "vélo cargo Toulouse", "status": "all"}),
    ("/aids/", {"territory": "commune-31555", "locale": "en"}),
    ("/aids/{pk}/", {}),
    ("/territories/", {}),
    ("/territories/", {"search": "Tourlaville"}),
    ("/territories/{territory}/", {}),
    ("/funders/", {}),
    ("/funders/{slug}/", {}),
    ("/vocabularies/", {}),
)


@pytest.mark.parametrize(("path", "parameters"), CASES)
def test_answers_are_as_described(api: Api, catalogue: Any, path: str, parameters: dict[str, str]) -> None:
    address = path.format(pk=catalogue.pk, territory="commune-31555", slug=catalogue.funder.slug)
    answer = api.json(address.removeprefix("/"), **parameters)
    described = path.replace("{territory}", "{pk}")
    schema = COMMITTED["paths"][described]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    closed = "search" not in parameters
    assert list(errors_of(answer, schema, closed=closed)) == []
    if "items" in answer:
        assert answer["items"]


def test_every_described_address_is_tried() -> None:
    tried = {path.replace("{territory}", "{pk}") for path, _parameters in CASES}
    elsewhere = ("/pages/", "/images/", "/documents/", "/redirects/", "/forms/")
    left = {path for path in set(COMMITTED["paths"]) - tried if not path.startswith(elsewhere)}
    assert left == {"/aids/find/", "/aids/export/"}


@pytest.mark.parametrize("path", ["aids/?limit=x", "aids/0/", "nothing/"])
def test_problems_are_as_described(api: Api, path: str) -> None:
    problem = api.get(path).json()
    assert list(errors_of(problem, COMMITTED["components"]["schemas"]["Problem"])) == []


@pytest.mark.parametrize("path", ["aids/", "funders/", "territories/"])
def test_answers_with_chosen_fields_are_as_described_too(api: Api, catalogue: Any, path: str) -> None:
    answer = api.json(path, fields="_,id")
    schema = COMMITTED["paths"][f"/{path}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert list(errors_of(answer, schema)) == []
