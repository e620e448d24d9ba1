"""What a text means: places, expressions, weak words, completions, corrections; without a database."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import pytest

from search.groups import Alternative, Group, required_worth
from search.reading import Understood, read, read_literally
from search.words import Meaning, build
from tests.search.catalogue_tokens import CatalogueTokens


class Place(NamedTuple):
    """A place found in a text."""

    id: str
    name: str
    start: int
    end: int
    is_typo: bool = False
    homonyms: tuple[str, ...] = ()


GAZETTEER = {
    "dijon": ("commune-21231", "Dijon", False, ()),
    "toulouse": ("commune-31555", "Toulouse", False, ()),
    "tolouse": ("commune-31555", "Toulouse", True, ()),
    "toulous": ("commune-31555", "Toulouse", True, ()),
    "saint-denis": ("commune-93066", "Saint-Denis", False, ("commune-97411",)),
    "orange": ("commune-84087", "Orange", False, ()),
    "france": ("pays-FR", "France", False, ()),
    "occitanie": ("region-76", "Occitanie", False, ()),
    "avion": ("commune-62065", "Avion", False, ()),
    "vela": ("commune-00000", "Vela", True, ()),
    "grand-dijo": ("commune-21231", "Grand Dijon", True, ()),
}
CATALOGUE = CatalogueTokens(
    [
        "Prime vélo cargo ou triporteur à Dijon",
        "Vélo à assistance électrique, Toulouse Métropole",
        "Abonnement étudiant Tisséo",
        "Covoiturage domicile-travail",
        "Aide au permis de conduire de France Travail, pour les demandeurs d’emploi",
        "Forfait mobilités durables d’Orange",
        "Éco-chèque de la Région Occitanie, avance remboursable en avion",
        "Navigo",
    ]
)
WORDS = build(
    [
        Meaning(("vélo", "bicyclette"), ("mode:bike",)),
        Meaning(("covoiturage", "covoit"), ("mode:carpooling",)),
        Meaning(("vae", "vélo à assistance électrique", "vélo électrique")),
        Meaning(("vélo cargo", "cargo", "triporteur")),
        Meaning(("permis de conduire", "permis", "auto-école")),
        Meaning(("étudiant", "université"), ("beneficiary:student",)),
        Meaning(("demandeur d’emploi", "chômeur"), ("beneficiary:jobseeker",)),
        Meaning(("prêt", "crédit"), ("benefit:loan",)),
        Meaning(("prime", "subvention", "grant"), ("benefit:grant",)),
        Meaning(("tisséo",), ("mode:public_transport",), "commune-31555"),
        Meaning(("tcl",), (), "commune-69123"),
        Meaning(("toulousain", "toulousaine"), (), "commune-31555"),
        Meaning(("navigo", "pass navigo"), ("mode:public_transport",), "region-11"),
        Meaning(("france travail", "pôle emploi"), ("funder:france-travail",)),
    ],
    names=[
        Meaning(("Orange",), ("funder:orange",), is_name=True),
        Meaning(("Région Occitanie",), ("funder:region-occitanie",), is_name=True),
        Meaning(("Toulouse Métropole",), ("funder:toulouse-metropole",), is_name=True),
    ],
    weak=["aide", "prime", "subvention", "achat", "comment", "région", "métropole", "mobilité", "chez"],
    lexicon=["avion", "péage"],
    everyday=["cargai", "comme", "grand"],
    matters=["logement", "bateau", "crèche", "avance"],
    abroad=["genève"],
)


def find_places(text: str) -> Sequence[Place]:
    """The few places of this test, wherever the text names them."""
    found = []
    for match in re.finditer(r"[\w-]+", text.lower()):
        if match.group() in GAZETTEER and match.group() not in WORDS.never_places:
            territory, name, is_typo, homonyms = GAZETTEER[match.group()]
            found.append(Place(territory, name, match.start(), match.end(), is_typo, homonyms))
    return found


def understood(text: str, *, place_given: bool = False) -> Understood:
    return read(text, words=WORDS, vocabulary=CATALOGUE, find_places=find_places, place_given=place_given)


def ways(group: Group) -> set[str]:
    """A group in a readable form: its tokens and codes."""
    return {
        " ".join(alternative.tokens) + "".join(f"[{code}]" for code in alternative.codes)
        for alternative in group.alternatives
    }


def required(result: Understood) -> list[set[str]]:
    return [ways(group) for group in result.groups if group.required]


def test_a_place_filters_and_leaves_the_text() -> None:
    result = understood("vélo cargo à Dijon")

    assert result.territories == ("commune-21231",)
    assert result.rest == "vélo cargo"
    assert result.modes == ("bike",)
    assert len(required(result)) == 2


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Dijon", ""),
        ("à Dijon", ""),
        ("dijon vélo", "vélo"),
        ("vélo, Dijon", "vélo"),
        ("un vélo à Dijon pour étudiant", "un vélo pour étudiant"),
        ("covoiturage de Dijon à Toulouse", "covoiturage"),
        ("vélo (Dijon)", "vélo )"),
    ],
)
def test_what_leads_to_a_place_leaves_with_it(text: str, rest: str) -> None:
    assert understood(text).rest == rest


def test_several_places_are_all_asked() -> None:
    assert understood("covoiturage Dijon Toulouse").territories == ("commune-21231", "commune-31555")


def test_homonyms_are_told() -> None:
    result = understood("vélo Saint-Denis")

    assert result.territories == ("commune-93066",)
    assert result.homonyms == ("commune-97411",)


def test_with_a_place_chosen_those_of_the_text_are_only_a_bonus() -> None:
    result = understood("vélo Toulouse", place_given=True)

    assert result.territories == ()
    assert result.rest == "vélo Toulouse"
    assert [ways(group) for group in result.groups if not group.required] == [{"toulous"}]


def test_a_mode_is_satisfied_by_its_word_its_code_or_a_synonym() -> None:
    (group,) = understood("bicyclette").groups

    assert group.required
    assert ways(group) == {"[mode:bike]", "velo"}


def test_a_beneficiary_of_several_words_is_one_group() -> None:
    result = understood("permis demandeuse d'emploi demandeur d'emploi")

    assert "jobseeker" in result.beneficiaries
    assert any("[beneficiary:jobseeker]" in group for group in required(result))


def test_benefits_are_told() -> None:
    assert understood("prêt vélo").benefits == ("loan",)


def test_vae_means_an_electric_bike_in_an_aid_of_that_mode() -> None:
    # When someone types the abbreviation
    result = understood("vae")

    # Then an aid for bikes that says "électrique" fits best, and any aid for bikes fits half
    electric, bike = required(result)
    assert {"velo electriqu", "electriqu[mode:bike]"} <= electric
    assert bike == {"[mode:bike]"}
    assert required_worth(result.groups) == 1
    assert result.modes == ("bike",)


def test_an_expression_without_a_code_stays_words() -> None:
    velo, cargo = required(understood("vélo cargo"))

    assert "triporteur" in velo
    assert "triporteur" in cargo
    assert "[mode:bike]" in velo


def test_weak_words_are_never_required() -> None:
    result = understood("comment avoir une aide ou une prime achat vélo")

    assert required(result) == required(understood("vélo"))
    assert result.benefits == ()


def test_a_question_of_weak_words_alone_asks_for_everything() -> None:
    result = understood("aide mobilité")

    assert result.groups
    assert required_worth(result.groups) == 0


def test_unknown_words_are_left_out_when_others_are_known() -> None:
    assert required(understood("vélo zzzzz")) == required(understood("vélo"))


@pytest.mark.parametrize("text", ["téléphérique Dijon", "Dijon zzzzz"])
def test_an_unknown_word_beside_a_place_finds_nothing_rather_than_all_that_is_there(text: str) -> None:
    result = understood(text)

    assert result.territories == ("commune-21231",)
    assert required_worth(result.groups) == 1


def test_an_everyday_word_is_neither_corrected_nor_completed() -> None:
    assert understood("vélo carga").corrected == "vélo cargo"
    assert understood("vélo cargai").corrected is None
    assert {"comme"} not in required(understood("vélo comme"))


@pytest.mark.parametrize("text", ["logement étudiant", "permis bateau", "vélo Genève", "bateaux Dijon"])
def test_another_matter_or_another_country_finds_nothing_when_no_aid_says_it(text: str) -> None:
    result = understood(text)

    assert required_worth(result.groups) == 1
    assert all(CATALOGUE.count(word) == 0 for group in required(result) for word in group)


def test_another_matter_is_what_an_aid_must_say() -> None:
    assert required(understood("étudiant avance")) == [{"avanc"}]


@pytest.mark.parametrize(
    ("text", "without"),
    [("vélo et crèche", "vélo"), ("logement pôle emploi", "pôle emploi"), ("covoit Dijon Genève", "covoit Dijon")],
)
def test_another_matter_beside_a_way_to_travel_or_a_country_beside_a_place_is_left_out(text: str, without: str) -> None:
    assert required(understood(text)) == required(understood(without))


def test_a_word_that_everybody_says_leaves_a_misspelt_place_its_name() -> None:
    # "grand" is one letter from a taught word
    assert understood("vélo grand-dijo").territories == ("commune-21231",)


def test_an_adjective_is_a_place_and_asks_no_word() -> None:
    result = understood("covoit toulousain")

    assert result.territories == ("commune-31555",)
    assert len(required(result)) == 1


def test_unknown_words_alone_find_nothing() -> None:
    result = understood("aide zzzzz")

    assert {"zzzzz"} in required(result)
    assert required_worth(result.groups) == 1


def test_a_network_is_a_place_and_a_word() -> None:
    result = understood("abonnement tisséo")

    assert result.territories == ("commune-31555",)
    assert {"tisseo"} in required(result)


def test_a_network_is_a_mode_besides_its_name_where_it_is() -> None:
    # Its own aids come first, then those for the mode at that place
    assert required(understood("tisséo")) == [{"tisseo"}, {"[mode:public_transport]"}]
    # But the whole country's public transport is not what "navigo" asks
    assert {"[mode:public_transport]"} not in required(understood("navigo"))


def test_a_mode_counts_for_more_than_another_word() -> None:
    bike, student = (group for group in understood("vélo étudiant").groups if group.required)

    assert (bike.worth, student.worth) == (2, 1)


@pytest.mark.parametrize(("text", "worth"), [("étudiant", 1), ("étudiant avance permis", 1), ("vélo étudiant", 1)])
def test_half_of_what_is_asked_is_enough_rounded_down(text: str, worth: int) -> None:
    assert required_worth(understood(text).groups) == worth


def test_a_network_that_no_aid_names_is_a_place() -> None:
    result = understood("vélo tcl")

    assert result.territories == ("commune-69123",)
    assert len(required(result)) == 1


def test_a_place_named_wins_over_a_network_s() -> None:
    assert understood("tcl Dijon").territories == ("commune-21231",)


def test_a_region_s_pass_that_aids_name_is_a_word() -> None:
    result = understood("navigo")

    assert result.territories == ()
    assert required(result) == [{"navigo"}]


def test_france_travail_is_not_in_france() -> None:
    result = understood("permis France Travail")

    assert result.territories == ()
    assert result.funders == ("france-travail",)


def test_orange_is_a_town_and_chez_orange_an_employer() -> None:
    assert understood("vélo Orange").territories == ("commune-84087",)

    result = understood("je suis chez Orange")
    assert result.territories == ()
    assert result.funders == ("orange",)


def test_a_region_as_a_funder_is_the_region_and_its_aids_come_first() -> None:
    result = understood("Région Occitanie")

    assert result.territories == ("region-76",)
    assert required_worth(result.groups) == 0
    assert any("[funder:region-occitanie]" in ways(group) for group in result.groups)


def test_a_word_of_the_lexicon_is_not_a_place() -> None:
    assert understood("avion").territories == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("velo cargoo Dijon", "velo cargo Dijon"),
        ("covoituragge", "covoiturage"),
        ("vélo tolouse", "vélo Toulouse"),
        ("tripoteur etudiannt", "triporteur étudiant"),
        ("demandeur d'enploi", "demandeur d'emploi"),
    ],
)
def test_a_misspelt_word_is_corrected_and_told(typed: str, meant: str) -> None:
    result = understood(typed)

    assert result.corrected == meant
    assert result.groups == understood(meant).groups
    assert result.territories == understood(meant).territories


def test_a_place_is_recognised_though_the_catalogue_knows_its_stem() -> None:
    assert understood("vélo toulous").territories == ("commune-31555",)


def test_a_word_with_a_meaning_is_no_misspelt_place() -> None:
    # "vela" is as near to vélo, which means something, as to a village
    result = understood("vela cargo")

    assert result.territories == ()
    assert result.modes == ("bike",)


@pytest.mark.parametrize("text", ["vélo", "péage", "aide", "Dijon", "75", "pôle emploi"])
def test_known_words_are_not_corrected(text: str) -> None:
    assert understood(text).corrected is None


@pytest.mark.parametrize(("begun", "whole"), [("covoitur", "covoiturag"), ("abonn", "abon"), ("tripor", "triporteur")])
def test_the_beginning_of_a_word_is_completed(begun: str, whole: str) -> None:
    result = understood(begun)

    assert result.corrected is None
    assert any(whole in alternative.tokens for group in result.groups for alternative in group.alternatives)


def test_a_completed_word_keeps_its_meaning() -> None:
    assert {"[beneficiary:student]"} <= ways(understood("etudi").groups[0])


def test_accents_case_and_plurals_change_nothing() -> None:
    plain = understood("VELOS ELECTRIQUES DIJON ETUDIANTES")
    careful = understood("vélo électrique Dijon étudiante")

    assert plain.groups == careful.groups
    assert plain.territories == careful.territories


def test_taken_literally_words_are_words() -> None:
    result = read_literally("aide vélo tolouse Dijon", WORDS)

    assert result.territories == ()
    assert result.corrected is None
    assert result.rest == "aide vélo tolouse Dijon"
    assert [group.alternatives for group in result.groups] == [
        (Alternative((token,), "word"),) for token in ("aide", "velo", "tolous", "dijon")
    ]


@pytest.mark.parametrize("text", ["", "   ", "de la", "'", '"', "\x00", "🚲" * 50, "a" * 200, "é" * 200, "- - -"])
def test_any_text_is_understood(text: str) -> None:
    understood(text)
    read_literally(text, WORDS)
