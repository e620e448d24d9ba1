"""Pasted lists: what is understood, what a person must settle."""

import pytest

from territories.pasting import read_list

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("31555\n31149\n\n31069", ["commune-31555", "commune-31149", "commune-31069"]),
        ("31555, 31149; 31069", ["commune-31555", "commune-31149", "commune-31069"]),
        ("31555\tToulouse\t511684\n31149\tColomiers\t41000", ["commune-31555", "commune-31149"]),
        ("Toulouse;31555;31000", ["commune-31555"]),
        # A population that is also the code of a commune.
        ("31149;Colomiers;38185", ["commune-31149"]),
        ("31555, Blagnac, 31149", ["commune-31555", "commune-31149", "commune-31069"]),
        ("243100518", ["epci-243100518"]),
        ("243 100 518", ["epci-243100518"]),
        ("213105554", ["commune-31555"]),  # a commune's SIREN
        ("1053", ["commune-01053"]),  # a spreadsheet took 01053 for a number
        ("2a004", ["commune-2A004"]),
        ("75115", ["commune-75056"]),  # Paris 15e
        ("31\n2B", ["departement-31", "departement-2B"]),
        ("commune-93066\nregion-76\ndepartement-2a", ["commune-93066", "region-76", "departement-2A"]),
        ("- Toulouse\n- Blagnac", ["commune-31555", "commune-31069"]),
        ("Toulouse, Blagnac, st orens de gameville", ["commune-31555", "commune-31069", "commune-31506"]),
        ("Paris", ["commune-75056"]),  # a commune and a département: one place
        ("Toulouse Métropole", ["epci-243100518"]),
        ("Saint-Denis, Réunion", ["commune-97411"]),
        ("Tourlaville", ["commune-50129"]),
        ("31555\n31555\nToulouse", ["commune-31555"]),
        ("  \n ; , \n", []),
    ],
)
def test_understood(text: str, ids: list[str]):
    pasted = read_list(text)

    assert pasted.ids == ids
    assert pasted.problems == []


def test_homonyms_are_given_back_with_their_candidates():
    pasted = read_list("Toulouse\nSaint-Denis")

    assert pasted.ids == ["commune-31555"]
    assert [(text, {place.id for place in places}) for text, places in pasted.ambiguous] == [
        ("Saint-Denis", {"commune-93066", "commune-97411"})
    ]
    assert "commune-97411, Saint-Denis (97400)" in pasted.problems[0]


def test_a_misspelt_name_is_not_guessed():
    pasted = read_list("Toulose")

    assert pasted.ids == []
    assert pasted.ambiguous[0].candidates[0].id == "commune-31555"


def test_a_postcode_is_not_a_territory():
    pasted = read_list("59650")

    assert pasted.ids == []
    assert [place.id for place in pasted.ambiguous[0].candidates] == ["commune-59009"]


def test_what_means_nothing_is_said():
    pasted = read_list("31555\nqsdfghjklm\n99999")

    assert pasted.ids == ["commune-31555"]
    assert pasted.unknown == ["qsdfghjklm", "99999"]
    assert len(pasted.problems) == 2
