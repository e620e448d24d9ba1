"""How a name sounds, for who writes it as it is said: "dunkerk", "perpinyan", "montpellié". Pure: no Django."""

import re

# In this order. A rough French: what is written alike most often, not what a linguist would say.
_RULES = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"s?ch|sh", "C"),
        (r"ph", "f"),
        (r"h", ""),
        (r"eau|au", "o"),
        (r"q(?:u(?=[aeio]))?|ck|c(?![eiyC])", "k"),
        (r"c|ss|z", "s"),
        (r"g(?=[eiy])", "j"),
        (r"gn|n[iy](?=[aeo])", "n"),
        (r"y", "i"),
        (r"[ae][mn](?![aeioumn])", "an"),
        (r"ai[mn]|ei[mn]|im(?![aeioum])", "in"),
        (r"ai|ei|oeu|eu|oe", "e"),
        (r"(.)\1+", r"\1"),
        # Mute at the end: Nantes, Calais, Montpellier.
        (r"(?<=..i)ers?$", ""),
        (r"(?<=..)(?:ez|es|e|s)$", ""),
        (r"(?<=..)[stdxp]$", ""),
    )
]


def sound(spelling: str) -> str:
    """The sound of a name in our spelling.

    >>> sound("dunkerque") == sound("dunkerk")
    True
    """
    return "".join(_of_word(word) for word in spelling.split())


def _of_word(word: str) -> str:
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    return word
