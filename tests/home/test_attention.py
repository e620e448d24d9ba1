"""The admin's first page says what waits for somebody; publication says what to improve."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import rich_text

from api import paris
from tests.aids.admin import address, filled
from tests.factories import AidFactory, FunderFactory, UserFactory
from tests.pages import block, content_page
from tests.site.conftest import Screen

pytestmark = pytest.mark.django_db

VAGUE = '<p>Pour demander, <a href="https://example.org">cliquez ici</a>.</p>'


@pytest.fixture
def team(client: Client) -> Client:
    client.force_login(UserFactory(superuser=True))
    return client


def waiting(client: Client) -> str:
    """What the admin's first page lists."""
    return " | ".join(Screen(client.get(reverse("wagtailadmin_home"))).texts(".attention li"))


def test_nothing_waits_on_an_empty_site(team: Client) -> None:
    assert waiting(team) == ""


def test_aids_to_confirm_and_about_to_end(team: Client) -> None:
    AidFactory(verified_at=timezone.now() - timedelta(days=400), closes_on=paris.today() + timedelta(days=10))
    AidFactory(verified_at=timezone.now())

    assert "1 aide publiée n’a pas été vérifiée depuis un an" in waiting(team)
    assert "1 aide se termine dans le mois" in waiting(team)


def test_a_page_to_improve(team: Client) -> None:
    content_page(block("rich_text", VAGUE), title="Rouler l’hiver")

    assert "« Rouler l’hiver » : 1 remarque d’accessibilité" in waiting(team)


def test_each_sees_what_they_may_settle(client: Client) -> None:
    AidFactory(verified_at=None)
    content_page(block("rich_text", VAGUE))
    editor = UserFactory()
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)

    assert waiting(client) == ""


def test_publishing_an_aid_tells_what_to_improve(team: Client) -> None:
    data = filled(funder=FunderFactory().pk, conditions=rich_text(VAGUE))

    page = team.post(address("add"), {**data, "action-publish": "1"}, follow=True)

    assert "« cliquez ici » ne dit pas où il mène" in page.content.decode()


def test_a_draft_is_left_alone(team: Client) -> None:
    data = filled(funder=FunderFactory().pk, conditions=rich_text(VAGUE))

    assert "ne dit pas où il mène" not in team.post(address("add"), data, follow=True).content.decode()
