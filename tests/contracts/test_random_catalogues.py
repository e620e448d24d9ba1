"""Every engine against a naive search over random catalogues that change: the same aids, order and counts."""

from random import Random

import pytest

from search.engines.interface import Answer, Engine
from search.entry import EVERYONE
from tests.contracts.rows import write
from tests.search.oracle import VALUES, Shelf

CHANGES, QUESTIONS = 6, 25
Counts = dict[str, dict[str, int]]


def counts(facets: Counts) -> Counts:
    """Without zeros; a beneficiary whom no aid names has the aids for everyone."""
    told = {name: {value: count for value, count in counts.items() if count} for name, counts in facets.items()}
    if everyone := told.get("beneficiary", {}).get(EVERYONE):
        told["beneficiary"] = dict.fromkeys(VALUES["beneficiary"], everyone) | told["beneficiary"]
    return told


def said(answer: Answer) -> tuple[list[int], int, Counts]:
    return [hit.aid_id for hit in answer.found], answer.total, counts(answer.facets)


@pytest.mark.parametrize("seed", range(4))
def test_answers_as_a_naive_search_does(each_engine: Engine, seed: int) -> None:
    # Given a catalogue where aids are published, edited, translated and withdrawn
    shelf = Shelf(Random(seed))
    for _ in range(CHANGES):
        write(*shelf.change(shelf.random.choice([1, 5, 40])))
        for _ in range(QUESTIONS):
            question = shelf.question()
            # When both are asked
            found = said(each_engine.answer(question))
            ids, total, facets = shelf.answer(question)

            # Then they say the same
            assert found == (ids, total, counts(facets)), question
