"""Where what a question is read as comes from: the team's synonyms, a label, a funder's name, the lexicon. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from search.analysis import tokens
from search.groups import Alternative, Group
from search.reading import Understood
from search.words import Meaning, Words

# "typed": the person's own word; "completed": what begins so; "implied": a mode that an expression's word means.
Source = Literal["typed", "completed", "synonym", "label", "name", "implied"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Why an alternative is there, and the rows of synonyms that say so."""

    source: Source
    rows: tuple[int, ...] = ()


def origin(alternative: Alternative, group: Group, text: str, words: Words) -> Origin:
    """Where an alternative of a group of this text comes from."""
    typed = tokens(text)
    saying = [meaning for meaning in _meanings(typed, group, words) if _says(meaning, alternative)]
    rows = tuple(dict.fromkeys(meaning.row for meaning in saying if meaning.row is not None))
    if alternative.tokens and not alternative.codes and set(alternative.tokens).issubset(typed):
        return Origin("typed", rows)
    if rows:
        return Origin("synonym", rows)
    if saying:
        return Origin("name" if saying[0].is_name else "label")
    return Origin("completed" if alternative.kind == "prefix" else "implied")


def left_out(understood: Understood, words: Words) -> tuple[str, ...]:
    """The words that nothing answers to, hence that nothing asks for: "vélo zzzz" is "vélo"."""
    typed = tokens(understood.rest)
    read = {token for group in understood.groups for each in group.alternatives for token in each.tokens}
    taught = {token for expression in words.expressions(typed) for token in expression.tokens}
    return tuple(dict.fromkeys(token for token in typed if token not in read | taught))


def weak(text: str, words: Words) -> tuple[str, ...]:
    """The words of a text that are worth a small bonus and are never required."""
    return tuple(dict.fromkeys(token for token in tokens(text) if token in words.weak))


def _meanings(typed: Sequence[str], group: Group, words: Words) -> Iterable[Meaning]:
    """All that the table says of the expressions of the text and of the words of the group."""
    found = dict.fromkeys(meaning for expression in words.expressions(typed) for meaning in expression.meanings)
    for alternative in group.alternatives:
        found |= dict.fromkeys(words.meanings.get(alternative.tokens, ()))
    for token in typed:
        found |= dict.fromkeys(words.meanings.get((token,), ()))
    return found


def _says(meaning: Meaning, alternative: Alternative) -> bool:
    """A code is the row's own; other terms are its terms, or what a term says besides a mode ("électrique")."""
    if not alternative.tokens:
        return set(alternative.codes).issubset(meaning.codes)
    terms = [set(term) for term in meaning.token_terms()]
    if alternative.codes:
        return any(set(alternative.tokens) < term for term in terms)
    return set(alternative.tokens) in terms
