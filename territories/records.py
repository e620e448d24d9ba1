"""What a process remembers of a territory, and of what it was. Pure: no Django."""

from typing import NamedTuple


class TerritoryRecord(NamedTuple):
    """What a territory is, without its communes."""

    id: str
    kind: str
    name: str
    departement: str
    population: int
    postcodes: tuple[str, ...]
    is_former: bool

    @property
    def code(self) -> str:
        """31555 of `commune-31555`: the id says it, and 36,000 texts the less are kept."""
        return self.id.partition("-")[2]


class OldName(NamedTuple):
    """A name that people still use of a part of a commune, or of what it was."""

    kind: str
    code: str
    name: str
    commune: str
