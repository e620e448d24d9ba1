"""The admin's page that explains a search."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from search.models import LexiconWord, Synonym
from tests.factories import AidFactory, FunderFactory, UserFactory

pytestmark = pytest.mark.django_db

HOSTILE = ["\0", '"', "<script>alert(1)</script>", "é" * 5000, "%", "'; DROP TABLE", "\u202e", "😀", "1" * 300]


@pytest.fixture
def team(client: Client) -> Client:
    """Someone of the team, signed in."""
    client.force_login(UserFactory(superuser=True))
    return client


@pytest.fixture
def aids() -> None:
    """A bike aid in Dijon, a bus for its students, a bike aid in Toulouse."""
    funder = FunderFactory(name="Dijon Métropole")
    AidFactory(title="Prime vélo cargo", slug="cargo", funder=funder, include=["commune-21231"], modes=["bike"])
    AidFactory(
        title="Bus des étudiants",
        slug="bus",
        funder=funder,
        include=["commune-21231"],
        modes=["public_transport"],
        beneficiaries=["student"],
    )
    AidFactory(title="Prime vélo", slug="toulouse", include=["commune-31555"], modes=["bike"])


def page(client: Client, **question: str) -> Any:
    return client.get(reverse("search_explanation:index"), question)


def test_without_a_question_there_is_only_the_form(team: Client) -> None:
    response = page(team)

    assert response.status_code == 200
    assert "hits" not in response.context


def test_what_was_understood_and_asked_is_told(team: Client, aids: None) -> None:
    response = page(team, search="aide bicylette Dijon")

    assert response.context["explanation"].understood.corrected == "aide bicyclette Dijon"
    assert [place["id"] for place in response.context["places"]] == ["commune-21231"]
    assert [word.text for word in response.context["weak"]] == ["aide"]
    weak = LexiconWord.objects.get(word="aide")
    assert f"/lexiconword/edit/{weak.pk}/" in response.context["weak"][0].url


def test_each_alternative_tells_the_row_it_comes_from(team: Client, aids: None) -> None:
    response = page(team, search="bicyclette")

    (group,) = response.context["groups"]
    row = Synonym.objects.get(terms__startswith="vélo, bicyclette")
    (shown,) = [way for way in group.alternatives if way.source == "synonymes"]
    assert {"velo", "mode Vélo"} <= set(shown.texts)
    assert shown.rows[0].text == row.terms
    assert f"/synonym/edit/{row.pk}/" in shown.rows[0].url


def test_hits_come_with_all_that_decides_of_their_rank(team: Client, aids: None) -> None:
    response = page(team, search="vélo cargo Dijon")

    hit = response.context["hits"][0]
    assert hit.explained.title == "Prime vélo cargo"
    assert hit.explained.rank == 1
    assert hit.explained.ranking.score == sum(way.weight for way in hit.ways if way)
    assert {way.field for way in hit.ways if way} == {"titre"}
    assert hit.territory == "Dijon"
    assert hit.url in response.content.decode()


@pytest.mark.parametrize(
    ("question", "slug", "told"),
    [
        ("vélo Dijon", "toulouse", "lieu"),
        ("train", "cargo", "assez"),
        ("vélo", "cargo", "Elle est trouvée"),
        ("vélo", "rien", "Aucune aide"),
        ("vélo", "https://aides.example.org/fr/aides/cargo/", "Elle est trouvée"),
    ],
)
def test_why_an_aid_isn_t_found(team: Client, aids: None, question: str, slug: str, told: str) -> None:
    assert told in page(team, search=question, aid=slug).content.decode()


def test_a_draft_is_seen_by_nobody_and_says_so(team: Client) -> None:
    AidFactory(draft=True, title="Brouillon", slug="brouillon")

    assert "Le public ne la voit pas" in page(team, search="vélo", aid="brouillon").content.decode()


def test_filters_chosen_apart_are_those_of_the_search_page(team: Client, aids: None) -> None:
    response = page(team, search="Dijon", mode="public_transport", territory="commune-21231")

    assert [hit.explained.title for hit in response.context["hits"]] == ["Bus des étudiants"]
    assert "mode Transports en commun" in response.context["filters"]


@pytest.mark.parametrize("value", HOSTILE)
def test_whatever_is_sent_is_answered(team: Client, value: str) -> None:
    for name in ("search", "territory", "mode", "aid", "status", "funder", "page"):
        response = page(team, **{"search": "vélo", name: value})

        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()


def test_only_who_may_change_the_synonyms_sees_it(client: Client) -> None:
    def signed_in_with(*permissions: str) -> int:
        group = Group.objects.create(name=" ".join(permissions))
        group.permissions.set(Permission.objects.filter(codename__in=permissions))
        user = UserFactory()
        user.groups.add(group)
        client.force_login(user)
        return page(client).status_code

    assert page(client).status_code == 302
    assert signed_in_with("access_admin") == 302
    assert signed_in_with("access_admin", "change_synonym") == 200
