"""The page where a developer reads the API and tries it: made from the description, complete without JavaScript."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import orjson
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import gettext as _

from api.endpoints import readable
from api.shapes import Schema
from api.validators import CACHE_CONTROL

if TYPE_CHECKING:
    from api.router import ApiRouter


@dataclass(frozen=True)
class Input:
    """A parameter as a field of a form."""

    name: str
    description: str
    kind: str
    required: bool
    repeatable: bool
    choices: tuple[str, ...]
    default: str
    example: str


@dataclass(frozen=True)
class Example:
    """An address to read about, with the form that tries it if it is read by GET."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    inputs: tuple[Input, ...]


@dataclass(frozen=True)
class Section:
    """An endpoint and its addresses."""

    name: str
    description: str
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Shape:
    """A named shape of the answers: its properties with their kind and meaning, and an example."""

    name: str
    description: str
    properties: tuple[tuple[str, str, str], ...]
    example: str


def documentation_view(router: "ApiRouter") -> Callable[[HttpRequest], HttpResponseBase]:
    """The view of the page."""

    def view(request: HttpRequest) -> HttpResponseBase:
        root = reverse(f"{router.url_namespace}:root")
        if wanted := request.GET.get("try"):
            return HttpResponseRedirect(tried(router.description, root, wanted, request.GET) or request.path)
        context = {
            "root": root,
            "info": router.description["info"],
            "sections": tuple(sections(router.description)),
            "shapes": tuple(shapes(router.description)),
        }
        page = render(request, "api/documentation.html", context)
        page.headers["Cache-Control"] = CACHE_CONTROL
        # The page shows the site's menu, which the catalogue's version knows nothing of: its bytes are its validator.
        set_response_etag(page)
        return get_conditional_response(request, page.headers["ETag"], None, page) or page

    return readable(view)


def tried(description: Schema, root: str, wanted: str, sent: QueryDict) -> str | None:
    """The address that a form describes, without its empty fields; `None` if it names no operation or lacks a part."""
    paths: dict[str, Schema] = description["paths"]
    for path, methods in paths.items():
        if methods["get"]["operationId"] != wanted:
            continue
        places = [stated["name"] for stated in methods["get"]["parameters"] if stated["in"] == "path"]
        for name in places:
            if not sent.get(name):
                return None
            path = path.replace(f"{{{name}}}", quote(str(sent[name]), safe=""))
        others = [
            (name, value) for name, values in sent.lists() if name not in {"try", *places} for value in values if value
        ]
        return root.rstrip("/") + path + (f"?{urlencode(others)}" if others else "")
    return None


def sections(description: Schema) -> Iterator[Section]:
    """The endpoints in their order."""
    for tag in description["tags"]:
        examples = (
            example(path, method, stated)
            for path, methods in description["paths"].items()
            for method, stated in methods.items()
            if tag["name"] in stated["tags"]
        )
        yield Section(tag["name"], tag["description"], tuple(examples))


def example(path: str, method: str, operation: Schema) -> Example:
    """One address."""
    return Example(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=operation.get("description", ""),
        inputs=tuple(field(stated) for stated in operation["parameters"]),
    )


def field(stated: Schema) -> Input:
    """One parameter."""
    repeatable = stated["schema"].get("type") == "array"
    one = stated["schema"]["items"] if repeatable else stated["schema"]
    choices = ("true", "false") if one.get("type") == "boolean" else tuple(one.get("enum", ()))
    example = stated.get("example", "")
    return Input(
        name=stated["name"],
        description=stated["description"],
        kind="number" if one.get("type") == "integer" else "text",
        required=stated.get("required", False),
        repeatable=repeatable,
        choices=choices,
        default=as_text(one.get("default", "")),
        example=as_text(example[0] if isinstance(example, list) else example),
    )


def shapes(description: Schema) -> Iterator[Shape]:
    """The named shapes."""
    for name, schema in description["components"]["schemas"].items():
        examples, properties = schema.get("examples"), schema.get("properties", {})
        yield Shape(
            name=name,
            description=schema.get("description", ""),
            properties=tuple((key, kind_of(value), value.get("description", "")) for key, value in properties.items()),
            example=orjson.dumps(examples[0], option=orjson.OPT_INDENT_2).decode() if examples else "",
        )


def kind_of(schema: Schema) -> str:
    """`string or null`, `list of Labelled`: a schema in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return _(" ou ").join(kind_of(one) for one in schema["anyOf"])
    kinds = schema["type"] if isinstance(schema.get("type"), list) else [schema.get("type", "")]
    if kinds == ["array"]:
        return _("liste de %(kind)s") % {"kind": kind_of(schema["items"])}
    words = _(" ou ").join(kinds)
    return f"{words} ({schema['format']})" if "format" in schema else words


def as_text(value: Any) -> str:
    """A value as one would type it in an address."""
    return str(value).lower() if isinstance(value, bool) else str(value)
