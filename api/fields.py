"""`fields`: which of an item's fields are answered, in Wagtail's grammar without nesting.

`fields=contact` adds one to those usually given, `-summary` takes one away, `*` gives all, `_,title` gives only the
title. Names are flat, as in Wagtail: `slug` is `meta.slug`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from api.parameters import Parameter, Schema, Text

Item = Mapping[str, Any]
DESCRIPTION = gettext_lazy(
    "Champs de la réponse, séparés par des virgules : « contact » en ajoute un, « -summary » en retire un, « * » donne "
    "tout, « _,title » ne donne que le titre."
)


@dataclass(frozen=True)
class Fields:
    """The fields that an item shows, at its top level and in its `meta`."""

    names: frozenset[str]

    def needs(self, others: Collection[str]) -> bool:
        """Whether any of these is shown: they may have to be fetched first."""
        return not self.names.isdisjoint(others)

    def select(self, item: Item) -> dict[str, Any]:
        """The item with its shown fields only, in its own order; a `meta` that would be empty is left out."""
        shown: dict[str, Any] = {}
        for name, value in item.items():
            if name != "meta":
                if name in self.names:
                    shown[name] = value
            elif meta := {name: value for name, value in value.items() if name in self.names}:
                shown["meta"] = meta
        return shown


@dataclass(frozen=True, kw_only=True)
class FieldsParameter(Parameter):
    """`fields` over those that an item always has and `more` that it has when asked. Absent, it is `None`."""

    name: str = "fields"
    description: Text = DESCRIPTION
    usual: Sequence[str]
    more: Sequence[str] = ()
    max_length: int = 1000
    example: Any = "_,title"
    known: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", frozenset((*self.usual, *self.more)))

    def parse(self, text: str) -> Fields:
        super().parse(text)
        names = text.split(",")
        start = names.pop(0) if names[0] in {"*", "_"} else ""
        added = {name for name in names if not name.startswith("-")}
        removed = {name[1:] for name in names if name.startswith("-")}
        if unknown := sorted((added | removed) - self.known):
            raise ValueError(
                _("Champs inconnus : %(unknown)s. Champs possibles : %(known)s.")
                % {"unknown": ", ".join(unknown), "known": ", ".join(sorted(self.known))}
            )
        if start == "*" and added:
            raise ValueError(_("« * » donne déjà tous les champs : seuls des champs à retirer peuvent suivre."))
        if start == "_" and removed:
            raise ValueError(_("« _ » ne donne aucun champ : seuls des champs à ajouter peuvent suivre."))
        first = {"*": self.known, "_": frozenset[str](), "": frozenset(self.usual)}[start]
        return Fields((first | added) - removed)

    def schema(self) -> Schema:
        name = "|".join(sorted(self.known))
        return {"type": "string", "maxLength": self.max_length, "pattern": rf"^([*_]|-?({name}))(,-?({name}))*$"}
