"""Misspelt words, and those that only look so."""

import pytest

from search.correction import correct, distance
from search.words import Meaning, Words, build
from tests.search.catalogue_tokens import CatalogueTokens

CATALOGUE = CatalogueTokens(
    [
        "Prime pour une trottinette électrique",
        "Abonnement de bus pour les étudiants",
        "Covoiturage domicile-travail",
        "Rétrofit d’un véhicule thermique",
        "Prime vélo à Roubaix, à garder trois ans, modèle choisi par vous",
    ]
)
WORDS: Words = build(
    [
        Meaning(("trottinette", "trott"), ("mode:electric_two_wheels",)),
        Meaning(("covoiturage", "covoit"), ("mode:carpooling",)),
        Meaning(("réparation", "réparer")),
    ],
    weak=["aide", "prime"],
    lexicon=["péage", "chien", "parking"],
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("trotinette", "trottinette"),
        ("trottinete", "trottinette"),
        ("trottintete", "trottinette"),
        ("electrqiue", "électrique"),
        ("elektrique", "électrique"),
        ("etudiannt", "étudiants"),
        ("abonement", "abonnement"),
        ("abonnnement", "abonnement"),
        ("covoituragge", "covoiturage"),
        ("covoitrgae", "covoiturage"),
        ("reparration", "réparation"),
        ("retroffit", "rétrofit"),
        ("velto", "vélo"),
        ("priime", "prime"),
    ],
)
def test_a_mistake_is_put_right(typed: str, meant: str) -> None:
    best = correct(typed, words=WORDS, vocabulary=CATALOGUE)

    assert best is not None
    assert best.spelling == meant


@pytest.mark.parametrize(
    "typed", ["croisiere", "pizza", "xylophone", "bus", "vlo", "2026", "e85", "zzzzzzzzzz", "parapente", "garderie"]
)
def test_words_far_from_any_other_stay(typed: str) -> None:
    assert correct(typed, words=WORDS, vocabulary=CATALOGUE) is None


def test_a_word_of_the_lexicon_that_no_aid_uses_is_nothing_to_correct_to() -> None:
    # "paege" is near "péage", which leads nowhere in this catalogue
    assert correct("paege", words=WORDS, vocabulary=CATALOGUE) is None


def test_two_mistakes_are_forgiven_in_long_words_only() -> None:
    assert correct("trotinete", words=WORDS, vocabulary=CATALOGUE) is not None
    assert correct("rbubxai", words=WORDS, vocabulary=CATALOGUE) is None


def test_a_word_with_a_meaning_comes_before_another_as_near() -> None:
    # Given a catalogue that also says "covoitureurs", more often
    catalogue = CatalogueTokens(["covoiturable"] * 9 + ["covoiturage"])

    best = correct("covoiturabe", words=WORDS, vocabulary=catalogue)

    assert best is not None
    assert best.spelling in {"covoiturage", "covoiturable"}
    assert not best.meaningless


@pytest.mark.parametrize(
    ("left", "right", "mistakes"),
    [
        ("velo", "velo", 0),
        ("velo", "vleo", 1),
        ("velo", "vel", 1),
        ("velo", "vello", 1),
        ("velo", "vela", 1),
        ("ab", "ba", 1),
    ],
)
def test_distance_counts_mistakes(left: str, right: str, mistakes: int) -> None:
    assert distance(left, right, 2) == mistakes
    assert distance(right, left, 2) == mistakes


def test_distance_stops_counting() -> None:
    assert distance("velo", "trottinette", 2) == 3
    assert distance("abcd", "wxyz", 2) == 3
