"""« Équipe communication » runs the whole site, without the screens of whoever runs the machine."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Site, Workflow

from editorial.models import SiteTexts
from home.site import create_site
from home.team import TEAM
from tests.factories import AidFactory, UserFactory
from tests.pages import content_page, home

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client: Client) -> Client:
    """Signed in as one of the team, nothing more."""
    create_site()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=TEAM))
    client.force_login(user)
    return client


def menu(client: Client) -> str:
    """All that the admin's first page offers, menu included."""
    return client.get(reverse("wagtailadmin_home")).content.decode()


def screens() -> list[str]:
    """What the team needs day after day."""
    page = content_page(title="Rouler l’hiver", slug="rouler-l-hiver")
    texts, site = SiteTexts.objects.first(), Site.objects.get()
    aid = AidFactory()
    assert texts
    return [
        reverse("wagtailadmin_explore", args=[home().pk]),
        reverse("wagtailadmin_pages:add", args=["home", "contentpage", home().pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:history", args=[page.pk]),
        reverse("wagtailadmin_pages:unpublish", args=[page.pk]),
        reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
        reverse("wagtailimages:index"),
        reverse("wagtailimages:add_multiple"),
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs:add_multiple"),
        reverse("wagtailredirects:index"),
        reverse("wagtailredirects:add"),
        reverse("wagtailsettings:edit", args=["editorial", "siteidentity", site.pk]),
        reverse("wagtailsettings:edit", args=["editorial", "accessibilityaudit", site.pk]),
        reverse(SiteTexts.snippet_viewset.get_url_name("edit"), args=[texts.pk]),
        reverse(type(aid).snippet_viewset.get_url_name("edit"), args=[aid.pk]),
        reverse(type(aid).snippet_viewset.get_url_name("add")),
        reverse("messages:index"),
        reverse("messages:index") + "?export=xlsx",
    ]


def test_it_opens_every_screen_that_it_needs(member: Client) -> None:
    answers = {address: member.get(address).status_code for address in screens()}

    assert {address: status for address, status in answers.items() if status != 200} == {}


def test_technical_screens_are_neither_offered_nor_open(member: Client) -> None:
    technical = ["wagtailusers_users:index", "wagtailusers_groups:index", "wagtailsites:index", "wagtaillocales:index"]
    offered = menu(member)

    for name in technical:
        assert reverse(name) not in offered
        assert member.get(reverse(name)).status_code in {302, 403}


def test_an_account_has_our_languages_and_the_hours_of_france(member: Client) -> None:
    form = BeautifulSoup(member.get(reverse("wagtailadmin_account")).content, "html.parser")

    languages = {option["value"] for option in form.select("[name$=preferred_language] option")}
    zones = {option["value"] for option in form.select("[name$=current_time_zone] option")}
    assert languages == {"", "fr", "en"}
    # « localtime », which some machines list, is none that a browser knows.
    assert "Indian/Reunion" in zones
    assert "localtime" not in zones


def test_it_publishes_and_takes_back(member: Client) -> None:
    page = content_page(title="Rouler l’hiver", slug="rouler-l-hiver")

    member.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))

    page.refresh_from_db()
    assert not page.live
    assert Client().get("/fr/rouler-l-hiver/").status_code == 404


def test_the_home_page_cannot_be_deleted_by_mistake(member: Client) -> None:
    answer = member.post(reverse("wagtailadmin_pages:delete", args=[home().pk]))

    assert answer.status_code in {302, 403}
    assert Page.objects.filter(pk=home().pk).exists()


def test_it_is_made_once_and_what_the_operator_changed_stays() -> None:
    create_site()
    team = Group.objects.get(name=TEAM)
    team.permissions.remove(Permission.objects.get(codename="export_formsubmission"))
    GroupPagePermission.objects.filter(group=team, permission__codename="publish_page").delete()
    before = (team.permissions.count(), GroupPagePermission.objects.count())

    create_site()

    assert (team.permissions.count(), GroupPagePermission.objects.count()) == before


def test_review_is_called_in_french() -> None:
    create_site()

    assert set(Group.objects.values_list("name", flat=True)) == {TEAM, "Rédaction", "Relecture"}
    assert list(Workflow.objects.values_list("name", flat=True)) == ["Relecture"]


def test_a_draft_that_is_submitted_waits_for_the_team(member: Client) -> None:
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Rédaction"))
    page = content_page(title="Rouler l’hiver", slug="rouler-l-hiver")
    Workflow.objects.get().start(page, editor)

    answer = member.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    form = BeautifulSoup(answer.content, "html.parser")
    assert form.select_one("[data-workflow-action-name=approve]")
