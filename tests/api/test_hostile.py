"""Nothing that a client sends is a failure of ours: a 4xx that says why, or an answer."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.factories import AidFactory

pytestmark = pytest.mark.django_db

DESCRIPTION: dict[str, Any] = json.loads((Path(__file__).parents[2] / "docs" / "openapi.json").read_text())
PLACES = {"{pk}": "1", "{slug}": "x"}
HOSTILE = (
    "%00",
    "a%00b",
    "%C0%AF",
    "%ED%A0%80",
    "%FF%FE",
    "%F0%9F%9A%B2",
    "%E2%80%AE%D7%A9",
    "%0D%0AX-Injected:1",
    "%22",
    "'",
    "%25",
    "%5C",
    "*",
    "(((((",
    "a:b AND OR NOT",
    "-1",
    "1e9",
    "10%5E20",
    "9" * 30,
    "0x10",
    "NaN",
    "null",
    "[]",
    "{}",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "a," * 2000,
    "commune-",
    "-31555",
    "é" * 200,
    "x" * 4096,
    "x" * 9216,
    "9" * 9216,
    "(" * 9216,
)


def addresses() -> list[str]:
    paths = [*DESCRIPTION["paths"], "/docs/"]
    for sample, value in PLACES.items():
        paths = [path.replace(sample, value) for path in paths]
    return [f"/api/v1{path}" for path in paths]


def parameters() -> list[tuple[str, str]]:
    pairs = [("/docs/", "try"), ("/docs/", "pk")]
    for path, methods in DESCRIPTION["paths"].items():
        pairs += [(path, stated["name"]) for stated in methods["get"]["parameters"] if stated["in"] == "query"]
    for sample, value in PLACES.items():
        pairs = [(path.replace(sample, value), name) for path, name in pairs]
    return [(f"/api/v1{path}", name) for path, name in pairs]


def survives(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code < 500, address
    if response.status_code >= 400:
        assert response.headers["Content-Type"] == "application/problem+json", address
        assert response.json()["status"] == response.status_code
    b"".join(response)


@pytest.mark.parametrize(("address", "name"), parameters())
def test_any_value_of_any_parameter(client: Client, address: str, name: str) -> None:
    AidFactory()
    for value in HOSTILE:
        survives(client, f"{address}?{name}={value}")
        survives(client, f"{address}?{name}={value}&{name}={value}")


@pytest.mark.parametrize("address", addresses())
class TestAnyAddress:
    def test_any_name_of_a_parameter(self, client: Client, address: str) -> None:
        for value in HOSTILE:
            survives(client, f"{address}?{value}=1")
            survives(client, f"{address}?{value}")

    @pytest.mark.parametrize("number", [1_000, 20_000])
    def test_very_many_parameters(self, client: Client, address: str, number: int) -> None:
        survives(client, f"{address}?" + "&".join(f"p{index}=1" for index in range(number)))
        survives(client, f"{address}?" + "&".join(["search=velo"] * number))

    def test_odd_queries(self, client: Client, address: str) -> None:
        for query in ("&", "=", "&&&===", "?", "%", "%%%", ";", "+", "a=%u0041", "[]=1", "fields[]=x"):
            survives(client, f"{address}?{query}")

    def test_odd_headers(self, client: Client, address: str) -> None:
        odd = ('"', "W/", "*,*", 'W/"' + "x" * 9000 + '"', "\x00", "é", "Thu, 99 Foo 2026 99:99:99 GMT", "0")
        for name in (
            "If-None-Match",
            "If-Modified-Since",
            "If-Match",
            "If-Unmodified-Since",
            "Accept",
            "Origin",
            "Range",
        ):
            for value in odd:
                response = client.get(address, headers={name: value})
                assert response.status_code < 500, (name, value)


@pytest.mark.parametrize(
    "collection", ["aids", "territories", "funders", "vocabularies", "pages", "images", "docs", "unknown"]
)
def test_any_piece_of_a_path(client: Client, collection: str) -> None:
    for value in HOSTILE:
        survives(client, f"/api/v1/{collection}/{value}/")
        survives(client, f"/api/v1/{collection}/{value}")
        survives(client, f"/api/{value}")


def test_every_parameter_bad_at_once(client: Client) -> None:
    names = {name for address, name in parameters() if address == "/api/v1/aids/"}
    response = client.get("/api/v1/aids/?" + "&".join(f"{name}=%00" for name in sorted(names)))
    assert set(response.json()["errors"]) == names


def test_many_territories(client: Client) -> None:
    survives(client, "/api/v1/aids/?" + "&".join(f"territory=commune-{code:05}" for code in range(900)))
    survives(client, "/api/v1/aids/?" + "&".join(["territory=commune-31555"] * 900))
