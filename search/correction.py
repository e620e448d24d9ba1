"""What a misspelt word was meant to be: "trotinette", "electirque", "covoiturgae". Pure.

People miss a letter, add one, swap two; rarely the first one.

Asked only for words that nobody knows: neither the catalogue, nor the taught words, nor the places.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.analysis import fold, token_of
from search.groups import KnownTokens
from search.stemming import stem
from search.words import Words

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
# "velu" may be vélo, which has a meaning; "lile" may be too many words.
SHORTEST = 4
# From this length on two mistakes are forgiven in a word that has a meaning; in another only from the next on.
LONG = 8
VERY_LONG = 10
# "garderie" and "garder" share a stem of four letters, "croisière" is four mistakes from "choisi": that one was meant
# isn't sure enough.
MOST_STEMMED = 3
MOST_MISTAKES = 3


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """A word that it could be. The smallest is the best: near, then with a meaning, then frequent in the catalogue."""

    distance: int
    meaningless: bool
    rarity: int
    spelling: str


def correct(word: str, *, words: Words, vocabulary: KnownTokens) -> Candidate | None:
    """The best word within reach of a folded one: one mistake, two in a long word; None if there is none."""
    if len(word) < SHORTEST or not word.isalpha():
        return None
    return min(_one_mistake(word, words, vocabulary), default=None) or min(
        _two_mistakes(word, words, vocabulary), default=None
    )


def distance(left: str, right: str, most: int) -> int:
    """Letters added, left out, changed or swapped with their neighbour; `most + 1` when there are more."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _one_mistake(word: str, words: Words, vocabulary: KnownTokens) -> Iterator[Candidate]:
    """Every word one mistake away is written down and looked up: the catalogue's size doesn't matter."""
    for variant in _edits(word):
        if len(variant) < SHORTEST:
            continue
        if variant in words.spellings:
            yield from _taught(variant, 1, words, vocabulary)
        elif len(word) > SHORTEST and variant[0] == word[0] and (count := vocabulary.count(token := stem(variant))):
            spelling = vocabulary.spelling(token)
            mistakes = distance(word, fold(spelling), MOST_MISTAKES)
            if mistakes <= 1 or (len(token) >= len(word) - MOST_STEMMED and mistakes <= MOST_MISTAKES):
                yield Candidate(1, True, -count, spelling)


def _two_mistakes(word: str, words: Words, vocabulary: KnownTokens) -> Iterator[Candidate]:
    if len(word) < LONG:
        return
    for spelling in _near_in_length(word, words.spellings):
        if (mistakes := distance(word, spelling, 2)) <= 2:
            found = _taught(spelling, mistakes, words, vocabulary)
            yield from (each for each in found if not each.meaningless or len(word) >= VERY_LONG)
    if len(word) < VERY_LONG:
        return
    typed = token_of(word)
    for token in _near_in_length(typed, vocabulary.all_tokens()):
        if len(token) >= LONG and (mistakes := distance(typed, token, 2)) <= 2:
            yield Candidate(mistakes, True, -vocabulary.count(token), vocabulary.spelling(token))


def _near_in_length(word: str, others: Iterable[str]) -> Iterator[str]:
    return (other for other in others if other[:1] == word[:1] and -2 <= len(other) - len(word) <= 2)


def _taught(word: str, mistakes: int, words: Words, vocabulary: KnownTokens) -> Iterator[Candidate]:
    """A taught word counts only if it leads somewhere: the lexicon has words that no aid uses."""
    token = token_of(word)
    count = vocabulary.count(token)
    if count or token in words.weak or (token,) in words.meanings:
        yield Candidate(mistakes, (token,) not in words.meanings, -count, words.spellings[word])


def _edits(word: str) -> Iterator[str]:
    """Every word one mistake away."""
    for cut in range(len(word) + 1):
        head, tail = word[:cut], word[cut:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
