"""Understanding a text with what is known now: the words taught, the places of France, the catalogue."""

from search import taught
from search.groups import KnownTokens
from search.reading import PlaceInText, Understood, read, read_literally
from territories import service as territories

__all__ = ["Understood", "understand"]


def understand(text: str, *, vocabulary: KnownTokens, place_given: bool = False, interpret: bool = True) -> Understood:
    """What a text asks. With a place given elsewhere (a filter), the text names none; else those it names filter."""
    words = taught.current()
    if not interpret:
        return read_literally(text, words)

    def find_places(text: str) -> list[PlaceInText]:
        return list(territories.find_in_text(text, never=words.never_places, everyday=words.everyday))

    return read(text, words=words, vocabulary=vocabulary, find_places=find_places, place_given=place_given)
