"""Names of places as people type them, among all 34,969 communes: the right place comes first."""

from collections.abc import Callable

import pytest

from search import taught
from territories.service import find_in_text, find_places
from tests.contracts.place_name_cases import TYPED, TYPED_IN_A_FIELD

pytestmark = pytest.mark.django_db

HOSTILE = [
    "\0", "tou\0louse", "x" * 9_000, "saint " * 1_500, "a b c d e f g h " * 600, "🚲" * 3_000, "\u202eDijon\u202c",
    "אבג דהו " * 500, "'" * 9_000, "%%%___", "-" * 500, "()" * 300, "/" * 400, "s/" * 300, "1" * 9_000,
    "31000 " * 1_500, "e\u0301" * 4_000, "ﬁ" * 500, "İ" * 300, "٣١٠٠٠", "²", "x²", "paris ²", "Ⅳ", "\ud800",
    "cedex " * 100, "ville de " * 30, "agglo de " * 30, "ile de " * 40, "france " * 40,
]  # fmt: skip


@pytest.mark.full_division
def test_in_a_field_the_place_meant_comes_first(full_division: None):
    def first(typed: str) -> list[str]:
        return [place.record.id for place in find_places(typed)[:1]]

    assert _wrong(TYPED, first) == {}
    assert _wrong(TYPED_IN_A_FIELD, first) == {}


@pytest.mark.full_division
def test_in_a_question_the_place_meant_is_the_only_one(full_division: None):
    never = taught.current().never_places

    def read(typed: str) -> list[str]:
        return [place.id for place in find_in_text(f"aide vélo {typed}", never=never)]

    assert _wrong(TYPED, read) == {}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_typed_is_an_error(text: str):
    find_places(text)
    find_in_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "prime de 31 000 €",
        "10 000 km",
        "revenu 31555",
        "le lot de deux vélos",
        "la somme de 500 euros",
        "un lot",
        "93 ans",
    ],
)
def test_what_counts_is_no_place(text: str):
    assert find_in_text(text, never=("prime", "velo", "velos")) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("aide vélo la haute garonne", "departement-31"),
        ("vélo en haute garonne", "departement-31"),
        ("aide vélo Toulouse, Haute-Garonne, France", "commune-31555"),
    ],
)
def test_departements_are_said_with_their_article(text: str, place: str):
    assert [found.id for found in find_in_text(text, never=("aide", "velo", "habite"))] == [place]


def _wrong(cases: dict[str, list[str]], find: Callable[[str], list[str]]) -> dict[str, list[str]]:
    answers = {typed: (find(typed), meant) for meant, spellings in cases.items() for typed in spellings}
    return {typed: found for typed, (found, meant) in answers.items() if found != [meant]}
