"""The French that composed texts need: articles, contractions, elision, dates, amounts, spaces that don't break."""

import re
from collections.abc import Sequence
from datetime import date

# The first word of an organisation's name says its article; any other name goes without: "Bordeaux Métropole".
ARTICLES = {
    "Adie": "l’",
    "Agefiph": "l’",
    "Agence": "l’",
    "Agglomération": "l’",
    "Agirc-Arrco": "l’",
    "Avere-France": "l’",
    "CCAS": "le ",
    "Collectivité": "la ",
    "Commune": "la ",
    "Communauté": "la ",
    "Crédit": "le ",
    "Département": "le ",
    "Départements": "les ",
    "Employeurs": "les ",
    "État": "l’",
    "Eurométropole": "l’",
    "FASTT": "le ",
    "Fournisseurs": "les ",
    "Grand": "le ",
    "Métropole": "la ",
    "Pôle": "le ",
    "Région": "la ",
    "Syndicat": "le ",
    "Territoire": "le ",
    "Ville": "la ",
}
SAID_BRIEFLY = (
    "Agence", "Agglomération", "Collectivité", "Commune", "Département", "Eurométropole", "Métropole", "Région",
    "Syndicat", "Ville",
)  # fmt: skip
BRANDS_WITHOUT_ARTICLE = ("Grand Besançon Métropole", "Grand Calais Terres et Mers", "Grand Chambéry")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
# An h that a town's name pronounces, as "de Hem", unlike "d’Hennebont".
ASPIRATED = ("Haut", "Hem", "Havre")
VOWELS = "aàâeéèêëiîïoôœuùûyhAÀÂEÉÈÊËIÎÏOÔŒUÙÛYH"
NO_BREAK = "\u00a0"


def article(name: str) -> str:
    """`la ` for "Ville de Dijon", `l’` for "Eurométropole de Strasbourg", nothing for "Bordeaux Métropole"."""
    return "" if name in BRANDS_WITHOUT_ARTICLE else ARTICLES.get(name.split(" ")[0], "")


def the(name: str) -> str:
    """An organisation inside a sentence: "la Région Occitanie", "l’Eurométropole de Strasbourg", "Flers Agglo"."""
    return article(name) + name


def of(name: str) -> str:
    """Of an organisation: "de la Région Occitanie", "du Grand Avignon", "d’Île-de-France Mobilités"."""
    return _contracted(article(name), name, {"": _de(name), "le ": "du ", "les ": "des "}, "de ")


def to(name: str) -> str:
    """To an organisation: "à la Ville de Dijon", "au Grand Avignon", "à Bordeaux Métropole"."""
    return _contracted(article(name), name, {"": "à ", "le ": "au ", "les ": "aux "}, "à ")


def briefly(name: str) -> str:
    """The organisation once it has been named: "Ville", "Communauté de communes"; or its whole name: "Flers Agglo"."""
    first, *rest = name.split(" ")
    if first == "Communauté":
        return " ".join([first, *rest[: 2 if rest[0] == "de" else 1]])
    return first if first in SAID_BRIEFLY else name


def of_place(name: str) -> str:
    """Of a town, whose article is a part of its name: "de Dijon", "d’Igny", "du Mans", "de La Tour-du-Pin"."""
    bare, contraction = _town(name)
    return {"Le ": "du ", "Les ": "des "}.get(contraction, _de(name)) + bare


def at_place(name: str) -> str:
    """In a town: "à Dijon", "au Mans", "aux Sables-d’Olonne", "à La Tour-du-Pin"."""
    bare, contraction = _town(name)
    return {"Le ": "au ", "Les ": "aux "}.get(contraction, "à ") + bare


def town_of(funder: str) -> str | None:
    """The town that pays, by its own name: "Ville du Vigan" is Le Vigan; None for anything but a town."""
    found = re.fullmatch(r"(?:Ville|Commune) (d’|de |du |des )(.+)", funder)
    if not found:
        return None
    return {"du ": "Le ", "des ": "Les "}.get(found[1], "") + found[2]


def either(words: Sequence[str]) -> str:
    """ "cargo", "cargo ou pliant", "électrique, cargo ou pliant"."""
    return _joined(words, " ou ")


def listed(words: Sequence[str]) -> str:
    """ "cargo", "cargo et pliants", "cargo, pliants et adaptés"."""
    return _joined(words, " et ")


def sentence(text: str) -> str:
    """With a capital at its start, the rest as it is: "l’État aide" gives "L’État aide"."""
    return text[:1].upper() + text[1:]


def euros(amount: float) -> str:
    """ "1 200 €", "96,36 €"."""
    digits = f"{amount:,.2f}".removesuffix(".00")
    return f"{digits.replace(',', ' ').replace('.', ',')} €"


def day(value: date) -> str:
    """ "1er octobre 2025", "31 décembre 2026"."""
    number = "1er" if value.day == 1 else str(value.day)
    return f"{number} {MONTHS[value.month - 1]} {value.year}"


def when(known: str) -> str:
    """As precise as known: "le 12 août 2025", "en février 2025", "en 2025". A day that doesn't exist isn't said."""
    year, month, number = ([int(part) for part in known.split("-")] + [0, 0])[:3]
    try:
        return f"le {day(date(year, month, number))}"
    except ValueError:
        pass
    return f"en {MONTHS[month - 1]} {year}" if month else f"en {year}"


def typeset(text: str) -> str:
    """Spaces that must not break: before double punctuation and €, inside quotes, between thousands."""
    text = re.sub(r"(?<=\d) (?=\d{3}\b)", NO_BREAK, text)
    text = re.sub(r" (?=[:;?!»%€])", NO_BREAK, text)
    return re.sub(r"(?<=«) ", NO_BREAK, text)


def _joined(words: Sequence[str], last: str) -> str:
    return last.join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _contracted(its_article: str, name: str, contractions: dict[str, str], otherwise: str) -> str:
    return contractions.get(its_article, otherwise + its_article) + name


def _de(name: str) -> str:
    elided = name[0] in VOWELS and not name.startswith(ASPIRATED)
    return "d’" if elided else "de "


def _town(name: str) -> tuple[str, str]:
    for leading in ("Le ", "Les "):
        if name.startswith(leading):
            return name.removeprefix(leading), leading
    return name, ""
