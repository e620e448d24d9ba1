"""The search page: what was asked, what was understood, what is found, what to do when nothing is."""

from datetime import date

from tests.factories import AidFactory, FunderFactory
from tests.site.conftest import OCCITANIE, PARIS, SEARCH, TOULOUSE, TOULOUSE_METROPOLE, Visitor


def test_a_list_of_what_applies_where_one_lives(visitor: Visitor) -> None:
    AidFactory(title="Prime de la métropole", include=[TOULOUSE_METROPOLE])
    AidFactory(title="Prime de Paris", include=[PARIS])

    screen = visitor.get(SEARCH, territory=TOULOUSE)

    assert screen.titles == ["Prime de la métropole"]
    assert screen.texts("h1") == ["1 aide pour Toulouse (31)"]


def test_a_result_says_what_one_scans_for(visitor: Visitor) -> None:
    AidFactory(
        title="Éco-chèque",
        funder=FunderFactory(name="Région Occitanie"),
        include=[OCCITANIE],
        modes=["bike", "carpooling"],
        beneficiaries=["student"],
        amount_percent=30,
        amount_max=1500,
        closes_on=date(2099, 12, 31),
    )

    [result] = visitor.get(SEARCH, territory=TOULOUSE).texts(".result")

    for words in ("Région Occitanie", "30 %, jusqu’à 1 500 €", "Vélo", "Covoiturage", "Étudiants", "31 décembre 2099"):
        assert words in result.replace("\xa0", " ")
    assert "Toulouse Toulouse Métropole Occitanie" in result


def test_an_employers_aid_is_for_its_people(visitor: Visitor) -> None:
    AidFactory(employer=True, funder=FunderFactory(employer=True, name="Airbus"))

    assert "Si vous travaillez chez Airbus" in visitor.get(SEARCH).words


def test_each_active_thing_has_a_chip_that_removes_it(visitor: Visitor) -> None:
    AidFactory(title="Prime", modes=["bike"])

    screen = visitor.get(SEARCH, search="prime", territory=TOULOUSE, mode="bike")

    assert screen.texts(".chip")[:3] == ["Retirer « prime »", "Retirer Toulouse (31)", "Retirer Vélo"]
    assert "mode=" not in screen.link("Vélo")
    assert "territory=commune-31555" in screen.link("Vélo")


def test_filters_are_counted_and_keep_the_rest_of_the_question(visitor: Visitor) -> None:
    AidFactory(modes=["bike"])
    AidFactory(modes=["bike", "walking"])

    screen = visitor.get(SEARCH, territory=TOULOUSE, mode="walking")

    options = screen.texts(".filter-option")
    assert "Vélo 2" in options
    assert "Marche 1" in options
    assert screen.soup.select_one('.filters input[name="territory"]')["value"] == TOULOUSE
    assert screen.soup.select_one('.filters input[value="walking"]').has_attr("checked")


def test_status_is_chosen_and_closed_aids_say_so(visitor: Visitor) -> None:
    AidFactory(title="Ouverte")
    AidFactory(title="Finie", closed=True)

    assert visitor.get(SEARCH).titles == ["Ouverte"]
    screen = visitor.get(SEARCH, status="closed")
    assert screen.titles == ["Finie"]
    assert "Terminée depuis le" in screen.words


def test_what_is_not_understood_is_dropped_and_said(visitor: Visitor) -> None:
    AidFactory(title="Prime")

    screen = visitor.get(SEARCH, mode="spaceship", order="foo", utm_source="lettre")

    assert screen.status == 200
    assert screen.titles == ["Prime"]
    assert "« spaceship » est inconnu" in screen.words
    assert "utm_source" not in screen.html


def test_pages_follow_each_other(visitor: Visitor) -> None:
    for number in range(21):
        AidFactory(title=f"Prime {number:02}")

    first = visitor.get(SEARCH, order="title")
    second = visitor.get(first.link("Suivante"))

    assert len(first.titles) == 20
    assert second.titles == ["Prime 20"]
    assert visitor.get(SEARCH, page=99).status == 200


def test_nothing_found_offers_the_next_connection(visitor: Visitor) -> None:
    AidFactory(title="Prime", modes=["bike"])

    screen = visitor.get(SEARCH, territory=TOULOUSE, mode="walking")

    assert "Aucune aide pour Toulouse (31)" in screen.words
    rescued = visitor.get(screen.link("Sans le filtre « Mode de transport »"))
    assert rescued.titles == ["Prime"]


def test_a_place_in_the_words_is_understood_and_can_be_undone(visitor: Visitor) -> None:
    AidFactory(title="Prime au vélo", include=[TOULOUSE_METROPOLE])
    AidFactory(title="Vélo à Paris", include=[PARIS])

    screen = visitor.get(SEARCH, search="vélo toulouse")

    assert screen.titles == ["Prime au vélo"]
    assert "Toulouse (31)" in screen.texts(".understood")[0]
    assert "interpret=false" in screen.link("Chercher exactement mes mots")


def test_a_misspelt_word_is_corrected_and_said(visitor: Visitor) -> None:
    AidFactory(title="Abonnement de covoiturage", modes=["carpooling"])

    screen = visitor.get(SEARCH, search="covoiturrage")

    assert screen.titles == ["Abonnement de covoiturage"]
    assert "au lieu de « covoiturrage »" in screen.words


def test_homonyms_are_offered(visitor: Visitor) -> None:
    AidFactory(title="Prime vélo")

    screen = visitor.get(SEARCH, search="vélo saint-denis")

    [others] = [text for text in screen.texts(".understood") if "D’autres lieux" in text]
    assert "Saint-Denis (" in others


def test_two_places_find_the_aids_of_either(visitor: Visitor) -> None:
    AidFactory(title="Chez moi", include=[TOULOUSE])
    AidFactory(title="Au travail", include=[PARIS])

    screen = visitor.get(SEARCH, territory=[TOULOUSE, PARIS])

    assert set(screen.titles) == {"Chez moi", "Au travail"}
    assert screen.soup.select_one("#work")["value"] == "Paris (75)"


def test_the_other_language_is_asked_the_same(visitor: Visitor) -> None:
    AidFactory(title="Prime vélo")

    screen = visitor.get(SEARCH, mode="bike")

    english = screen.soup.find("a", hreflang="en")
    assert english["href"].endswith("/en/aids/?mode=bike")
    other = visitor.get(english["href"])
    assert other.titles == ["Prime vélo"]
    assert other.soup.select_one(".result-title a")["lang"] == "fr"


def test_only_the_plain_page_is_for_search_engines(visitor: Visitor) -> None:
    assert 'content="noindex"' not in visitor.get(SEARCH).html
    assert visitor.get(SEARCH).soup.find("link", rel="canonical")["href"].endswith(SEARCH)
    assert 'content="noindex"' in visitor.get(SEARCH, mode="bike").html
