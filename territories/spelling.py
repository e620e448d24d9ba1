"""How people write the names of places, brought to one spelling. Pure: no Django, no data.

"St-Étienne", "saint etienne" and "SAINT ÉTIENNE" are one name; so are "Chalon s/ Saône" and "Chalon-sur-Saône",
"Paris 15ème" and "Paris 15e Arrondissement". Official names and what is typed go through the same function.
"""

import re
import unicodedata
from typing import NamedTuple

ABBREVIATIONS = {
    "st": "saint",
    "ste": "sainte",
    "sts": "saints",
    "stes": "saintes",
    "lez": "les",
    "gd": "grand",
    "gde": "grande",
    "ht": "haut",
    "hte": "haute",
    "htes": "hautes",
    "hts": "hauts",
    "pt": "petit",
    "pte": "petite",
    "vx": "vieux",
    "mt": "mont",
    "mts": "monts",
    "bg": "bourg",
    "btx": "bretonneux",
    "fd": "ferrand",
    "pce": "provence",
    "ss": "sous",
    "arrdt": "arrondissement",
    "ardt": "arrondissement",
    "arr": "arrondissement",
    "dep": "departement",
    "dept": "departement",
    "dpt": "departement",
    # What is written with signs: Fontenay s/s Bois, Chalon s/Saône, Vitry/Seine; "S t Étienne".
    "s/s": "sous",
    "s/": "sur",
    "/": "sur",
    "s t": "saint",
    "s te": "sainte",
}
ARTICLES = frozenset({"l", "la", "le", "les"})
# Words that people leave out or mix up: "Aix Provence", "Villefranche Saône", "Ile d'Yeu".
SMALL_WORDS = ARTICLES | {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "s", "sous", "sur"}
# What says that a name is an intercommunalité's: "agglo de Pau" is the CA Pau Béarn Pyrénées.
GROUP_WORDS = frozenset(
    {
        "agglo",
        "agglomeration",
        "ca",
        "cc",
        "communaute",
        "cu",
        "epci",
        "ept",
        "eurometropole",
        "intercommunalite",
        "metropole",
    }
)
SHORT_GROUP_WORDS = frozenset({"ca", "cc", "cu", "epci", "ept"})
GROUP_PHRASES = re.compile(r"\bcommunautes? (?:de communes|d agglomeration|urbaine)\b|\bmetropole europeenne\b")

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l"})
_WORD = re.compile(
    r"""
    (?<!\w)s/s(?!\w) | (?<!\w)s/ | (?<=[^\W\d_])/(?=[^\W\d_]{3})
    | (?<!\w)s\ te?(?!\w)
    | (?<!\w)cedex(?:\s\d{1,2})?(?!\w)  # Toulouse cedex 9
    | (?<!\d)\d\d\s\d{3}(?!\d)  # 31 000
    | (?:[^\W_][\u0300-\u036f]*)+  # letters and digits, with the accents that may follow their letter
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ORDINAL = re.compile(r"(\d{1,2})(?:er|ere|e|eme|ieme|em|nd|nde)|([ivx]{1,5})i?eme")


class Word(NamedTuple):
    """A word in our spelling, and where it stands in the text it was read from."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case, without accents or ligatures."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()


def words(text: str) -> list[Word]:
    """The words of a text, in our spelling.

    >>> [word.text for word in words("St-Ouen s/ Seine")]
    ['saint', 'ouen', 'sur', 'seine']
    """
    found = [Word(fold(match.group()), match.start(), match.end()) for match in _WORD.finditer(text)]
    spelled = [
        Word(_expand(word.text, last=position == len(found) - 1), word.start, word.end)
        for position, word in enumerate(found)
    ]
    return [word for word in spelled if word.text]


def spell(text: str) -> str:
    """A name or a question in our spelling.

    >>> spell("L’Haÿ-lès-Roses")
    'l hay les roses'
    """
    return " ".join(word.text for word in words(text))


def _expand(word: str, *, last: bool) -> str:
    """One word; empty when it says nothing of a place."""
    if word in ABBREVIATIONS:
        return ABBREVIATIONS[word]
    if word == "s":
        # Chalon s Saône; at the end it may be the beginning of a word still being typed.
        return "s" if last else "sur"
    if word.startswith("cedex"):
        return ""
    if ordinal := _ORDINAL.fullmatch(word):
        return ordinal.group(1) or ordinal.group(2)
    return "".join(word.split()) if word[0].isdigit() else word


def without_article(spelling: str) -> str:
    """The name "la rochelle" gives "rochelle"; one that is only an article stays."""
    first, _, rest = spelling.partition(" ")
    return rest if first in ARTICLES and rest else spelling


def trim(words: list[str]) -> list[str]:
    """Without the small words around: "en", "dans le" between a town and its département; "ville de"."""
    words = [word for word in words if word != "dans"]
    while words and words[-1] in SMALL_WORDS:
        words.pop()
    if words and words[0] in ("de", "du", "des", "d"):
        return words[2:] if words[1:2] in (["la"], ["l"]) else words[1:]
    return words


def skeleton(spelling: str) -> str:
    """The words that carry a name: "aix en provence" and "aix provence" have one skeleton."""
    return " ".join(word for word in spelling.split() if word not in SMALL_WORDS)


def group_core(spelling: str) -> str:
    """The proper name of an intercommunalité: "ca du grand avignon" gives "grand avignon"; empty if there is none."""
    kept = [word for word in GROUP_PHRASES.sub(" ", spelling).split() if word not in GROUP_WORDS]
    while kept and kept[0] in SMALL_WORDS:
        kept.pop(0)
    while kept and kept[-1] in SMALL_WORDS:
        kept.pop()
    return " ".join(kept)


def says_group(spelling: str) -> bool:
    """Whether somebody asks for an intercommunalité."""
    return not GROUP_WORDS.isdisjoint(spelling.split())


def one_edit_apart(one: str, other: str) -> bool:
    """One letter more, less, other, or two neighbours exchanged."""
    if len(one) < len(other):
        one, other = other, one
    difference = len(one) - len(other)
    if difference > 1 or one == other:
        return False
    at = 0
    while at < len(other) and one[at] == other[at]:
        at += 1
    if difference:
        return one[at + 1 :] == other[at:]
    return one[at + 1 :] == other[at + 1 :] or (
        one[at + 2 :] == other[at + 2 :] and one[at : at + 2] == other[at : at + 2][::-1]
    )
