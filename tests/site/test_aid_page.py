"""The page of an aid: everything useful, whether it is for me, and what else there is."""

import json
from datetime import date, datetime

from aids.models import OldSlug
from aids.services import publish_aid
from api.paris import PARIS as PARIS_TIME
from tests.factories import AidFactory, FunderFactory
from tests.site.conftest import OCCITANIE, PARIS, SEARCH, TOULOUSE, TOULOUSE_METROPOLE, Visitor


def test_everything_useful_is_there(visitor: Visitor) -> None:
    aid = AidFactory(
        title="Prime au vélo",
        funder=FunderFactory(name="Toulouse Métropole", slug="toulouse-metropole"),
        include=[OCCITANIE],
        exclude=["departement-34"],
        within=[TOULOUSE_METROPOLE],
        modes=["bike"],
        beneficiaries=["student"],
        description="<p>La <b>description</b>.</p>",
        amount_text="De 100 à 500 € selon le vélo.",
        amount_max=500,
        conditions="<p>Les conditions.</p>",
        payment="<p>Le versement.</p>",
        proofs=["identity"],
        additional_info="<p>Bon à savoir.</p>",
        contact="<p>Maison du vélo.</p>",
        opens_on=date(2026, 1, 1),
        closes_on=date(2099, 12, 31),
        validity_duration="12 mois",
        subscription_url="https://example.org/demande",
        source_url="https://example.org/source",
        verified_at=datetime(2026, 3, 3, 23, 30, tzinfo=PARIS_TIME),
    )

    screen = visitor.get(f"{SEARCH}{aid.slug}/")

    for words in (
        "Prime au vélo", "Toulouse Métropole", "La description .", "De 100 à 500 € selon le vélo.", "Jusqu’à 500 €",
        "Les conditions.", "Le versement.", "Pièce d’identité", "Bon à savoir.", "Maison du vélo.", "12 mois",
        "Du 1 janvier 2026 au 31 décembre 2099 inclus", "Vérifiée le 3 mars 2026", "Étudiants", "Vélo",
        "https://example.org/demande", "Source : example.org", "Sauf", "Seulement à l’intérieur de",
    ):  # fmt: skip
        assert words in screen.words.replace("\xa0", " ").replace("1er", "1")
    assert screen.link("Demander cette aide") == "https://example.org/demande"
    assert screen.main.find("a", href="https://example.org/source")
    assert screen.link("Occitanie") == f"{SEARCH}territory/{OCCITANIE}/"


def test_is_it_for_me_yes_and_by_which_territory(visitor: Visitor) -> None:
    aid = AidFactory(include=[TOULOUSE_METROPOLE, OCCITANIE])

    screen = visitor.get(f"{SEARCH}{aid.slug}/", territory=TOULOUSE)

    assert "Oui, cette aide s’applique à Toulouse (31)." in screen.words
    assert screen.texts("#pour-moi .way li") == ["Toulouse", "Toulouse Métropole"]


def test_is_it_for_me_no(visitor: Visitor) -> None:
    aid = AidFactory(include=[TOULOUSE_METROPOLE])

    screen = visitor.get(f"{SEARCH}{aid.slug}/", territory=PARIS)

    assert "Non, cette aide ne s’applique pas à Paris (75)." in screen.words
    assert screen.link("Voir les aides pour Paris (75)") == f"{SEARCH}?territory={PARIS}"


def test_is_it_for_me_in_a_part(visitor: Visitor) -> None:
    aid = AidFactory(include=[TOULOUSE_METROPOLE])

    screen = visitor.get(f"{SEARCH}{aid.slug}/", territory="departement-31")

    assert "Pas partout" in screen.words


def test_is_it_for_me_typed(visitor: Visitor) -> None:
    aid = AidFactory(include=["commune-93066"])
    path = f"{SEARCH}{aid.slug}/"

    typed = visitor.follow(path, place="toulouse")
    choice = visitor.get(path, place="Saint-Denis")
    unknown = visitor.get(path, place="xqzzt wkrv")

    assert "Non, cette aide ne s’applique pas à Toulouse (31)." in typed.words
    assert "Oui, cette aide" in visitor.get(choice.link("Saint-Denis (93)").split("#")[0]).words
    assert "Aucun lieu ne porte ce nom" in unknown.words
    assert visitor.get(path, territory=["commune-00000", "x" * 300]).status == 200


def test_a_closed_aid_keeps_its_page_and_says_so_first(visitor: Visitor) -> None:
    aid = AidFactory(title="Finie", closed=True, include=[TOULOUSE], subscription_url="https://example.org/demande")
    AidFactory(title="Ouverte ici", include=[TOULOUSE_METROPOLE])
    AidFactory(title="Ouverte ailleurs", include=[PARIS])

    screen = visitor.get(f"{SEARCH}{aid.slug}/")

    assert screen.status == 200
    assert screen.words.index("Cette aide est terminée") < screen.words.index("Finie")
    assert "Ouvertes au même endroit" in screen.words
    assert screen.titles == ["Ouverte ici"]
    assert "Demander cette aide" not in screen.words


def test_similar_aids_are_of_the_place_asked(visitor: Visitor) -> None:
    aid = AidFactory(title="Nationale")
    AidFactory(title="De Toulouse", include=[TOULOUSE])
    AidFactory(title="De Paris", include=[PARIS])

    assert visitor.get(f"{SEARCH}{aid.slug}/", territory=TOULOUSE).titles == ["De Toulouse"]


def test_an_employers_aid_says_whose_it_is(visitor: Visitor) -> None:
    aid = AidFactory(employer=True, funder=FunderFactory(employer=True, name="Airbus"))

    assert "Si vous travaillez chez Airbus" in visitor.get(f"{SEARCH}{aid.slug}/").words


def test_an_old_address_leads_to_the_new_one(visitor: Visitor) -> None:
    aid = AidFactory(slug="ancien")
    aid.slug = "nouveau"
    publish_aid(aid=aid)

    screen = visitor.get(f"{SEARCH}ancien/")

    assert OldSlug.objects.filter(slug="ancien").exists()
    assert screen.status == 301
    assert screen.response.headers["Location"] == f"{SEARCH}nouveau/"


def test_structured_data_can_be_read_and_breaks_nothing(visitor: Visitor) -> None:
    aid = AidFactory(title="Prime </script><script>alert(1)</script> & <!-- vélo")

    screen = visitor.get(f"{SEARCH}{aid.slug}/")

    service, way = screen.soup.find_all("script", type="application/ld+json")
    assert json.loads(service.string)["name"] == aid.title
    assert json.loads(way.string)["itemListElement"][-1]["name"] == aid.title
    assert "<script>alert" not in screen.html


def test_canonical_is_the_page_without_a_place(visitor: Visitor) -> None:
    aid = AidFactory()

    screen = visitor.get(f"{SEARCH}{aid.slug}/", territory=TOULOUSE)

    assert screen.soup.find("link", rel="canonical")["href"].endswith(f"{SEARCH}{aid.slug}/")
