"""One table of cases for the rule and for every engine."""

from random import Random
from typing import get_args

import pytest

from search.engines.interface import Question
from search.entry import FIELDS, FILTERS, Entry
from search.index.answering import answer
from search.index.catalogue import Catalogue, Document
from search.query import TerritoryMatch
from territories.matching import Perimeter, matches, matching_territory
from tests.contracts.matching_cases import CASES, Case
from tests.search.oracle import TERRITORIES, TODAY, commune_count, place

MATCHES = get_args(TerritoryMatch)


def perimeter(case: Case) -> Perimeter:
    return Perimeter(frozenset(case.include), frozenset(case.exclude), frozenset(case.within))


def expected(case: Case, match: str) -> bool:
    return bool(case.found) and match in {case.found, "any"}


def found_by_index(cases: list[Case], asked: str, match: TerritoryMatch) -> list[int]:
    """The numbers of the cases that the database engine finds, closest first."""
    catalogue = Catalogue("fr")
    codes = {name: ("x",) if name == "funder" else () for name in FILTERS}
    tokens = dict.fromkeys(FIELDS, ())
    catalogue.change(
        [
            Document(
                0, "", number, None, "fr", Entry(tokens, codes, case.include, case.exclude, case.within), b"{}", b""
            )
            for number, case in enumerate(cases)
        ],
        (),
        1,
    )
    question = Question(
        on_day=TODAY,
        locale="fr",
        order="proximity",
        limit=len(cases),
        places=(place(asked),),
        territory_match=match,
        commune_count=commune_count,
    )
    return [found.aid_id for found in answer(catalogue, catalogue.view, question, texts=lambda aids: {}).found]


@pytest.mark.parametrize("match", MATCHES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_rule(case: Case, match: TerritoryMatch) -> None:
    where = perimeter(case)
    is_found = expected(case, match)

    assert matches(where, place(case.place), match) == is_found
    territory = matching_territory(where, place(case.place), match, lambda name: len(TERRITORIES.get(name, "?")))
    assert territory == (case.by if is_found else None)


@pytest.mark.parametrize("match", MATCHES)
@pytest.mark.parametrize("asked", sorted({case.place for case in CASES}))
def test_the_database_engine(asked: str, match: TerritoryMatch) -> None:
    # Given the perimeters of all cases that ask this place, among those of all others
    found = found_by_index(list(CASES), asked, match)

    # Then it finds what the table says, and for the others what the rule says
    assert sorted(found) == [
        number
        for number, case in enumerate(CASES)
        if (expected(case, match) if case.place == asked else matches(perimeter(case), place(asked), match))
    ]


def test_random_perimeters() -> None:
    random = Random(7)

    def some(most: int) -> tuple[str, ...]:
        return tuple(random.sample(sorted(TERRITORIES), random.randint(0, most)))

    cases = [Case("", "", some(3) or ("pays-FR",), some(2), some(2), "") for _ in range(400)]
    for asked in TERRITORIES:
        for match in MATCHES:
            by_rule = [number for number, case in enumerate(cases) if matches(perimeter(case), place(asked), match)]
            found = found_by_index(cases, asked, match)
            assert sorted(found) == by_rule
            # Closest first, as the rule measures it.
            closeness = [
                commune_count(matching_territory(perimeter(cases[number]), place(asked), match, commune_count) or "")
                for number in found
            ]
            assert closeness == sorted(closeness)
