"""The shape of an endpoint: a class on Wagtail's router whose operations are declared, then read by the view, the
description and the documentation page alike.

No request of DRF's is made on the way: nobody signs in here, nothing is negotiated, and its machinery would cost more
than the answer. Wagtail's router only asks an endpoint for `model` and `get_urlpatterns()`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import orjson
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.cache import get_conditional_response

from api import problems
from api.fields import Fields
from api.parameters import Parameter, Schema, Text, read
from api.problems import ProblemError
from api.validators import State, bodies

JSON = "application/json"
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Authorization, Content-Type, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}


@dataclass(frozen=True, slots=True)
class Ask:
    """What was asked: the values of the declared parameters, and the state of the catalogue to answer from."""

    request: HttpRequest
    values: Mapping[str, Any]
    state: State

    @property
    def fields(self) -> Fields | None:
        """The fields chosen, `None` = the usual ones."""
        chosen: Fields | None = self.values.get("fields")
        return chosen

    def select(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """The item with the fields chosen."""
        return item if self.fields is None else self.fields.select(item)

    def address(self, name: str, **arguments: Any) -> str:
        """The absolute address of an operation: `aids:detail`, pk=12."""
        namespace = self.request.resolver_match.namespaces[0]  # type: ignore[union-attr]  # a view was resolved
        return self.request.build_absolute_uri(reverse(f"{namespace}:{name}", kwargs=arguments))


@dataclass(frozen=True, slots=True)
class Answer:
    """JSON bytes, with the catalogue's version they were made from when it isn't the state's (an index may lag)."""

    body: bytes
    version: int | None = None


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One address of an endpoint: what it accepts, what it answers and by which method."""

    name: str
    path: str
    handler: str
    summary: Text
    description: Text = ""
    parameters: tuple[Parameter, ...] = ()
    arguments: Mapping[str, Schema] = field(default_factory=dict)
    answers: Schema | None = None
    media_types: tuple[str, ...] = (JSON,)
    redirects: bool = False


class Endpoint:
    """A collection of the API. Subclasses declare and answer; the manners are here."""

    name: ClassVar[str]
    description: ClassVar[Text]
    model: ClassVar[type[Model]]
    operations: ClassVar[tuple[Operation, ...]]
    shapes: ClassVar[Mapping[str, Schema]] = {}

    @classmethod
    def engine(cls) -> str:
        """What else an answer depends on, e.g. the search engine that would answer now."""
        return "database"

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        """Wagtail's router mounts these below the endpoint's name."""
        return [path(operation.path, view_of(cls, operation), name=operation.name) for operation in cls.operations]

    @classmethod
    def get_object_detail_urlpath(cls, model: type[Model], pk: Any, namespace: str = "") -> str:
        """Where Wagtail's own endpoints say that an object of ours is."""
        return reverse(f"{namespace}:detail" if namespace else "detail", kwargs={"pk": pk})


def json_answer(content: object) -> Answer:
    """The usual answer."""
    return Answer(orjson.dumps(content))


def listing(items: Iterable[Mapping[str, Any]], *, total_count: int) -> Answer:
    """A list in Wagtail's envelope."""
    return json_answer({"meta": {"total_count": total_count}, "items": list(items)})


def view_of(endpoint: type[Endpoint], operation: Operation) -> Callable[..., HttpResponseBase]:
    """The view of one operation."""
    handler = getattr(endpoint(), operation.handler)

    def view(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=PREFLIGHT)
        if request.method not in {"GET", "HEAD"}:
            refused = problems.response(ProblemError(405))
            refused.headers["Allow"] = PREFLIGHT["Allow"]
            return refused
        try:
            return answer(request, endpoint, operation, handler, arguments)
        except ProblemError as problem:
            return problems.response(problem)

    # Nothing is written here and no cookie is read: a POST must be told 405, not that its token is missing.
    view.csrf_exempt = True  # type: ignore[attr-defined]  # how Django's own decorator marks a view
    view.operation = operation  # type: ignore[attr-defined]  # for whoever walks the addresses
    return view


def answer(
    request: HttpRequest,
    endpoint: type[Endpoint],
    operation: Operation,
    handler: Callable[..., Answer | HttpResponseBase],
    arguments: dict[str, Any],
) -> HttpResponseBase:
    """The answer, from the least work: the client's own copy, this process's, or the handler's."""
    state = State.now()
    engine = endpoint.engine()
    etag = state.etag(request, engine)
    if etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        # Only an answer of 200 was ever given this validator, so that what was asked needn't be read again.
        return HttpResponse(status=304, headers=state.headers(etag))
    body = bodies.get(etag)
    if body is None:
        made = handler(Ask(request, read(operation.parameters, request.GET), state), **arguments)
        if not isinstance(made, Answer):
            if made.status_code == 200:
                made.headers.update(state.headers(etag))  # type: ignore[attr-defined]  # a mutable mapping
            return conditional(request, made, state, etag)
        if made.version is not None and made.version != state.version:
            etag = state.etag(request, engine, made.version)
        body = made.body
        bodies.put(etag, body)
    return conditional(request, HttpResponse(body, content_type=JSON, headers=state.headers(etag)), state, etag)


def conditional(request: HttpRequest, response: HttpResponseBase, state: State, etag: str) -> HttpResponseBase:
    """The response, or 304 (412) if the request's conditions say so. Errors and redirects have no conditions."""
    if response.status_code == 200 and any(condition in request.META for condition in CONDITIONS):
        held: HttpResponseBase = get_conditional_response(request, etag, state.last_modified(), response)
        if held is not response and held.status_code == 304:
            held.headers.update(state.headers(etag))  # type: ignore[attr-defined]  # a mutable mapping
        response = held
    if request.method == "HEAD" and isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()  # type: ignore[assignment]  # an empty iterable
    return response
