"""What a question asks of a text: groups of alternatives, as every engine understands them.

"prime vélo cargo étudiant" is four groups: one weak (prime), and three where the word, a synonym (triporteur) or a code
of the aid (`beneficiary:student`) will do. An engine knows nothing of language: it compares tokens and codes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

AlternativeKind = Literal["word", "prefix", "synonym"]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to satisfy a group: all `tokens` in one field of the aid, and, if there are `codes`, one of them.

    "vae" is satisfied by (vae), by (velo, electriqu), or by (electriqu) in an aid that has the code `mode:bike`.
    An alternative without tokens is satisfied by a code alone.
    """

    tokens: tuple[str, ...]
    kind: AlternativeKind
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A word or expression of the question. A weak one (aide, achat, comment…) isn't required: it only adds a bonus."""

    alternatives: tuple[Alternative, ...]
    required: bool = True

    @property
    def worth(self) -> int:
        """What it counts for among the groups that an aid satisfies; 1, or 2 if it names a mode.

        To "vélo enfant" or "moto électrique", another vélo and another moto answer better than what else is for
        children or electric.
        """
        return 2 if any(map(_is_a_mode, self.alternatives)) else 1


def required_worth(groups: Iterable[Group]) -> int:
    """How much of what is required an aid must satisfy: half of it, rounded down, and something."""
    worth = sum(group.worth for group in groups if group.required)
    return max(worth // 2, min(worth, 1))


def _is_a_mode(alternative: Alternative) -> bool:
    return not alternative.tokens and any(code.startswith("mode:") for code in alternative.codes)


class KnownTokens(Protocol):
    """The tokens of the catalogue, offered by the index."""

    def count(self, token: str) -> int:
        """In how many aids the token is."""

    def with_prefix(self, prefix: str) -> Sequence[str]:
        """The tokens that begin so."""

    def all_tokens(self) -> Iterable[str]:
        """Every token, for misspelt words."""

    def spelling(self, token: str) -> str:
        """A word as an aid writes it, of which this is the token: "trottinette" for "trottinet"."""
