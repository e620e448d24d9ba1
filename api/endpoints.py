"""The shape of an endpoint: a class on Wagtail's router whose operations are declared, then read by the view, the
description and the documentation page alike.

No request of DRF's is made on the way: nobody signs in here, nothing is negotiated, and its machinery would cost more
than the answer. Wagtail's router only asks an endpoint for `model` and `get_urlpatterns()`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, ClassVar, cast

import orjson
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from api import problems
from api.fields import Fields
from api.parameters import Parameter, Schema, Text, read
from api.problems import ProblemError
from api.validators import CACHE_CONTROL, State, bodies

JSON = "application/json"
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
READ, WRITTEN = "GET, HEAD, OPTIONS", "GET, HEAD, POST, OPTIONS"
PREFLIGHT = {
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


address_of = cache(reverse)


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

    @property
    def host(self) -> str:
        """What absolute addresses begin with."""
        return f"{self.request.scheme}://{self.request.get_host()}"

    def address(self, name: str) -> str:
        """The absolute address of an operation without arguments: `aids:listing`."""
        return self.host + address_of(f"{self.request.resolver_match.namespaces[0]}:{name}")  # type: ignore[union-attr]  # a view was resolved


@dataclass(frozen=True, slots=True)
class Answer:
    """JSON bytes, with what they were made from when it isn't what was expected: the catalogue's version (an index may
    lag), and what else they depend on (the engine asked may have failed, and another one answered).
    """

    body: bytes
    version: int | None = None
    depends_on: str | None = None


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
    # What writes: a POST of a JSON object of this shape.
    accepts: Schema | None = None
    # Made for one client: no validator, kept by no cache. The handler answers by itself.
    personal: bool = False
    # Where a domain has a grammar of its own, it reads what was sent; the parameters above then only describe it.
    grammar: Callable[[QueryDict, date], Mapping[str, Any]] | None = None

    @property
    def method(self) -> str:
        """How it is asked for."""
        return "POST" if self.accepts is not None else "GET"

    def read(self, sent: QueryDict, on_day: date) -> Mapping[str, Any]:
        """The values asked, or `BadParametersError`."""
        return self.grammar(sent, on_day) if self.grammar else read(self.parameters, dict(sent.lists()))


class Endpoint:
    """A collection of the API. Subclasses declare and answer; the manners are here."""

    name: ClassVar[str]
    description: ClassVar[Text]
    model: ClassVar[type[Model]]
    operations: ClassVar[tuple[Operation, ...]]
    shapes: ClassVar[Mapping[str, Schema]] = {}

    def depends_on(self) -> str:
        """What else an answer depends on, e.g. the search engine that would answer now."""
        return ""

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        """Wagtail's router mounts these below the endpoint's name."""
        return cls().views()

    def views(self) -> list[URLPattern]:
        """One view for each address; what reads comes before what writes there, and gives it its name."""
        at: dict[str, list[Operation]] = {}
        for operation in self.operations:
            at.setdefault(operation.path, []).append(operation)
        return [path(address, view_of(self, *found), name=found[0].name) for address, found in at.items()]

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


def view_of(endpoint: Endpoint, *operations: Operation) -> Callable[..., HttpResponseBase]:
    """The view of the operations at one address."""
    by_method = {operation.method: (operation, getattr(endpoint, operation.handler)) for operation in operations}

    def view(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        operation, handler = by_method["POST" if request.method == "POST" else "GET"]
        if not operation.personal:
            return answer(request, endpoint, operation, handler, arguments)
        state = State.now()
        made: HttpResponseBase = handler(Ask(request, operation.read(request.GET, state.day), state), **arguments)
        made.headers["Cache-Control"] = "no-store"
        return made

    return readable(view, WRITTEN if "POST" in by_method else READ)


def readable(view: Callable[..., HttpResponseBase], allowed: str = READ) -> Callable[..., HttpResponseBase]:
    """A view for any origin, whose problems are told; only read, unless more is allowed."""

    @csrf_exempt  # no cookie is read, nobody is signed in: a POST where none is allowed is told 405
    def wrapped(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            methods = {"Access-Control-Allow-Methods": allowed, "Allow": allowed}
            return HttpResponse(status=204, headers=PREFLIGHT | methods)
        try:
            if request.method not in allowed.split(", "):
                raise ProblemError(405, _("Méthodes possibles : %s.") % allowed if allowed != READ else "")
            return view(request, **arguments)
        except ProblemError as problem:
            refused = problems.response(problem)
            if problem.status == 405:
                refused.headers["Allow"] = allowed
            return refused

    return wrapped


def answer(
    request: HttpRequest,
    endpoint: Endpoint,
    operation: Operation,
    handler: Callable[..., Answer | HttpResponseBase],
    arguments: dict[str, Any],
) -> HttpResponseBase:
    """The answer, from the least work: the client's own copy, this process's, or the handler's."""
    state = State.now()
    depends_on = endpoint.depends_on()
    made_from, etag = state, state.etag(request, depends_on)
    if etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        # Only an answer of 200 was ever given this validator, so that what was asked needn't be read again.
        return HttpResponse(status=304, headers=state.headers(etag))
    body = bodies.get(etag)
    if body is None:
        made = handler(Ask(request, operation.read(request.GET, state.day), state), **arguments)
        if not isinstance(made, Answer):
            said = state.headers(etag) if made.status_code == 200 else {"Cache-Control": CACHE_CONTROL}
            for name, value in said.items():
                made.headers[name] = value
            return conditional(request, made, state, etag)
        if made.version is not None and made.version != state.version:
            made_from = state.at(made.version)
        if made.depends_on is not None:
            depends_on = made.depends_on
        etag = made_from.etag(request, depends_on)
        body = made.body
        bodies.put(etag, body)
    return conditional(request, HttpResponse(body, content_type=JSON, headers=made_from.headers(etag)), state, etag)


def conditional(request: HttpRequest, response: HttpResponseBase, state: State, etag: str) -> HttpResponseBase:
    """The response, or 304 (412) if the request's conditions say so. Errors and redirects have no conditions."""
    if response.status_code == 200 and any(condition in request.META for condition in CONDITIONS):
        # Django's stubs forget that a streamed response may be conditional too.
        response = cast("Any", get_conditional_response)(request, etag, state.last_modified(), response)
    if request.method == "HEAD" and isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()
    return response
