"""Understanding a text with what is known now: the words taught, the places of France, the catalogue."""

from collections import OrderedDict

from search import taught
from search.groups import KnownTokens
from search.index.vocabulary import Vocabulary
from search.reading import PlaceInText, Understood, read, read_literally
from territories import division
from territories import service as territories

__all__ = ["Understood", "understand", "understand_again"]

# Texts understood lately: many people ask for the same few things, in many places.
MOST = 256


class _Lately:
    """What was understood with the same words, places and catalogue."""

    def __init__(self, *known: object) -> None:
        self.known = known
        self.texts: OrderedDict[tuple[str, bool, bool], Understood] = OrderedDict()

    def is_of(self, *known: object) -> bool:
        """Whether it is what would be understood now."""
        return len(self.known) == len(known) and all(mine is now for mine, now in zip(self.known, known, strict=True))


_lately = _Lately()


def reset() -> None:
    """Forget what was understood (tests)."""
    global _lately
    _lately = _Lately()


def understand_again(text: str, *, vocabulary: Vocabulary, place_given: bool, interpret: bool) -> Understood:
    """As `understand` says, remembered for as long as nothing that it depends on has changed."""
    global _lately
    lately, known = _lately, (taught.current(), division.current(), vocabulary.state)
    if not lately.is_of(*known):
        # Who still works with the former one writes into that.
        lately = _lately = _Lately(*known)
    asked = (text, place_given, interpret)
    understood = lately.texts.get(asked)
    if understood is None:
        understood = understand(text, vocabulary=vocabulary, place_given=place_given, interpret=interpret)
        lately.texts[asked] = understood
        if len(lately.texts) > MOST:
            lately.texts.popitem(last=False)
    return understood


def understand(text: str, *, vocabulary: KnownTokens, place_given: bool = False, interpret: bool = True) -> Understood:
    """What a text asks. With a place given elsewhere (a filter), the text names none; else those it names filter."""
    words = taught.current()
    if not interpret:
        return read_literally(text, words)

    def find_places(text: str) -> list[PlaceInText]:
        return list(territories.find_in_text(text, never=words.never_places, everyday=words.everyday))

    return read(text, words=words, vocabulary=vocabulary, find_places=find_places, place_given=place_given)
