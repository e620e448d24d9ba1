"""What these addresses accept besides paging and fields: an order, and pages named by their id."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from api.parameters import Parameter, Schema, Text
from search.analysis import tokens

ROOT = "root"
SEARCH = Parameter(name="search", description=gettext_lazy("Des mots du titre ou du texte."), example="vélo")
ORDER = gettext_lazy("Champs de tri, séparés par des virgules ; « - » devant un champ inverse l’ordre.")
TAGS = Parameter(name="tags", description=gettext_lazy("Des mots-clés, séparés par des virgules : tous à la fois."))


@dataclass(frozen=True, kw_only=True)
class Ordering(Parameter):
    """`order=title,-id`: fields in their order, the last value first after a hyphen."""

    name: str = "order"
    description: Text = ORDER
    choices: Sequence[str]

    def parse(self, text: str) -> tuple[str, ...]:
        names = tuple(text.split(","))
        if not {name.removeprefix("-") for name in names} <= set(self.choices):
            raise ValueError(_("Ordre inconnu. Champs de tri : %(names)s.") % {"names": ", ".join(self.choices)})
        return names

    def schema(self) -> Schema:
        name = "|".join(self.choices)
        return {"type": "string", "maxLength": self.max_length, "pattern": f"^-?({name})(,-?({name}))*$"}


@dataclass(frozen=True, kw_only=True)
class PageId(Parameter):
    """The id of a page, or `root`: the home page of the site in its first language."""

    def parse(self, text: str) -> str | int:
        if text == ROOT:
            return text
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            raise ValueError(_("L’identifiant d’une page est attendu, ou « root »."))
        return int(text)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": rf"^(\d{{1,9}}|{ROOT})$"}


@dataclass(frozen=True, kw_only=True)
class CommaSeparated(Parameter):
    """Several of a closed list: `type=home.ContentPage,home.FaqPage`."""

    choices: Sequence[str]
    max_length: int = 1000

    def parse(self, text: str) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(text.split(",")))
        if not set(names) <= set(self.choices):
            raise ValueError(
                _("Valeur inconnue. Valeurs possibles : %(values)s.") % {"values": ", ".join(self.choices)}
            )
        return names

    def schema(self) -> Schema:
        name = "|".join(choice.replace(".", r"\.") for choice in self.choices)
        return {"type": "string", "maxLength": self.max_length, "pattern": f"^({name})(,({name}))*$"}


def having_words(rows: Iterable[tuple[Any, ...]], text: str) -> list[Any]:
    """The ids of those rows (id, texts…) that have all the words, without accents, case or plurals."""
    wanted = set(tokens(text))
    return [pk for pk, *texts in rows if wanted and wanted <= set(tokens("\n".join(map(str, texts))))]
