"""What an address accepts, declared once: each parameter reads its own values and describes itself for OpenAPI."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from api.problems import BadParametersError

Text = str | Promise
Schema = dict[str, Any]
Sent = Mapping[str, Sequence[str]]
MAX_OFFSET = 10_000


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One parameter of a query: text of a bounded length, unless a subclass says otherwise.

    `default` is its value when it is absent or empty; a repeatable one is then an empty tuple.
    """

    name: str
    description: Text
    repeatable: bool = False
    required: bool = False
    default: Any = None
    example: Any = None
    max_length: int = 200

    def parse(self, text: str) -> Any:
        """The value meant by what was sent; a `ValueError` says in a sentence what is wrong and what is allowed."""
        if len(text) > self.max_length:
            raise ValueError(_("%(max)d caractères au plus.") % {"max": self.max_length})
        return text

    def schema(self) -> Schema:
        """One value, as JSON Schema."""
        return {"type": "string", "maxLength": self.max_length}

    def described(self) -> Schema:
        """The whole parameter, as OpenAPI states it."""
        schema = self.schema()
        if self.repeatable:
            schema = {"type": "array", "items": schema}
        elif self.default is not None:
            schema["default"] = self.default
        stated: Schema = {"name": self.name, "in": "query", "description": str(self.description), "schema": schema}
        if self.required:
            stated["required"] = True
        if self.repeatable:
            stated |= {"style": "form", "explode": True}
        if self.example is not None:
            stated["example"] = [self.example] if self.repeatable else self.example
        return stated


@dataclass(frozen=True, kw_only=True)
class WholeNumber(Parameter):
    """A whole number within bounds, never clamped: `limit=101` is an error, not 100."""

    minimum: int = 0
    maximum: int

    def parse(self, text: str) -> int:
        # The length first: int() of a very long number is refused by Python itself, and "²" is a digit for some.
        if not (text.isascii() and text.isdigit() and len(text) <= 9 and self.minimum <= int(text) <= self.maximum):
            raise ValueError(
                _("Un nombre entier de %(min)d à %(max)d est attendu.") % {"min": self.minimum, "max": self.maximum}
            )
        return int(text)

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.minimum, "maximum": self.maximum}


@dataclass(frozen=True, kw_only=True)
class OneOf(Parameter):
    """One of a closed list of codes."""

    choices: Sequence[str]

    def parse(self, text: str) -> str:
        if text not in self.choices:
            raise ValueError(
                _("Valeur inconnue. Valeurs possibles : %(values)s.") % {"values": ", ".join(self.choices)}
            )
        return text

    def schema(self) -> Schema:
        return {"type": "string", "enum": list(self.choices)}


@dataclass(frozen=True, kw_only=True)
class YesNo(Parameter):
    """`true` or `false`."""

    def parse(self, text: str) -> bool:
        if text not in {"true", "false"}:
            raise ValueError(_("« true » ou « false » est attendu."))
        return text == "true"

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True, kw_only=True)
class Instant(Parameter):
    """An instant in ISO 8601. Only described here: the question's own grammar reads it."""

    def parse(self, text: str) -> datetime:
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            raise ValueError(_("Une date au format ISO 8601 est attendue.")) from None

    def schema(self) -> Schema:
        return {"type": "string", "format": "date-time"}


def paging(*, maximum: int = 100, default: int = 20) -> tuple[WholeNumber, WholeNumber]:
    """`limit` and `offset`."""
    return (
        WholeNumber(
            name="limit",
            description=gettext_lazy("Nombre d’éléments par réponse ; 0 pour le total seul."),
            maximum=maximum,
            default=default,
        ),
        WholeNumber(
            name="offset",
            description=gettext_lazy("Nombre d’éléments à passer. Au-delà du dernier, la réponse est vide."),
            maximum=MAX_OFFSET,
            default=0,
        ),
    )


def read(parameters: Iterable[Parameter], sent: Sent) -> dict[str, Any]:
    """The value of each declared parameter; all that is wrong is told at once, by name."""
    declared = {parameter.name: parameter for parameter in parameters}
    errors = nul_errors(sent)
    errors |= {name: [unknown_parameter(declared)] for name in sent if name not in declared}
    values: dict[str, Any] = {}
    for name, parameter in declared.items():
        if name in errors:
            continue
        try:
            values[name] = read_one(parameter, [text for text in sent.get(name, ()) if text])
        except ValueError as error:
            errors[name] = [str(error)]
    if errors:
        raise BadParametersError(errors)
    return values


def nul_errors(sent: Sent) -> dict[str, list[str]]:
    """The parameters with a NUL, that PostgreSQL refuses and nobody types."""
    return {name: [_("Le caractère NUL n’est pas permis.")] for name in sent if "\0" in "".join(sent[name])}


def read_one(parameter: Parameter, texts: Sequence[str]) -> Any:
    """The value of one parameter; an empty text has been left out, being as good as absent."""
    if parameter.repeatable:
        return tuple(parameter.parse(text) for text in dict.fromkeys(texts))
    if len(texts) > 1:
        raise ValueError(_("Ce paramètre ne peut être donné qu’une fois."))
    if texts:
        return parameter.parse(texts[0])
    if parameter.required:
        raise ValueError(_("Ce paramètre est obligatoire."))
    return parameter.default


def unknown_parameter(declared: Mapping[str, Parameter]) -> str:
    """What to say of a parameter that this address doesn't know."""
    if not declared:
        return _("Paramètre inconnu : cette adresse n’en a aucun.")
    return _("Paramètre inconnu. Paramètres possibles : %(names)s.") % {"names": ", ".join(sorted(declared))}
