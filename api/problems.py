"""Errors that speak: `application/problem+json` (RFC 9457), with `errors` keyed by the parameter as it was sent."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from types import MappingProxyType

import orjson
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CONTENT_TYPE = "application/problem+json"
Errors = Mapping[str, Sequence[str]]
NO_ERRORS: Errors = MappingProxyType({})
NO_HEADERS: Mapping[str, str] = MappingProxyType({})

TITLES: dict[int, str | Promise] = {
    400: gettext_lazy("Demande incorrecte"),
    404: gettext_lazy("Introuvable"),
    405: gettext_lazy("Méthode non autorisée"),
    412: gettext_lazy("Condition non remplie"),
    413: gettext_lazy("Demande trop longue"),
    415: gettext_lazy("Format non pris en charge"),
    429: gettext_lazy("Trop de demandes"),
    500: gettext_lazy("Erreur du serveur"),
    503: gettext_lazy("Service momentanément indisponible"),
}
DETAILS: dict[int, str | Promise] = {
    400: gettext_lazy("La demande n’a pas pu être lue."),
    404: gettext_lazy("Il n’y a rien à cette adresse."),
    405: gettext_lazy("Cette adresse se lit seulement : GET, HEAD ou OPTIONS."),
    412: gettext_lazy("La ressource a changé depuis."),
    413: gettext_lazy("Envoyez moins à la fois."),
    415: gettext_lazy("Un objet JSON est attendu : Content-Type: application/json."),
    429: gettext_lazy("Réessayez plus tard ; Retry-After dit quand."),
    500: gettext_lazy("L’erreur est de notre fait et a été enregistrée."),
    503: gettext_lazy("Réessayez dans un instant."),
}


class ProblemError(Exception):
    """Raised by an endpoint to answer with a problem instead."""

    def __init__(
        self, status: int, detail: str = "", errors: Errors = NO_ERRORS, headers: Mapping[str, str] = NO_HEADERS
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = headers


class BadParametersError(ProblemError):
    """Some parameters are wrong: which ones, why, and what is allowed."""

    def __init__(self, errors: Errors) -> None:
        super().__init__(400, _("Des paramètres sont incorrects ; voyez « errors »."), errors)


def body(status: int, detail: str = "", errors: Errors = NO_ERRORS) -> bytes:
    """The problem as JSON. A status without words of ours gets those of HTTP."""
    problem: dict[str, object] = {
        "type": "about:blank",
        "status": status,
        "title": str(TITLES.get(status) or HTTPStatus(status).phrase),
        "detail": detail or str(DETAILS.get(status, "")),
    }
    if errors:
        problem["errors"] = errors
    return orjson.dumps(problem)


def response(problem: ProblemError) -> HttpResponse:
    """The problem as an answer."""
    return HttpResponse(
        body(problem.status, problem.detail, problem.errors),
        status=problem.status,
        content_type=CONTENT_TYPE,
        headers=problem.headers,
    )
