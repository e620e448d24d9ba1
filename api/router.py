"""Wagtail's router, with a root that lists its endpoints, their description and a page to read it."""

from collections.abc import Mapping
from functools import cached_property
from hashlib import blake2b
from typing import Any

from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.api.v2.router import WagtailAPIRouter

from api.description import API_VERSION, describe, serialized
from api.documentation import documentation_view
from api.endpoints import Answer, Ask, Endpoint, Operation, json_answer
from api.shapes import Schema, address, keyed, many, text, thing


class Root(Endpoint):
    """The first address that a developer opens: what there is, and where it is described."""

    name = ""
    description = _("Ce que propose l’API, et sa description.")
    shapes = {
        "Root": thing(
            {
                "version": text("La version de l’API."),
                "openapi_url": address("La description OpenAPI 3.1."),
                "docs_url": address("La même, à lire et à essayer."),
                "endpoints": many(
                    thing({"name": text(), "url": address(), "description": text()}), "Les collections de l’API."
                ),
            }
        ),
    }
    operations = (
        Operation(
            name="root",
            path="",
            handler="root",
            summary=_("Les collections de l’API"),
            answers={"$ref": "#/components/schemas/Root"},
        ),
        Operation(
            name="openapi",
            path="openapi.json",
            handler="openapi",
            summary=_("La description OpenAPI de l’API"),
            answers=keyed({}),
        ),
    )

    def __init__(self, router: "ApiRouter") -> None:
        self.router = router

    def depends_on(self) -> str:
        """A release may change the description without a change of the catalogue."""
        return self.router.fingerprint

    def root(self, ask: Ask) -> Answer:
        """The collections and their addresses."""
        base = ask.address("root")
        return json_answer(
            {
                "version": API_VERSION,
                "openapi_url": ask.address("openapi"),
                "docs_url": ask.address("docs"),
                "endpoints": [
                    {"name": name, "url": f"{base}{name}/", "description": str(endpoint.description)}
                    for name, endpoint in self.router.endpoints.items()
                ],
            }
        )

    def openapi(self, ask: Ask) -> Answer:
        """The description."""
        return Answer(self.router.serialized)


class ApiRouter(WagtailAPIRouter):
    """The endpoints of one version of the API, mounted together."""

    _endpoints: dict[str, type[Endpoint]]

    @property
    def endpoints(self) -> Mapping[str, type[Endpoint]]:
        """By name, in the order in which they were registered."""
        return self._endpoints

    def register(self, endpoint: type[Endpoint]) -> None:
        """Mount it under its own name."""
        self.register_endpoint(endpoint.name, endpoint)

    @cached_property
    def description(self) -> Schema:
        """The OpenAPI description of all of them."""
        return describe({Root.name: Root, **self.endpoints})

    @cached_property
    def serialized(self) -> bytes:
        """The description's bytes, as committed in docs/openapi.json."""
        return serialized(self.description)

    @cached_property
    def fingerprint(self) -> str:
        """What changes when the description does."""
        return blake2b(self.serialized, digest_size=8).hexdigest()

    def get_urlpatterns(self) -> list[URLPattern]:
        """The router's own addresses, then its endpoints'."""
        endpoints: list[Any] = super().get_urlpatterns()
        docs = path("docs/", documentation_view(self), name="docs")
        return [*Root(self).views(), docs, *endpoints]
