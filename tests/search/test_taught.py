"""What the team teaches works at the next question; the starting words are there."""

from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from api import versions
from funders.models import FunderType
from search import taught
from search.models import LexiconWord, Synonym
from search.query import AidQuery
from search.service import understood_of
from search.understanding import understand
from territories import zones
from territories.models import Zone
from tests.factories import AidFactory, FunderFactory
from tests.search.catalogue_tokens import CatalogueTokens

pytestmark = pytest.mark.django_db

CATALOGUE = CatalogueTokens(["Prime vélo cargo", "Covoiturage domicile-travail", "Abonnement pour étudiants"])


@pytest.fixture
def team(client: Client) -> Client:
    """Someone of the team, signed in."""
    user = get_user_model().objects.create_superuser(username="equipe", email="equipe@example.org", password="x")
    client.force_login(user)
    return client


def found(text: str) -> set[str]:
    """The tokens and codes that would satisfy a question."""
    return {
        part
        for group in understand(text, vocabulary=CATALOGUE).groups
        for alternative in group.alternatives
        for part in (*alternative.tokens, *alternative.codes)
    }


def test_the_starting_words_are_there() -> None:
    assert "mode:carpooling" in found("covoit")
    assert "beneficiary:jobseeker" in found("chômeur")
    assert "benefit:free_service" in found("gratuit")
    assert "velo" not in taught.current().weak
    assert "aide" in taught.current().weak


def test_every_starting_word_would_pass_the_admin_s_checks() -> None:
    for synonym in Synonym.objects.all():
        synonym.full_clean(exclude=["territory"])
    for word in LexiconWord.objects.all():
        word.full_clean()


def test_a_funder_there_twice_under_one_name_is_meant_twice() -> None:
    # Given the same funder, typed differently by two imports
    one = FunderFactory(name="Agefiph", type=FunderType.NATIONAL)
    other = FunderFactory(name="Agefiph", type=FunderType.LOCAL_AUTHORITY)
    Synonym.objects.create(terms="fonds pour l’insertion", funder=one.slug)
    versions.bump()
    taught.reset()

    # Then what the team says of the one is said of the other
    assert {f"funder:{one.slug}", f"funder:{other.slug}"} <= found("fonds pour l’insertion")


def test_labels_of_modes_are_understood() -> None:
    assert "mode:car_sharing" in found("Autopartage")


def test_a_synonym_works_as_soon_as_it_is_saved() -> None:
    # Given a word that nobody knows
    assert "cargo" not in found("bakfiets")
    before, _ = versions.current()

    # When the team teaches it
    Synonym.objects.create(terms="bakfiets, cargo")
    versions.reset()

    # Then it is understood, and no cached answer is still right
    assert "cargo" in found("bakfiets")
    assert versions.current()[0] > before


def test_a_synonym_deleted_is_forgotten() -> None:
    synonym = Synonym.objects.create(terms="bakfiets, cargo")
    assert "cargo" in found("bakfiets")

    synonym.delete()
    versions.reset()

    assert "cargo" not in found("bakfiets")


def test_a_text_is_understood_once_until_something_it_depends_on_changes() -> None:
    # Given a text that was understood, with an aid in the catalogue
    AidFactory(title="Prime vélo cargo")
    query = AidQuery(on_day=date(2026, 3, 3), text="bakfiets", locale="fr")
    before, _ = understood_of(query)
    assert understood_of(query)[0] is before

    # When the word is taught, an aid with another one is published, a zone is made
    Synonym.objects.create(terms="bakfiets, cargo")
    versions.reset()
    taught_now, _ = understood_of(query)
    assert before.groups != taught_now.groups

    unknown, _ = understood_of(replace(query, text="gyropode"))
    AidFactory(title="Prime gyropode")
    versions.reset()
    assert understood_of(replace(query, text="gyropode"))[0] != unknown

    # Then each is understood anew
    somewhere = replace(query, text="covoiturage Bassin du Machin")
    nowhere, _ = understood_of(somewhere)
    zone = Zone.objects.create(code="bassin", name="Bassin du Machin")
    zones.set_parts(zone.pk, include={"commune-21231"}, exclude=set())
    versions.reset()
    assert (nowhere.territories, understood_of(somewhere)[0].territories) == ((), (zone.pk,))


def test_a_word_of_the_lexicon_is_no_longer_a_place() -> None:
    # Given a town of the small division
    assert understand("Dijon", vocabulary=CATALOGUE).territories == ("commune-21231",)

    # When its name is said to be an ordinary word
    LexiconWord.objects.create(word="dijon")
    versions.reset()

    # Then it isn't read as a place any more
    assert understand("Dijon", vocabulary=CATALOGUE).territories == ()


def test_a_funder_that_is_not_there_is_as_if_not_told() -> None:
    Synonym.objects.create(terms="passepartout", funder="nobody")
    versions.reset()

    assert understand("passepartout", vocabulary=CATALOGUE).funders == ()


@pytest.mark.parametrize("terms", ["", " , ", "vae", "de la, vélo"])
def test_a_row_that_teaches_nothing_is_refused(terms: str) -> None:
    with pytest.raises(ValidationError):
        Synonym(terms=terms).full_clean()


@pytest.mark.parametrize("word", ["", "de", "deux mots", "'"])
def test_the_lexicon_takes_one_word(word: str) -> None:
    with pytest.raises(ValidationError):
        LexiconWord(word=word).full_clean()


def test_the_team_teaches_in_the_admin(team: Client) -> None:
    # When someone fills the form
    address = reverse(Synonym.snippet_viewset.get_url_name("add"))
    response = team.post(address, {"terms": "bakfiets, vélo cargo", "mode": "bike"}, follow=True)

    # Then the row is saved and listed with what it means
    assert response.status_code == 200
    assert Synonym.objects.get(terms="bakfiets, vélo cargo").mode.code == "bike"
    listed = team.get(reverse(Synonym.snippet_viewset.get_url_name("list")), {"q": "bakfiets"})
    assert "bakfiets, vélo cargo" in listed.content.decode()


def test_a_funder_s_slug_must_exist_but_a_starting_one_may_stay(team: Client) -> None:
    # Given a starting row that names a funder which came with no catalogue
    synonym = Synonym.objects.filter(funder="ladom-etat").get()
    address = reverse(Synonym.snippet_viewset.get_url_name("edit"), args=[synonym.pk])

    # When it is saved with another word, then with another funder that isn't there either
    kept = team.post(address, {"terms": "ladom, continuité", "funder": "ladom-etat"})
    refused = team.post(address, {"terms": "ladom", "funder": "nobody"})

    # Then only the second is refused
    assert kept.status_code == 302
    assert refused.status_code == 200
    assert Synonym.objects.get(pk=synonym.pk).terms == "ladom, continuité"


def test_the_lexicon_is_edited_in_the_admin(team: Client) -> None:
    address = reverse(LexiconWord.snippet_viewset.get_url_name("add"))

    assert team.post(address, {"word": "zorgl", "is_weak": "on"}).status_code == 302
    assert "zorgl" in team.get(reverse(LexiconWord.snippet_viewset.get_url_name("list")) + "?q=zorgl").content.decode()
    assert LexiconWord.objects.get(word="zorgl").is_weak
