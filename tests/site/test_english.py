"""The site in English: what the site itself says is English; French is left to aids that have only French, and told."""

import re
from datetime import date

import pytest

from tests.factories import AidFactory, FunderFactory
from tests.site.conftest import OCCITANIE, PARIS, TOULOUSE, Screen, Visitor

SEARCH = "/en/aids/"
FRENCH = re.compile(
    r"\b(?:aides?|aller|aucune?|avec|ce|cette|chercher|dans|depuis|des|du|elle|est|filtrer|ici|jusqu|la|le|les|lieux?"
    r"|ma|mes|mon|montants?|ne|organisme|ou|où|page introuvable|par|pas|plusieurs|pour|précédente|prime|qui|rechercher"
    r"|réduction|retirer|sans|suivante|sur|toutes?|tout|transports|trier|un|une|vélo|verse|vers|voir|voiture|votre|vous)\b",
    re.IGNORECASE,
)
# Names, which are the same in every language.
NAMES = ("Mon Compte Mobilité", "forfait mobilités durables")


def said_in_french(screen: Screen) -> list[str]:
    """French words that a page says in its own voice, its attributes and its head included."""
    for foreign in screen.soup.select("[lang=fr], [type='application/ld+json']"):
        foreign.decompose()
    said = [screen.soup.get_text(" ")]
    for attribute in ("aria-label", "title", "alt", "placeholder", "content", "data-none", "data-count"):
        said += [str(tag[attribute]) for tag in screen.soup.select(f"[{attribute}]")]
    text = " ".join(said)
    for name in NAMES:
        text = text.replace(name, "")
    return FRENCH.findall(text)


@pytest.fixture
def french_aid(visitor: Visitor) -> None:
    """An aid that nobody has translated, with everything that a list shows."""
    AidFactory(
        title="Prime pour un vélo",
        summary="Une prime pour les étudiants.",
        funder=FunderFactory(name="Occitanie"),
        include=[OCCITANIE],
        modes=["bike", "public_transport"],
        beneficiaries=["student", "low_income"],
        benefit="grant",
        amount_percent=30,
        amount_max=1500,
        amount_period="month",
        closes_on=date(2099, 3, 1),
        envelope="spent",
    )


@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        SEARCH,
        f"{SEARCH}?territory={TOULOUSE}",
        f"{SEARCH}?territory={OCCITANIE}&status=all&order=title&territory_match=any&mode=bike&interpret=false",
        f"{SEARCH}?territory={PARIS}&mode=walking&search=zeppelin",
        f"{SEARCH}?mode=unknown&page=x&territory=commune-0",
        f"{SEARCH}?place=saint-denis",
        f"{SEARCH}?place=xqzzy",
        f"{SEARCH}territory/{TOULOUSE}/",
        f"{SEARCH}nothing/",
        "/en/nothing/",
    ],
)
def test_no_word_of_the_interface_is_french(visitor: Visitor, french_aid: None, address: str) -> None:
    assert said_in_french(visitor.get(address)) == []


def test_a_french_aid_is_told_in_english_and_its_own_words_as_french(visitor: Visitor, french_aid: None) -> None:
    screen = visitor.get(SEARCH, territory=TOULOUSE)

    assert screen.texts("h1") == ["1 aid for Toulouse (31)"]
    [result] = screen.texts(".result")
    for words in (
        "30%, up to €1,500 per month",
        "Bonus or grant",
        "Bike",
        "Students",
        "Until 1 March 2099",
        "Budget spent",
    ):
        assert words in result
    assert screen.texts(".result [lang=fr]") == ["Prime pour un vélo", "Une prime pour les étudiants."]


def test_the_page_of_a_translated_aid_is_english(visitor: Visitor) -> None:
    aid = AidFactory(
        locale="en",
        title="Bike grant",
        summary="For a new bike.",
        funder=FunderFactory(name="Occitanie", description="La région de Toulouse", website="https://example.org/"),
        include=[OCCITANIE],
        exclude=["commune-34172"],
        beneficiaries=["student"],
        proofs=["identity", "bank_details"],
        amount_text="Half of the price",
        amount_max=1500,
        opens_on=date(2020, 1, 2),
        closes_on=date(2099, 3, 1),
        subscription_url="https://example.org/",
        source_url="https://example.org/",
    )
    AidFactory(title="Prime", include=[OCCITANIE], employer=True)

    screens = [
        visitor.get(f"{SEARCH}{aid.slug}/", territory=TOULOUSE),
        visitor.get(f"{SEARCH}{aid.slug}/", territory=PARIS),
        visitor.get(f"{SEARCH}{aid.slug}/", place="xqzzy"),
        visitor.get(f"{SEARCH}funder/{aid.funder.slug}/"),
    ]

    assert [screen.status for screen in screens] == [200, 200, 200, 200]
    assert "From 2 January 2020 to 1 March 2099 inclusive." in screens[0].words
    assert [said_in_french(screen) for screen in screens] == [[], [], [], []]


def test_an_amount_in_french_words_is_told_as_french(visitor: Visitor) -> None:
    AidFactory(amount_text="Montant selon vos revenus")

    assert "Montant selon vos revenus" in visitor.get(SEARCH).texts(".result-amount [lang=fr]")
