"""Who gets an aid by where they are: the rule on plain sets."""

import pytest

from territories.matching import Match, Perimeter, Place, matches, matching_territory

# Two communes of an EPCI astride two départements, as the CC d'Aire-sur-l'Adour is.
HERE = Place("aire", frozenset({"aire", "cc", "landes", "france"}), frozenset({"aire", "cc", "landes", "france"}))
LANDES = Place("landes", frozenset({"landes", "france"}), frozenset({"landes", "france", "aire", "cc"}))
GERS = Place("gers", frozenset({"gers", "france"}), frozenset({"gers", "france", "riscle", "cc"}))
COMMUNES = {"aire": 1, "riscle": 1, "cc": 2, "landes": 320, "gers": 461, "france": 34_969}


def perimeter(include: str, exclude: str = "", within: str = "") -> Perimeter:
    return Perimeter(*(frozenset(names.split()) for names in (include, exclude, within)))


@pytest.mark.parametrize(
    ("include", "exclude", "within", "place", "found_by"),
    [
        ("aire", "", "", HERE, {"applicable", "any"}),
        ("landes", "", "", HERE, {"applicable", "any"}),
        ("gers", "", "", HERE, set()),
        ("gers landes", "", "", HERE, {"applicable", "any"}),
        ("landes", "aire", "", HERE, set()),
        ("aire", "landes", "", HERE, set()),  # what is excluded wins
        ("cc", "", "landes", HERE, {"applicable", "any"}),  # only the part of the EPCI in the Landes
        ("cc", "", "gers", HERE, set()),
        ("landes", "", "", LANDES, {"applicable", "any"}),
        ("aire", "", "", LANDES, {"within", "any"}),  # exists in a part of the département
        ("cc", "", "", LANDES, {"within", "any"}),  # reaches into it
        ("cc", "", "", GERS, {"within", "any"}),
        ("cc", "france", "", GERS, set()),
        ("cc", "aire", "", LANDES, {"within", "any"}),  # excluded somewhere in it, not all over it
        ("cc", "", "landes", GERS, set()),
        ("cc", "", "gers", GERS, {"within", "any"}),
        ("france", "", "riscle", GERS, {"within", "any"}),  # within is satisfied by a part of it only
        ("france", "", "aire", GERS, set()),
        ("riscle", "", "", LANDES, set()),
    ],
)
def test_the_rule(include: str, exclude: str, within: str, place: Place, found_by: set[Match]):
    aid = perimeter(include, exclude, within)

    assert {match for match in ("applicable", "within", "any") if matches(aid, place, match)} == found_by


def test_the_closest_territory_explains():
    aid = perimeter("france landes cc")

    assert matching_territory(aid, HERE, "applicable", COMMUNES.__getitem__) == "cc"
    assert matching_territory(aid, LANDES, "applicable", COMMUNES.__getitem__) == "landes"


def test_nothing_explains_what_does_not_match():
    assert matching_territory(perimeter("gers"), HERE, "any", COMMUNES.__getitem__) is None


def test_between_equals_the_first_id_explains():
    both = Place("x", frozenset({"b", "a"}), frozenset({"a", "b"}))

    assert matching_territory(perimeter("b a"), both, "applicable", lambda _: 1) == "a"
