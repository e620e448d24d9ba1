"""Places named in a question."""

import pytest

from territories.service import find_in_text

pytestmark = pytest.mark.django_db

NEVER = ("aide", "velo", "prime", "borne", "recharge", "peage", "parking", "mer", "port", "bourg", "transport", "saint")

EVERYDAY = frozenset(
    """
    aura avenue bus corps demain enfants etait garde libre lieu lion mets on prime quand republique sens serait station
    """.split()  # noqa: SIM905 - easier to read
)


def read(text: str) -> list[tuple[str, str]]:
    return [(text[place.start : place.end], place.id) for place in find_in_text(text, never=NEVER)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("vélo cargo Dijon", [("Dijon", "commune-21231")]),
        ("aide vélo st etienne", [("st etienne", "commune-42218")]),
        ("prime vélo Tours 37", [("Tours 37", "commune-37261")]),
        ("prime vélo 37000 Tours", [("37000 Tours", "commune-37261")]),
        ("aide Saint-Denis Réunion vélo", [("Saint-Denis Réunion", "commune-97411")]),
        ("Isère Vienne vélo", [("Isère Vienne", "commune-38544")]),
        ("Boulogne Pas de Calais", [("Boulogne Pas de Calais", "commune-62160")]),
        ("vélo clermont", [("clermont", "commune-63113")]),
        ("covoiturage saint ouen", [("saint ouen", "commune-93070")]),
        ("vélo paris 15e", [("paris 15e", "commune-75056")]),
        ("trottinette 75015", [("75015", "commune-75056")]),
        ("permis tourlaville", [("tourlaville", "commune-50129")]),
        ("cherbourg", [("cherbourg", "commune-50129")]),
        ("Lyon Grenoble", [("Lyon", "commune-69123"), ("Grenoble", "commune-38185")]),
        ("vélo toulouse métropole", [("toulouse métropole", "epci-243100518")]),
        ("aide du grand lyon", [("grand lyon", "epci-200046977")]),
        ("région Bretagne vélo", [("région Bretagne", "region-53")]),
        ("haute-garonne", [("haute-garonne", "departement-31")]),
        ("pass navigo ile de france", [("ile de france", "region-11")]),
        ("aide dans le 31", [("31", "departement-31")]),
        ("permis jeunes 62", [("62", "departement-62")]),
        ("aide 2A", [("2A", "departement-2A")]),
        ("aide 31, vélo", [("31", "departement-31")]),
        ("région 76", [("région 76", "region-76")]),
        # one typing error on a whole name
        ("velo toulose", [("toulose", "commune-31555")]),
        ("clermond ferrand", [("clermond ferrand", "commune-63113")]),
        ("vélo villeneuve dascq", [("villeneuve dascq", "commune-59009")]),
        # numbers that count
        ("moins de 26 ans", []),
        ("prime de 31 €", []),
        ("vélo 28 pouces", []),
        ("vignette crit'air 2", []),
        # words that are places only elsewhere
        ("parking péage borne de recharge", []),
        ("vélo pas cher", []),
        ("en bord de mer", []),
        ("", []),
        ("?!", []),
    ],
)
def test_places_in_a_question(text: str, places: list[tuple[str, str]]):
    assert read(text) == places


def test_a_place_is_never_completed():
    assert read("vélo toul") == []


def test_homonyms_are_told():
    place = find_in_text("vélo Sainte-Colombe")[0]

    assert place.id == "commune-69189"
    assert set(place.homonyms) == {
        "commune-77404", "commune-40252", "commune-25515", "commune-76569", "commune-05135",
    }  # fmt: skip


def test_a_departement_that_is_a_region_has_no_homonym():
    assert find_in_text("vélo martinique")[0].homonyms == ()


def test_a_misspelt_place_says_so():
    place = find_in_text("velo toulose")[0]

    assert place.is_typo
    assert place.name == "Toulouse"
    assert not find_in_text("velo toulouse")[0].is_typo


def test_after_a_cue_a_departement_is_one_whatever_else_it_means():
    assert [place.id for place in find_in_text("vélo dans le nord", never=("nord",))] == ["departement-59"]
    assert find_in_text("gare du nord", never=("nord", "gare")) == []


@pytest.mark.full_division
def test_ordinary_french_names_no_place(full_division: None):
    question = "je cherche une aide pour acheter un vélo pas cher pour mon fils de 16 ans sans permis"

    assert find_in_text(question, never=("aide", "velo", "cherche", "acheter", "fils", "permis")) == []


@pytest.mark.full_division
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("vélo vienne isère", "commune-38544"),
        ("aide vélo la baule", "commune-44055"),
        ("aide vélo Fontenay sous Bois", "commune-94033"),
        ("prime Vaulx en Velin", "commune-69256"),
        ("vélo Saint-Maur", "commune-94068"),
        ("châlons sur marne", "commune-51108"),
        # the usual name of a small town
        ("chamonix", "commune-74056"),
        ("vélo Évian", "commune-74119"),
        ("aide velo sarlat", "commune-24520"),
        # a former région tells which
        ("vae saint louis alsace", "commune-68297"),
        ("aura", "region-84"),
        ("région 76", "region-76"),
        ("aides département 76", "departement-76"),
        # an everyday word at the end that sounds like a city
        ("velo mets", "commune-57463"),
        ("vélo lion", "commune-69123"),
        ("aides Sens", "commune-89387"),
        ("corps 38", "commune-38128"),
        ("la garde", "commune-83062"),
        ("vélo le port réunion", "commune-97407"),
        # a saint written in one word, or cut
        ("STETIENNE", "commune-42218"),
        ("velo stgermain en laye", "commune-78551"),
        ("ste-gen-des-bois", "commune-91549"),
        # the first words of a village's name, when they can be nothing else
        ("vélo électrique Prats-de-Mollo", "commune-66150"),
        # what sounds as it is typed, rather than Dinan
        ("acheter un vélo a dinar", "commune-35093"),
        ("lile", "commune-59350"),
        # neither is it the beginning of a name, said alone: Grande-Synthe
        ("velo gerande", "commune-44069"),
        # the name of an intercommunalité and of nothing else, but a département misspelt
        ("vélo Grésivaudan", "epci-200018166"),
        ("velo ardenne", "departement-08"),
    ],
)
def test_places_among_all(full_division: None, text: str, place: str):
    assert find_in_text(text, never=NEVER, everyday=EVERYDAY)[0].id == place


@pytest.mark.full_division
@pytest.mark.parametrize(
    "text",
    [
        "quand la prime aura lieu",
        "le port du casque",
        "je mets un lion sur le vélo",
        "garde d'enfants",
        "on était en corps à corps",
        "demain il serait libre",
        "station de bus",
        "10 avenue de la République",
    ],
)
def test_everyday_words_are_no_villages_nor_misspelt_towns(full_division: None, text: str):
    assert find_in_text(text, never=NEVER, everyday=EVERYDAY) == []
