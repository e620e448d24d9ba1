"""What a view of the search page answers; the page itself turns it into HTTP."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Redirect:
    """The same thing at its own address; `permanent` when the old one will never mean anything else."""

    url: str
    permanent: bool = False


@dataclass(frozen=True)
class Answer:
    """A template and what it is given."""

    template: str
    context: dict[str, Any]
