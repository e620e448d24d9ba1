"""The index against a naive search over random catalogues: the same aids, in the same order, with the same counts."""

from random import Random

import pytest

from search.index.answering import answer
from search.index.catalogue import Catalogue
from tests.search.oracle import Shelf


def filled(seed: int, changes: int = 12) -> tuple[Catalogue, Shelf]:
    """A catalogue after several changes, so that it has dead positions and some out of order."""
    shelf = Shelf(Random(seed))
    catalogue = Catalogue("fr")
    for version in range(1, changes + 1):
        documents, gone = shelf.change(shelf.random.choice([1, 5, 40]))
        catalogue.change(documents, gone, version)
    return catalogue, shelf


@pytest.mark.parametrize("seed", range(12))
def test_answers_as_a_naive_search_does(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a catalogue of which some keys have become sets
    monkeypatch.setattr("search.index.catalogue.MANY", 30)
    catalogue, shelf = filled(seed)

    for _ in range(60):
        question = shelf.question()
        # When both are asked
        found = answer(catalogue, catalogue.view, question, texts=lambda aids: dict.fromkeys(aids, (b"{}", b"")))
        ids, total, facets = shelf.answer(question)

        # Then they say the same
        assert [hit.aid_id for hit in found.found] == ids, question
        assert found.total == total
        assert {
            name: {value: count for value, count in counts.items() if count} for name, counts in found.facets.items()
        } == facets


def test_a_reader_keeps_the_state_it_began_with() -> None:
    # Given a view taken before a change
    catalogue, shelf = filled(99, changes=3)
    view = catalogue.view
    questions = [shelf.question() for _ in range(30)]
    before = [shelf.answer(question)[1:] for question in questions]

    # When much changes
    for version in range(4, 10):
        catalogue.change(*shelf.change(20), version)

    # Then the old view answers as before, the new one as now
    def total(question, state):
        return answer(catalogue, state, question, texts=lambda aids: {}).total

    assert [total(question, view) for question in questions] == [expected for expected, _ in before]
    assert [total(question, catalogue.view) for question in questions] == [
        shelf.answer(question)[1] for question in questions
    ]


def test_a_catalogue_of_nothing() -> None:
    shelf = Shelf(Random(1))
    catalogue = Catalogue("fr")
    for _ in range(20):
        found = answer(catalogue, catalogue.view, shelf.question(), texts=lambda aids: {})
        assert (found.found, found.total) == ((), 0)
