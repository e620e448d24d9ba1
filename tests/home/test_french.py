"""Articles, contractions and elisions, as a picky reader would want them."""

from datetime import date

import pytest

from home.demo import french


@pytest.mark.parametrize(
    ("name", "the", "of", "to"),
    [
        ("Région Occitanie", "la Région Occitanie", "de la Région Occitanie", "à la Région Occitanie"),
        ("Grand Poitiers", "le Grand Poitiers", "du Grand Poitiers", "au Grand Poitiers"),
        ("Artois Mobilités", "Artois Mobilités", "d’Artois Mobilités", "à Artois Mobilités"),
        ("Bordeaux Métropole", "Bordeaux Métropole", "de Bordeaux Métropole", "à Bordeaux Métropole"),
        ("État", "l’État", "de l’État", "à l’État"),
        ("Employeurs publics", "les Employeurs publics", "des Employeurs publics", "aux Employeurs publics"),
        ("Ville du Vigan", "la Ville du Vigan", "de la Ville du Vigan", "à la Ville du Vigan"),
    ],
)  # fmt: skip
def test_an_organisation_in_a_sentence(name: str, the: str, of: str, to: str) -> None:
    assert (french.the(name), french.of(name), french.to(name)) == (the, of, to)


@pytest.mark.parametrize(
    ("funder", "at", "of"),
    [
        ("Ville de Dijon", "à Dijon", "de Dijon"),
        ("Ville du Vigan", "au Vigan", "du Vigan"),
        ("Ville de La Tour-du-Pin", "à La Tour-du-Pin", "de La Tour-du-Pin"),
        ("Ville des Andelys", "aux Andelys", "des Andelys"),
        ("Commune d’Eschau", "à Eschau", "d’Eschau"),
        ("Ville d’Hennebont", "à Hennebont", "d’Hennebont"),
        ("Ville de Hem", "à Hem", "de Hem"),
    ],
)
def test_a_town_by_its_own_name(funder: str, at: str, of: str) -> None:
    town = french.town_of(funder)
    assert town is not None
    assert (french.at_place(town), french.of_place(town)) == (at, of)


def test_only_towns_are_towns() -> None:
    assert french.town_of("Communauté de communes du Grand Roye") is None


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ("2025-08-12", "le 12 août 2025"),
        ("2025-10-01", "le 1er octobre 2025"),
        ("2025-02-30", "en février 2025"),
        ("2025-02", "en février 2025"),
        ("2025", "en 2025"),
    ],
)
def test_a_date_is_told_as_precisely_as_it_is_known(known: str, said: str) -> None:
    assert french.when(known) == said


def test_amounts_and_days() -> None:
    assert french.euros(1200) == "1 200 €"
    assert french.euros(96.36) == "96,36 €"
    assert french.day(date(2026, 12, 31)) == "31 décembre 2026"


def test_spaces_that_must_not_break() -> None:
    assert french.typeset("Jusqu’à 1 200 € : 50 % ?") == "Jusqu’à 1\u00a0200\u00a0€\u00a0: 50\u00a0%\u00a0?"
