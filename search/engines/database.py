"""The default engine: nothing to install, documents in the database, an index of them in the memory of each worker."""

from search.engines.interface import Answer, Question
from search.index import live
from search.index.answering import answer
from search.index.vocabulary import Vocabulary


class DatabaseEngine:
    """Answers from the index; the Summaries of large catalogues are read from the database, a page at a time."""

    name = "database"

    def answer(self, question: Question) -> Answer:
        """The answer from the latest state."""
        catalogue = live.catalogue()
        return answer(catalogue, catalogue.view, question, texts=live.texts)


def known_tokens() -> Vocabulary:
    """The catalogue's tokens, by which texts are understood whatever engine answers."""
    catalogue = live.catalogue()
    return Vocabulary(catalogue, catalogue.view, live.spelling)
