"""What passes from one step of an import to the next: valid rows, problems, and how an import ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from aids.importing.reading import Place

Scalar = str | Decimal | date | datetime | None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is refused, or what one should know of it; the column by its name in the import format, or none."""

    column: str
    reason: str

    def __str__(self) -> str:
        return f"{self.column} : {self.reason}" if self.column else self.reason


@dataclass(frozen=True, slots=True)
class StatedFunder:
    """The funder as a row states it. Name and type say which one; the rest serves when it is new."""

    name: str
    type: str
    siren: str
    territory: str

    @property
    def key(self) -> tuple[str, str]:
        return self.name, self.type


@dataclass(slots=True)
class Row:
    """A row whose values are right one by one; whether its territories exist is for `resolving` to say."""

    place: Place
    external_id: str
    locale: str
    funder: StatedFunder
    columns: dict[str, Scalar]
    lists: dict[str, list[str]]
    fingerprint: str
    warnings: list[Problem] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        return self.external_id, self.locale


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is to be taken. `publish=False` makes drafts, and changes nothing that the public sees."""

    source: str = "import"
    publish: bool = True
    dry_run: bool = False
    withdraw_missing: bool = False
    overwrite: bool = False


@dataclass(slots=True)
class Outcome:
    """How many rows became what."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    left: int = 0
    refused: int = 0
    withdrawn: int = 0
    warnings: int = 0
    funders: int = 0

    @property
    def rows(self) -> int:
        return self.created + self.changed + self.unchanged + self.left + self.refused


Raw = Mapping[str, object]
