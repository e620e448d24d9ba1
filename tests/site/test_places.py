"""The place field without JavaScript: one place fits, several do, none does."""

from tests.factories import AidFactory
from tests.site.conftest import PARIS, SEARCH, TOULOUSE, Visitor


def test_a_place_that_can_only_be_one_leads_to_its_aids(visitor: Visitor) -> None:
    screen = visitor.get(SEARCH, place="toulouse", search="vélo", mode="bike")

    assert screen.status == 302
    assert screen.response.headers["Location"] == f"{SEARCH}?search=v%C3%A9lo&territory={TOULOUSE}&mode=bike"


def test_a_postcode_of_one_commune_is_that_commune(visitor: Visitor) -> None:
    assert f"territory={TOULOUSE}" in visitor.get(SEARCH, place="31000").response.headers["Location"]


def test_homonyms_are_a_choice_that_keeps_the_question(visitor: Visitor) -> None:
    AidFactory(title="Prime vélo", include=["commune-93066"])

    screen = visitor.get(SEARCH, place="Saint-Denis", mode="bike")

    assert screen.status == 200
    assert "Plusieurs lieux correspondent à « Saint-Denis »" in screen.words
    assert visitor.get(screen.link("Saint-Denis (93)")).titles == ["Prime vélo"]
    assert "mode=bike" in screen.link("Saint-Denis (93)")


def test_a_second_place_waits_for_the_first_to_be_chosen(visitor: Visitor) -> None:
    screen = visitor.get(SEARCH, place=["Saint-Denis", "Paris"])

    chosen = visitor.follow(screen.link("Saint-Denis (93)"))

    assert chosen.texts("h1") == ["Aucune aide pour Saint-Denis (93) ou Paris (75)"]


def test_no_such_place_is_said_with_help(visitor: Visitor) -> None:
    screen = visitor.get(SEARCH, place="xqzzt wkrv", mode="bike")

    assert "Aucun lieu ne s’appelle « xqzzt wkrv »" in screen.words
    assert "code postal" in screen.words
    assert screen.link("Chercher sans ce lieu") == f"{SEARCH}?mode=bike"


def test_a_field_left_as_it_was_shown_is_the_same_place(visitor: Visitor) -> None:
    shown = visitor.get(SEARCH, territory="commune-97411")
    field = shown.soup.select_one("#place")

    again = visitor.get(SEARCH, place=[field["value"], ""], place_id=["commune-97411", ""])

    assert again.response.headers["Location"] == f"{SEARCH}?territory=commune-97411"


def test_a_field_that_was_changed_is_another_place(visitor: Visitor) -> None:
    screen = visitor.get(SEARCH, place="Paris", place_id=TOULOUSE)

    assert screen.response.headers["Location"] == f"{SEARCH}?territory={PARIS}"


def test_an_emptied_field_is_no_place(visitor: Visitor) -> None:
    screen = visitor.get(SEARCH, place=["", ""], place_id=[TOULOUSE, ""], search="vélo")

    assert screen.response.headers["Location"] == f"{SEARCH}?search=v%C3%A9lo"
