"""Places by what people type. What must be first, on the small division; all names on the full one."""

import random

import pytest

from territories import division
from territories.records import TerritoryRecord
from territories.service import find_places
from territories.spelling import fold

pytestmark = pytest.mark.django_db

FIRST = [
    # accents, case, hyphens, apostrophes, ligatures
    ("toulouse", "commune-31555"),
    ("TOULOUSE", "commune-31555"),
    ("saint etienne", "commune-42218"),
    ("Saint-Étienne", "commune-42218"),
    ("l'hay les roses", "commune-94038"),
    ("L’Haÿ-les-Roses", "commune-94038"),
    ("hay les roses", "commune-94038"),
    ("lhay les roses", "commune-94038"),
    ("oeuf en ternois", "commune-62633"),
    ("Œting", "commune-57521"),
    ("oeting", "commune-57521"),
    # abbreviations, articles
    ("St Etienne", "commune-42218"),
    ("st-herblain", "commune-44162"),
    ("St. Orens de Gameville", "commune-31506"),
    ("ste colombe", "commune-69189"),
    ("villeneuve lez avignon", "commune-30351"),
    ("boulogne s/ mer", "commune-62160"),
    ("havre", "commune-76351"),
    ("le mans", "commune-72181"),
    ("mans", "commune-72181"),
    ("rochelle", "commune-17300"),
    ("ile d'yeu", "commune-85113"),
    ("union", "commune-31561"),
    # as one types
    ("toul", "commune-31555"),
    ("st ou", "commune-93070"),
    ("villeneuve d", "commune-59009"),
    ("greno", "commune-38185"),
    # small words and spaces forgotten
    ("aix provence", "commune-13001"),
    ("villefranche saone", "commune-69264"),
    ("saintdenis", "commune-97411"),
    ("villeneuve dascq", "commune-59009"),
    ("billancourt", "commune-92012"),
    # one typing error
    ("toulose", "commune-31555"),
    ("grenolbe", "commune-38185"),
    ("monpellier", "commune-34172"),
    ("marseile", "commune-13055"),
    ("villeurbane", "commune-69266"),
    ("cherboug", "commune-50129"),
    ("clermond ferrand", "commune-63113"),
    # old names and arrondissements
    ("Tourlaville", "commune-50129"),
    ("équeurdreville", "commune-50129"),
    ("annecy le vieux", "commune-74010"),
    ("lomme", "commune-59350"),
    ("Paris 15", "commune-75056"),
    ("paris 15ème", "commune-75056"),
    ("Paris XV", "commune-75056"),
    ("15e arrondissement de Paris", "commune-75056"),
    ("Lyon 3e", "commune-69123"),
    ("Marseille 1er arrondissement", "commune-13055"),
    # postcodes, numbers, codes
    ("31000", "commune-31555"),
    ("75000", "commune-75056"),
    ("75015", "commune-75056"),
    ("31555", "commune-31555"),
    ("2A004", "commune-2A004"),
    ("31", "departement-31"),
    ("2a", "departement-2A"),
    ("1", "departement-01"),
    ("département 31", "departement-31"),
    ("région 76", "region-76"),
    ("243100518", "epci-243100518"),
    # with a département, an island, a postcode
    ("Tours 37", "commune-37261"),
    ("37 Tours", "commune-37261"),
    ("Tours (37)", "commune-37261"),
    ("37000 Tours", "commune-37261"),
    ("Tours 37000 cedex 9", "commune-37261"),
    ("Tours en Indre-et-Loire", "commune-37261"),
    ("Saint-Denis Réunion", "commune-97411"),
    ("Saint Denis (La Réunion)", "commune-97411"),
    ("saint denis 93", "commune-93066"),
    ("Sainte-Colombe Landes", "commune-40252"),
    ("sainte marie martinique", "commune-97228"),
    ("Boulogne Pas-de-Calais", "commune-62160"),
    ("tours 73", "commune-73298"),
    # populous first, and before small homonyms
    ("saint ouen", "commune-93070"),
    ("clermont", "commune-63113"),
    ("bourg", "commune-01053"),
    ("tours", "commune-37261"),
    ("vienne", "commune-38544"),
    ("bretagne", "region-53"),
    # what holds communes
    ("haute garonne", "departement-31"),
    ("departement de la loire", "departement-42"),
    ("occitanie", "region-76"),
    ("PACA", "region-93"),
    ("idf", "region-11"),
    ("Toulouse Métropole", "epci-243100518"),
    ("toulouse métro", "epci-243100518"),
    ("métropole de toulouse", "epci-243100518"),
    ("agglo de pau", "epci-200067254"),
    ("grand lyon", "epci-200046977"),
    ("MEL", "epci-200093201"),
    ("plaine commune", "ept-200057867"),
    ("ville de la rochelle", "commune-17300"),
    ("la réunion", "departement-974"),
    ("france", "pays-FR"),
]


@pytest.mark.parametrize(("text", "first"), FIRST)
def test_the_right_place_comes_first(text: str, first: str):
    found = find_places(text)

    assert found, "nothing found"
    assert found[0].record.id == first


@pytest.mark.parametrize("text", ["", " ", "'", "%", "\0", "-", "zzzzzz", "\u202e", "9" * 300, "🚲"])
def test_nothing_is_found_for_nothing(text: str):
    assert find_places(text) == []


def test_homonyms_are_all_shown():
    found = [place.record.departement for place in find_places("Sainte-Colombe")]

    assert found[:6] == ["69", "77", "40", "25", "76", "05"]


def test_small_homonyms_follow_the_far_more_populous_place():
    ids = [place.record.id for place in find_places("saint ouen")]

    assert ids.index("commune-93070") < ids.index("commune-41226") < ids.index("commune-80711")
    assert ids.index("commune-80711") < ids.index("commune-88430")  # exact before beginnings


def test_the_other_name_is_told():
    assert find_places("tourlaville")[0].matched == "Tourlaville"
    assert find_places("paris 15")[0].matched == "Paris 15e Arrondissement"
    assert find_places("toulouse")[0].matched == ""


def test_kinds_and_limit():
    assert {place.record.kind for place in find_places("toulouse", kinds=["epci"])} == {"epci"}
    assert find_places("76", kinds=["region"])[0].record.id == "region-76"
    assert len(find_places("s", limit=3)) == 3


def test_a_qualified_name_keeps_to_its_departement():
    assert {place.record.departement for place in find_places("saint pierre 974")} == {"974"}


@pytest.mark.full_division
def test_each_commune_is_found_by_its_plain_name(full_division: None):
    missing = [
        record.id for record in _communes() if record.id not in {place.record.id for place in find_places(record.name)}
    ]

    assert missing == []


@pytest.mark.full_division
def test_each_commune_comes_first_with_its_departement(full_division: None):
    wrong = [
        record.id
        for record in _communes()
        if find_places(f"{record.name} {record.departement}", kinds=["commune"])[0].record.id != record.id
    ]

    # Vergné beside La Vergne, Longeville beside a commune that has an old Longeville.
    assert len(wrong) <= 5


@pytest.mark.full_division
def test_towns_are_found_through_a_typing_error(full_division: None):
    chance = random.Random(20)
    towns = [record for record in _communes() if record.population > 5_000 and len(record.name) > 4]
    found = first = 0
    sample = chance.sample(towns, 500)
    for record in sample:
        ids = [place.record.id for place in find_places(_misspelt(fold(record.name), chance))]
        found += record.id in ids
        first += ids[:1] == [record.id]

    assert found / len(sample) >= 0.97
    assert first / len(sample) >= 0.93


def _communes() -> list[TerritoryRecord]:
    return [record for record in division.current().records() if record.kind == "commune" and not record.is_former]


def _misspelt(name: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(name))
    letter = chance.choice("aeiourstnlm")
    return chance.choice(
        [
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + letter + name[at + 1 :],
            name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :],
        ]
    )
