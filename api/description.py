"""The OpenAPI 3.1 description, made from what the endpoints declare; docs/openapi.json is the committed copy."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from django.utils import translation
from django.utils.translation import gettext as _

from api import problems
from api.endpoints import JSON, Endpoint, Operation
from api.shapes import PROBLEM, Schema, ref

API_VERSION = "1.0.0"
CONVERTED = re.compile(r"<(?:\w+:)?(\w+)>")


def describe(endpoints: Mapping[str, type[Endpoint]]) -> Schema:
    """The whole description. Its addresses are relative, so that it is the same on every host."""
    with translation.override("fr"):
        shapes: dict[str, Schema] = {"Problem": PROBLEM}
        for endpoint in endpoints.values():
            shapes |= endpoint.shapes
        return {
            "openapi": "3.1.1",
            "info": {
                "title": _("API de Mon Compte Mobilité"),
                "version": API_VERSION,
                "summary": _("Les aides à la mobilité, par lieu, par mode et par situation."),
                "description": _(
                    "Anonyme et ouverte à toutes les origines ; tout se lit, seuls les formulaires s’envoient. Un "
                    "paramètre inconnu est une erreur ; un paramètre vide est comme absent. Chaque réponse qui se "
                    "garde a un validateur (ETag) : redemandez-la avec If-None-Match. Dans cette version, on ne fait "
                    "qu’ajouter."
                ),
                "license": {
                    "name": "Licence Ouverte 2.0",
                    "url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
                },
            },
            "servers": [{"url": "/api/v1"}],
            "tags": [{"name": name or "api", "description": str(item.description)} for name, item in endpoints.items()],
            "paths": _paths(endpoints),
            "components": {"schemas": dict(sorted(shapes.items())), "responses": _problem_responses()},
        }


def serialized(description: Schema) -> bytes:
    """As it is committed and served: readable, and the same bytes each time."""
    return orjson.dumps(description, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _paths(endpoints: Mapping[str, type[Endpoint]]) -> dict[str, Schema]:
    paths: dict[str, Schema] = {}
    for name, endpoint in endpoints.items():
        for operation in endpoint.operations:
            address = (f"/{name}/" if name else "/") + CONVERTED.sub(r"{\1}", operation.path)
            paths.setdefault(address, {})[operation.method.lower()] = _operation(name or "api", operation)
    return paths


def _operation(tag: str, operation: Operation) -> Schema:
    stated: Schema = {
        "operationId": f"{tag}_{operation.name}",
        "tags": [tag],
        "summary": str(operation.summary),
        "parameters": [*_arguments(operation), *(parameter.described() for parameter in operation.parameters)],
        "responses": _responses(operation),
    }
    if operation.description:
        stated["description"] = str(operation.description)
    if operation.accepts is not None:
        stated["requestBody"] = {"required": True, "content": {JSON: {"schema": operation.accepts}}}
    return stated


def _arguments(operation: Operation) -> Iterable[Schema]:
    for name, schema in operation.arguments.items():
        described = {key: value for key, value in schema.items() if key != "description"}
        yield {"name": name, "in": "path", "required": True, "description": schema["description"], "schema": described}


def _responses(operation: Operation) -> Schema:
    responses: Schema = {}
    if operation.redirects:
        responses["302"] = {
            "description": _("L’adresse cherchée."),
            "headers": {"Location": {"schema": {"type": "string", "format": "uri"}}},
        }
    else:
        content: dict[str, Any] = {kind: {"schema": {"type": "string"}} for kind in operation.media_types}
        if operation.answers is not None:
            content[JSON] = {"schema": operation.answers}
        responses |= _personal(operation, content) if operation.personal else _kept(content)
    responses["400"] = {"$ref": "#/components/responses/BadRequest"}
    if operation.arguments or operation.redirects:
        responses["404"] = {"$ref": "#/components/responses/NotFound"}
    return responses


def _kept(content: Schema) -> Schema:
    """What a cache may keep, and ask again for."""
    headers = {name: {"schema": {"type": "string"}} for name in ("ETag", "Last-Modified", "Cache-Control")}
    return {
        "200": {"description": _("La réponse."), "headers": headers, "content": content},
        "304": {"description": _("Rien n’a changé depuis la réponse que vous avez.")},
    }


def _personal(operation: Operation, content: Schema) -> Schema:
    """What is made for one client."""
    if operation.method == "GET":
        return {"200": {"description": _("La réponse."), "content": content}}
    return {
        "201": {"description": _("C’est enregistré."), "content": content},
        "200": {"description": _("C’était déjà enregistré : rien n’a été ajouté."), "content": content},
        "429": {"$ref": "#/components/responses/TooMany"},
    }


def _problem_responses() -> Schema:
    content = {problems.CONTENT_TYPE: {"schema": ref("Problem")}}
    return {
        "BadRequest": {"description": str(problems.DETAILS[400]), "content": content},
        "NotFound": {"description": str(problems.DETAILS[404]), "content": content},
        "TooMany": {"description": str(problems.DETAILS[429]), "content": content},
    }
