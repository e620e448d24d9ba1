"""The words that the search was taught, ready to be looked up: synonyms, names, weak words, the lexicon. Pure.

An expression is one or several tokens: (vae), (demandeur, emploi), (region, occitani). What it means is told by each
row of the table that has it: other terms, codes of an aid, a territory.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from search.analysis import STOP_WORDS, fold, token_of, tokens, words

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A row: terms that mean the same, and what they mean besides ("beneficiary:student", a territory's id)."""

    terms: tuple[str, ...]
    codes: tuple[str, ...] = ()
    territory: str = ""
    # The name of a funder, as opposed to what the team taught.
    is_name: bool = False
    # The row of the team's synonyms; none for labels and names.
    row: int | None = None

    def token_terms(self) -> list[Tokens]:
        """The terms as tokens, without those that say nothing."""
        return [term for text in self.terms if (term := tuple(tokens(text)))]


@dataclass(frozen=True, slots=True)
class Expression:
    """Tokens of a question that the table knows, from the `start`th to before the `end`th, with all they mean."""

    tokens: Tokens
    start: int
    end: int
    meanings: tuple[Meaning, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code it means, once."""
        return tuple(dict.fromkeys(code for meaning in self.meanings for code in meaning.codes))

    @property
    def territory(self) -> str:
        """The place that a network's or a pass's name stands for: Tisséo means Toulouse."""
        return next((meaning.territory for meaning in self.meanings if meaning.territory), "")


@dataclass(frozen=True)
class Words:
    """Built once for each version of the table, then only read."""

    meanings: Mapping[Tokens, tuple[Meaning, ...]] = field(default_factory=dict)
    weak: frozenset[str] = frozenset()
    # Folded words that are never corrected nor read as places.
    never_places: frozenset[str] = frozenset()
    # How each folded word is written: "reparation" → "réparation". What a misspelt word may have meant.
    spellings: Mapping[str, str] = field(default_factory=dict)
    # Folded words that everybody says and nobody was taught: not to be corrected ("solaire" isn't scolaire).
    everyday: frozenset[str] = frozenset()
    # Tokens of what isn't mobility ("logement"), and of places that aren't in France.
    matters: frozenset[str] = frozenset()
    abroad: frozenset[str] = frozenset()
    longest: int = 1

    def knows(self, word: str) -> bool:
        """Whether a folded word was taught, alone or in an expression."""
        return word in self.spellings or token_of(word) in self.weak or (token_of(word),) in self.meanings

    def expressions(self, found: Sequence[str]) -> list[Expression]:
        """The expressions in a row of tokens, the longest first at each place, without overlap."""
        result = []
        start = 0
        while start < len(found):
            expression = self._longest_at(found, start)
            if expression:
                result.append(expression)
            start = expression.end if expression else start + 1
        return result

    def codes_of(self, token: str, facet: str) -> tuple[str, ...]:
        """What a single token means for a facet: velo → mode:bike. A network isn't its mode: navigo → none."""
        found = [meaning for meaning in self.meanings.get((token,), ()) if not meaning.territory]
        return tuple(code for meaning in found for code in meaning.codes if code.startswith(f"{facet}:"))

    def _longest_at(self, found: Sequence[str], start: int) -> Expression | None:
        for end in range(min(len(found), start + self.longest), start, -1):
            key = tuple(found[start:end])
            if key in self.meanings:
                return Expression(key, start, end, self.meanings[key])
        return None


def build(
    taught: Iterable[Meaning],
    *,
    names: Iterable[Meaning] = (),
    weak: Iterable[str] = (),
    lexicon: Iterable[str] = (),
    everyday: Iterable[str] = (),
    matters: Iterable[str] = (),
    abroad: Iterable[str] = (),
) -> Words:
    """The table from its rows. `names` are funders': full of places, they teach no spelling and hide no place."""
    taught, names, weak, lexicon = tuple(taught), tuple(names), tuple(weak), tuple(lexicon)
    matters, abroad = tuple(map(fold, matters)), tuple(map(fold, abroad))
    by_tokens: dict[Tokens, dict[Meaning, None]] = defaultdict(dict)
    for meaning in (*taught, *names):
        for term in meaning.token_terms():
            by_tokens[term][meaning] = None
    spellings: dict[str, str] = {}
    never = set(STOP_WORDS)
    for text in (*lexicon, *weak, *(term for meaning in taught for term in meaning.terms)):
        spelled = {word: text[start:end].lower() for word, start, end in words(text) if token_of(word)}
        spellings.update((word, spelling) for word, spelling in spelled.items() if word not in spellings)
        # "lignes d’azur" doesn't keep Azur from being a village, nor "pas cher" the Cher from being a département.
        if len(words(text)) == 1:
            never.update(spelled)
    return Words(
        meanings={term: tuple(meanings) for term, meanings in by_tokens.items()},
        weak=frozenset(token for text in weak for token in tokens(text)),
        never_places=frozenset(never),
        spellings=spellings,
        everyday=frozenset((*everyday, *matters, *abroad)),
        matters=frozenset(map(token_of, matters)),
        abroad=frozenset(map(token_of, abroad)),
        longest=max((len(term) for term in by_tokens), default=1),
    )
