"""The table of taught words."""

from search.words import Meaning, build


def test_the_longest_expression_wins() -> None:
    words = build([Meaning(("permis",)), Meaning(("permis de conduire", "auto-école"))])

    (found,) = words.expressions(["permi", "conduir"])

    assert (found.start, found.end) == (0, 2)


def test_an_expression_in_two_rows_means_both() -> None:
    words = build([Meaning(("trottinette",), ("mode:a",)), Meaning(("trottinettes",), ("mode:b",))])

    (found,) = words.expressions(["trottinet"])

    assert found.codes == ("mode:a", "mode:b")


def test_single_words_that_were_taught_are_not_places_but_parts_of_expressions_may_be() -> None:
    words = build(
        [Meaning(("péage", "autoroute")), Meaning(("lignes d’azur",), (), "commune-06088")], lexicon=["avion"]
    )

    assert {"peage", "autoroute", "avion"} <= words.never_places
    assert "azur" not in words.never_places


def test_the_names_of_funders_hide_no_place_and_teach_no_spelling() -> None:
    words = build([], names=[Meaning(("Orange",), ("funder:orange",), is_name=True)])

    assert "orange" not in words.never_places
    assert not words.knows("oranje")
    assert words.expressions(["orang"])[0].codes == ("funder:orange",)


def test_a_spelling_keeps_its_accents() -> None:
    assert build([Meaning(("Réparation", "réparer"))]).spellings["reparation"] == "réparation"


def test_a_text_without_a_word_teaches_nothing() -> None:
    words = build([Meaning(("de la", "")), Meaning(())], weak=[""], lexicon=["'"])

    assert words.expressions(["de", "la"]) == []
    assert words.weak == frozenset()
