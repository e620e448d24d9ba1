"""Asking the API as a client does."""

from typing import Any

import pytest
from django.test import Client

ROOT = "/api/v1/"
# Every address that answers 200 without an argument.
READABLE = (
    "",
    "openapi.json",
    "docs/",
    "aids/",
    "aids/export/",
    "territories/",
    "funders/",
    "vocabularies/",
    "pages/",
    "images/",
    "documents/",
    "redirects/",
)


class Api:
    """`api.json("aids/", mode="bike")`; a parameter given as a list is sent as many times."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get(self, path: str, headers: dict[str, str] | None = None, **parameters: Any) -> Any:
        """The response, whatever it is."""
        return self.client.get(ROOT + path, parameters, headers=headers)

    def json(self, path: str, **parameters: Any) -> Any:
        """The answer."""
        response = self.get(path, **parameters)
        assert response.status_code == 200, response.content
        return response.json()

    def errors(self, path: str, **parameters: Any) -> dict[str, list[str]]:
        """The errors of a bad request."""
        response = self.get(path, **parameters)
        assert response.status_code == 400, response.content
        assert response.headers["Content-Type"] == "application/problem+json"
        errors: dict[str, list[str]] = response.json()["errors"]
        return errors


@pytest.fixture
def api(client: Client, db: None) -> Api:
    """A client of the API."""
    return Api(client)
