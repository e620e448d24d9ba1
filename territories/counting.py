"""Numbers in a question that count something: "moins de 26 ans", "31 000 €", "12 rue de la Paix". Pure: no Django."""

from collections.abc import Sequence

from territories.ordinary_words import COUNTED, COUNTED_SIGNS, COUNTING, EARNING
from territories.spelling import Word


def is_count(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether the number that is the word `at` counts something: ans, euros, km."""
    after = words[at + 1].text if at + 1 < len(words) else ""
    before = words[at - 1].text if at else ""
    return before in COUNTING or (after.isdigit() and len(after) < len("2026")) or is_amount(text, words, at)


def is_amount(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether the number, be it a postcode's, is followed by what it counts: "31 000 €", "10 000 km"."""
    after = words[at + 1].text if at + 1 < len(words) else ""
    before = words[at - 1].text if at else ""
    sign = text[words[at].end :].lstrip()[:1]
    return before in EARNING or after in COUNTED or sign in COUNTED_SIGNS
