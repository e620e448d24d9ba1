"""French stems of words without accents: what vélo and vélos, salariée and salariés have in common.

Light on purpose: number, gender, participles and the endings that this domain's nouns and verbs share (réparation and
réparer, abonnement and abonné). A stem need not be a word, and "retraite" meeting "retrait" costs nothing here.
"""

# Never cut: their stem would be another word of the domain ("transports en commun", "départ", "pass").
KEPT = {
    "passer": "passer",
    "commune": "commune",
    "communes": "commune",
    "departement": "departement",
    "departements": "departement",
}

# Longest first. What remains must keep at least the number of letters told.
ENDINGS = (
    ("issements", "iss", 3),
    ("issement", "iss", 3),
    ("atrices", "ateur", 3),
    ("atrice", "ateur", 3),
    ("ations", "", 5),
    ("ation", "", 5),
    ("ements", "", 4),
    ("ement", "", 4),
    ("trices", "teur", 3),
    ("trice", "teur", 3),
    ("euses", "eur", 3),
    ("euse", "eur", 3),
    ("ives", "if", 3),
    ("ive", "if", 3),
    ("ieres", "i", 4),
    ("iere", "i", 4),
    ("iers", "i", 4),
    ("ier", "i", 4),
    ("aux", "al", 3),
    ("ees", "", 4),
    ("ee", "", 4),
    ("eres", "", 4),
    ("ere", "", 4),
    ("ers", "", 4),
    ("er", "", 4),
    ("ez", "", 5),
)


def stem(word: str) -> str:
    """The stem of a folded word; numbers, codes and short words (bus, vae, e85) stay whole."""
    if word in KEPT:
        return KEPT[word]
    if len(word) < 4 or not word.isalpha():
        return word
    shorter = _without_ending(word)
    return _without_double(_without_plural_and_e(word) if shorter is None else shorter)


def _without_ending(word: str) -> str | None:
    if word.endswith("eaux"):
        return word[:-1]
    for ending, replacement, least in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)] + replacement
    return None


def _without_plural_and_e(word: str) -> str:
    if (word[-1] == "s" and word[-2] != "s") or word.endswith(("eux", "oux")):
        word = word[:-1]
    if word.endswith("ee"):
        word = word[:-1]
    if len(word) > 4 and word[-1] == "e":
        word = word[:-1]
    return word


def _without_double(word: str) -> str:
    """ "professionnelle" and "professionnel", "abonnée" and "abonnement"."""
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] in "lnts" else word
