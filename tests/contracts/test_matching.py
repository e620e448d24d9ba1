"""One table of cases for the rule and for every engine."""

from random import Random
from typing import get_args

import pytest

from search.engines.interface import Engine, Question
from search.entry import FIELDS, FILTERS, Entry
from search.index.catalogue import Document
from search.query import TerritoryMatch
from territories.matching import Perimeter, matches, matching_territory
from tests.contracts.matching_cases import CASES, Case
from tests.contracts.rows import write
from tests.search.oracle import TERRITORIES, TODAY, commune_count, place

MATCHES = get_args(TerritoryMatch)


def perimeter(case: Case) -> Perimeter:
    return Perimeter(frozenset(case.include), frozenset(case.exclude), frozenset(case.within))


def expected(case: Case, match: str) -> bool:
    return bool(case.found) and match in {case.found, "any"}


def document(number: int, case: Case) -> Document:
    """An aid of that perimeter, without a word."""
    codes = {name: ("x",) if name == "funder" else () for name in FILTERS}
    entry = Entry(dict.fromkeys(FIELDS, ()), codes, case.include, case.exclude, case.within)
    return Document(0, "", number, number, "fr", entry, b"{}", b"")


def found_by(engine: Engine, asked: str, match: TerritoryMatch) -> list[int]:
    """The numbers of the cases that an engine finds, closest first."""
    question = Question(
        on_day=TODAY,
        locale="fr",
        order="proximity",
        limit=1000,
        places=(place(asked),),
        territory_match=match,
        commune_count=commune_count,
    )
    return [found.aid_id for found in engine.answer(question).found]


@pytest.mark.parametrize("match", MATCHES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_rule(case: Case, match: TerritoryMatch) -> None:
    where = perimeter(case)
    is_found = expected(case, match)

    assert matches(where, place(case.place), match) == is_found
    territory = matching_territory(where, place(case.place), match, lambda name: len(TERRITORIES.get(name, "?")))
    assert territory == (case.by if is_found else None)


@pytest.mark.django_db
def test_every_engine(each_engine: Engine) -> None:
    # Given the perimeters of all cases
    write([document(number, case) for number, case in enumerate(CASES)])

    for asked in sorted({case.place for case in CASES}):
        for match in MATCHES:
            # Then it finds what the table says of those that ask this place, and for the others what the rule says
            assert sorted(found_by(each_engine, asked, match)) == [
                number
                for number, case in enumerate(CASES)
                if (expected(case, match) if case.place == asked else matches(perimeter(case), place(asked), match))
            ]


@pytest.mark.django_db
def test_random_perimeters(each_engine: Engine) -> None:
    random = Random(7)

    def some(most: int) -> tuple[str, ...]:
        return tuple(random.sample(sorted(TERRITORIES), random.randint(0, most)))

    cases = [Case("", "", some(3) or ("pays-FR",), some(2), some(2), "") for _ in range(400)]
    write([document(number, case) for number, case in enumerate(cases)])
    for asked in TERRITORIES:
        for match in MATCHES:
            by_rule = [number for number, case in enumerate(cases) if matches(perimeter(case), place(asked), match)]
            found = found_by(each_engine, asked, match)
            assert sorted(found) == by_rule
            # Closest first, as the rule measures it.
            closeness = [
                commune_count(matching_territory(perimeter(cases[number]), place(asked), match, commune_count) or "")
                for number in found
            ]
            assert closeness == sorted(closeness)
