"""What makes two words the same, whoever wrote them."""

import pytest

from search.analysis import spans, strip_html, tokens


@pytest.mark.parametrize(
    "words",
    [
        "vélo vélos velo VELOS",
        "électrique électriques electrique ELECTRIQUES",
        "étudiant étudiante étudiants etudiantes",
        "régional régionale régionaux régionales",
        "abonnement abonnements abonné abonnée abonner",
        "gratuit gratuite gratuits gratuité gratuitement",
        "réparation réparations réparer réparé",
        "recharge recharger recharges rechargement",
        "handicap handicapé handicapée handicapées",
        "retraite retraité retraitée retraités",
        "salarié salariée salariés salaries",
        "apprenti apprentie apprentis apprenties",
        "remboursement remboursements rembourser remboursé",
        "professionnel professionnelle professionnels",
        "particulier particulière particuliers",
        "conducteur conductrice conducteurs conductrices",
        "chômeur chômeuse chômeurs chomeuses",
        "usager usagère usagers",
        "local locale locaux locales",
        "bateau bateaux",
        "cœur coeur CŒUR",
        "l’abonnement l'abonnement d'abonnement qu’abonnement",
        "e\u0301lectrique électrique",
        "covoiturage co-voiturage co‑voiturage",
        "autopartage auto-partage",
        "Crit’Air crit'air critair crit-air",
        "E85 e-85 e85",
        "âgé âgée ages",
    ],
)
def test_spellings_of_one_word_meet(words: str) -> None:
    # When each is analysed on its own, as half of the people write it and as the aids do
    found = {tuple(tokens(word)) for word in words.split()}

    # Then they are one token
    assert len(found) == 1
    assert len(found.pop()) == 1


@pytest.mark.parametrize(
    "texts",
    [
        ("covoiturage", "co voiturage", "co-voiturage"),
        ("autopartage", "auto partage"),
        ("vélo-cargo", "vélo cargo", "VELOS CARGOS"),
        ("2 roues", "2roues", "deux-roues", "deux roues"),
        ("50 %", "50%", "50"),
        ("1 000 €", "1000 €", "1\u202f000"),
        ("aide à l'achat d’un vélo", "aide achat vélo"),
        ("vélo d occasion", "vélo d’occasion"),
    ],
)
def test_ways_of_writing_an_expression_meet(texts: tuple[str, ...]) -> None:
    assert len({tuple(tokens(text)) for text in texts}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("commun", "commune"),
        ("départ", "département"),
        ("permis", "permanence"),
        ("vélo", "vélomoteur"),
        ("moto", "motorisation"),
        ("formation", "forme"),
        ("location", "local"),
        ("demande", "demandeur"),
        ("cargo", "car"),
        ("75011", "75"),
    ],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert tokens(one) != tokens(other)


def test_words_that_say_nothing_are_left_out() -> None:
    assert tokens("Est-ce que je peux avoir une aide pour le vélo ?") == ["peu", "avoir", "aide", "velo"]


def test_numbers_and_codes_stay_whole() -> None:
    assert tokens("E85, 25km, 75011 Paris, 12,50 €") == ["e85", "25km", "75011", "pari", "12", "50"]
    assert tokens("31000 200") == ["31000", "200"]


@pytest.mark.parametrize("text", ["", "   ", "'’-", "de la", "\x00", "🚲", "''''", "l'", "d’l’d’"])
def test_texts_without_a_word_have_no_token(text: str) -> None:
    assert tokens(text) == []


def test_spans_point_at_the_words_as_written() -> None:
    # Given a text with an elision, a ligature, separate accents and a compound
    text = "L’abonnement : cœur, e\u0301lectrique, co-voiturage"

    # Then each token's span is the reader's own word
    assert [text[start:end] for _token, start, end in spans(text)] == [
        "abonnement",
        "cœur",
        "e\u0301lectrique",
        "co-voiturage",
    ]


def test_rich_text_becomes_the_words_a_reader_sees() -> None:
    html = "<h3>Montant</h3><p>200&nbsp;€ pour un v&eacute;lo<b>-cargo</b></p><ul><li>neuf</li><li>occasion</li></ul>"

    assert strip_html(html) == "Montant 200 € pour un vélo-cargo neuf occasion"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("un texte", "un texte"),
        ("a < b & c", "a < b & c"),
        ("<script>alert(1)</script>après", "après"),
        ("<p>non fermé", "non fermé"),
        ("a<br/>b", "a b"),
    ],
)
def test_rich_text_may_be_anything(html: str, text: str) -> None:
    assert strip_html(html) == text


def test_a_word_of_a_thousand_articles_is_read():
    assert spans("l’" * 5_000 + "eau") == [("eau", 10_000, 10_003)]
