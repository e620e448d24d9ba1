"""How a text becomes tokens: the one place where the language of documents and questions is known.

Documents and questions pass through the same function, so "Vélos à assistance électrique" in an aid and "velo
assistance electrique" typed without accents meet as the same tokens. Engines only ever compare tokens.

Everything works on words without accents or case, because half of the people type none.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser

from search.stemming import stem

APOSTROPHES = "'’‘ʼ`´"
HYPHENS = "-‐‑‒–"
COMBINING = "̀-ͯ"
# A word with its apostrophes: "l’abonnement", "Crit'Air". NFD texts carry their accents as separate characters.
LETTERS = rf"[^\W_]+(?:[{COMBINING}]+[^\W_]*)*"
WORD = re.compile(rf"{LETTERS}(?:[{APOSTROPHES}]{LETTERS})*")
APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
# "2roues", "50euros", but not "E85" nor "25km".
NUMBER_AND_WORD = re.compile(r"(\d+)([^\W\d_]{3,})")
GAP = re.compile(rf"[ \u00a0\u202f]?[{HYPHENS}]?[ \u00a0\u202f]?")
THOUSANDS_GAP = re.compile(r"[ \u00a0\u202f]")
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE", "ø": "o", "Ø": "O", "ß": "ss"})

ELIDED = frozenset(("l", "d", "j", "n", "s", "m", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu"))

# Words that say nothing of a mobility aid. "sans" and "plus" do ("voiture sans permis", "plus de 60 ans").
STOP_WORDS = frozenset(
    """
    a ai aie ait as au aussi aux avec c ce ceci cela celle celles celui ces cet cette ceux d dans de des donc dont du
    elle elles en es est et etc eu eux il ils j je l la le les leur leurs lui m ma me mes moi mon n ne ni nos notre
    nous on ont or ou par pas pour qu que qui quoi s sa se ses si soi soit son sont sur t ta te tes toi ton tu un une
    vos votre vous y
    """.split()  # noqa: SIM905 - a hundred words read better as lines than as a list
)

# Words written in one or in two: what the first part may be joined to, with or without a hyphen.
COMPOUNDS = {
    "auto": ("partag", "ecole", "stop", "entrepren", "mobil"),
    "bi": ("porteur",),
    "bio": ("ethanol", "carburant", "gnv"),
    "co": ("voitur", "working"),
    "crit": ("air",),
    "e": ("bike", "velo", "scooter", "trottinette", "85"),
    "eco": ("cheque", "bonus", "prime"),
    "hand": ("bike",),
    "inter": ("modal", "cite"),
    "long": ("tail",),
    "mi": ("temps",),
    "micro": ("credit", "mobilit", "entrepr"),
    "mono": ("parent",),
    "multi": ("modal",),
    "quadri": ("cycl",),
    "retro": ("fit",),
    "tram": ("way",),
    "tri": ("porteur", "cycl"),
    "trotti": ("nette",),
    "week": ("end",),
}
NUMBERS = {"deux": "2", "trois": "3", "quatre": "4"}


def fold(text: str) -> str:
    """Without accents, case or ligatures: "Œuvre", "ŒUVRE" and "oeuvre" are one word."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(LIGATURES).lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def tokens(text: str) -> list[str]:
    """The tokens of a document or a question, in order: "Deux-roues d’occasion" gives 2, roue, occasion."""
    return [token for token, _, _ in spans(text)]


def spans(text: str) -> list[tuple[str, int, int]]:
    """Each token with where it stands in the original text, so that highlights keep what the reader knows."""
    return [(token, start, end) for word, start, end in words(text) if (token := token_of(word))]


def words(text: str) -> list[tuple[str, int, int]]:
    """The words before stop words and stems: folded, elision taken off, compounds and thousands joined."""
    joined: list[tuple[str, int, int]] = []
    for word, start, end in _pieces(text):
        if joined:
            before, before_start, before_end = joined[-1]
            if _belong_together(before, word, text[before_end:start]):
                joined[-1] = (before + word, before_start, end)
                continue
        joined.append((word, start, end))
    return joined


@lru_cache(maxsize=65_536)
def token_of(word: str) -> str:
    """What a folded word is compared as; empty for a stop word."""
    if word in STOP_WORDS:
        return ""
    return NUMBERS.get(word) or stem(word)


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    for match in WORD.finditer(text):
        begin = match.start()
        for piece, start, end in _parts(match.group()):
            yield piece, begin + start, begin + end


@lru_cache(maxsize=16_384)
def _parts(word: str) -> tuple[tuple[str, int, int], ...]:
    """What a word is made of, and where in it. A catalogue is written with few words: most are found here.

    "l’abonnement" is one word, "Crit’Air" and "aujourd'hui" too: only articles are taken off.
    """
    begin = 0
    while (apostrophe := APOSTROPHE.search(word, begin)) and fold(word[begin : apostrophe.start()]) in ELIDED:
        begin = apostrophe.end()
    rest = word[begin:]
    if apostrophe is None and (glued := NUMBER_AND_WORD.fullmatch(rest)):
        number, letters = glued.groups()
        return (number, begin, begin + len(number)), (fold(letters), begin + len(number), len(word))
    return ((fold(APOSTROPHE.sub("", rest)), begin, len(word)),)


def _belong_together(before: str, word: str, gap: str) -> bool:
    if before.isdigit():
        # "1 000 €"; "31000 200" are two numbers.
        return len(before) <= 3 and len(word) == 3 and word.isdigit() and THOUSANDS_GAP.fullmatch(gap) is not None
    seconds = COMPOUNDS.get(before)
    return seconds is not None and word.startswith(seconds) and GAP.fullmatch(gap) is not None


class _Text(HTMLParser):
    """Collects what a reader would see; a block's end separates words, a bold syllable doesn't."""

    INLINE = frozenset(("a", "abbr", "b", "em", "i", "span", "strong", "sub", "sup", "u"))
    UNSEEN = frozenset(("script", "style"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unseen = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._separate(tag)
        self.unseen = tag in self.UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self._separate(tag)
        self.unseen = False

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data)

    def _separate(self, tag: str) -> None:
        if tag not in self.INLINE:
            self.parts.append(" ")


def strip_html(html: str) -> str:
    """The words of a rich text, in one line: `<p>200 €</p><p>Par an</p>` gives "200 € Par an"."""
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    parser = _Text()
    parser.feed(html)
    parser.close()
    return " ".join("".join(parser.parts).split())
