"""Small words for writing JSON Schema, and the shapes that every endpoint shares."""

from collections.abc import Mapping, Sequence
from typing import Any

Schema = dict[str, Any]


def text(description: str = "", **more: Any) -> Schema:
    """A string."""
    return _described({"type": "string"}, description) | more


def whole(description: str = "", **more: Any) -> Schema:
    """A whole number."""
    return _described({"type": "integer"}, description) | more


def boolean(description: str = "") -> Schema:
    """True or false."""
    return _described({"type": "boolean"}, description)


def address(description: str = "") -> Schema:
    """An absolute address."""
    return text(description, format="uri")


def day(description: str = "") -> Schema:
    """A day, `2026-12-31`."""
    return text(description, format="date")


def instant(description: str = "") -> Schema:
    """An instant, `2026-12-31T10:00:00Z`."""
    return text(description, format="date-time")


def one_of(codes: Sequence[str], description: str = "") -> Schema:
    """One of a closed list."""
    return text(description, enum=list(codes))


def many(items: Schema, description: str = "") -> Schema:
    """A list."""
    return _described({"type": "array", "items": items}, description)


def ref(name: str) -> Schema:
    """A shape that has a name."""
    return {"$ref": f"#/components/schemas/{name}"}


def nullable(schema: Schema) -> Schema:
    """That, or null."""
    if isinstance(schema.get("type"), str):
        both = schema | {"type": [schema["type"], "null"]}
        return both | {"enum": [*both["enum"], None]} if "enum" in both else both
    return {"anyOf": [schema, {"type": "null"}]}


def thing(properties: Mapping[str, Schema], description: str = "", *, optional: bool = False, **more: Any) -> Schema:
    """An object. All its properties are there, unless `fields` may leave them out (`optional`)."""
    schema: Schema = _described({"type": "object", "properties": dict(properties)}, description)
    if not optional:
        schema["required"] = list(properties)
    return schema | more


def keyed(values: Schema, description: str = "") -> Schema:
    """An object whose keys are not known beforehand."""
    return _described({"type": "object", "additionalProperties": values}, description)


def page_of(items: Schema, meta: Mapping[str, Schema] | None = None) -> Schema:
    """A list in Wagtail's envelope."""
    total = whole("Nombre total d’éléments, toutes pages confondues.", minimum=0)
    return thing({"meta": thing({"total_count": total, **(meta or {})}), "items": many(items)})


def _described(schema: Schema, description: str) -> Schema:
    return schema | {"description": description} if description else schema


PROBLEM = thing(
    {
        "type": text("Toujours « about:blank » : le statut dit tout.", format="uri-reference"),
        "status": whole("Le statut HTTP.", minimum=400, maximum=599),
        "title": text("Le nom du problème."),
        "detail": text("Ce qui s’est passé."),
        "errors": keyed(many(text()), "Par paramètre, tel qu’il a été envoyé : ce qui ne va pas et ce qui est permis."),
    },
    "Une erreur, au sens de la RFC 9457.",
    examples=[
        {
            "type": "about:blank",
            "status": 400,
            "title": "Demande incorrecte",
            "detail": "Des paramètres sont incorrects ; voyez « errors ».",
            "errors": {"limit": ["Un nombre entier de 1 à 100 est attendu."]},
        }
    ],
)
PROBLEM["required"].remove("errors")
