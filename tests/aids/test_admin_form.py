"""The form of an aid: drafts, publication, what it refuses and where it says so."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.signals import pre_save
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision

from aids.models import Aid, OldSlug
from tests.aids.admin import address, errors, filled, of, save
from tests.aids.conftest import Heard
from tests.factories import AidFactory, FunderFactory, UserFactory

pytestmark = pytest.mark.django_db


def create(client: Client, **values: Any) -> Any:
    funder = values.pop("funder", None) or FunderFactory().pk
    return client.post(address("add"), filled(funder=funder, **values))


def test_a_draft_is_saved_and_public_nowhere(editor: Client, heard: Heard) -> None:
    response = create(editor)

    aid = Aid.objects.get()
    assert response.status_code == 302
    assert (aid.title, aid.slug, aid.live) == ("Prime vélo", "prime-velo", False)
    assert [row.territory_id for row in aid.include.all()] == ["commune-31555"]
    assert heard.calls == []


def test_publishing_from_the_form(editor: Client, heard: Heard) -> None:
    create(editor, **{"action-publish": "1"})

    aid = Aid.objects.visible().get()
    assert heard.calls == [[aid.pk]]
    assert set(ModelLogEntry.objects.for_instance(aid).values_list("action", flat=True)) == {
        "wagtail.create",
        "wagtail.publish",
    }


def test_a_draft_may_be_almost_empty(editor: Client) -> None:
    create(editor, include=[], modes=[], kind="")

    assert Aid.objects.get().modes.count() == 0


def test_but_it_is_not_published_so(editor: Client) -> None:
    response = create(editor, include=[], modes=[], kind="", **{"action-publish": "1"})

    assert set(errors(response)) == {"include_pasted", "modes", "kind"}
    assert not Aid.objects.exists()


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}])
def test_a_taken_slug_and_title_are_told_at_their_fields(editor: Client, action: dict[str, str]) -> None:
    other = AidFactory(title="Prime vélo")

    response = create(editor, funder=other.funder_id, slug="prime-velo", **action)

    assert errors(response) == {
        "slug": ["Une autre aide a déjà cette adresse dans cette langue."],
        "title": ["Ce financeur a déjà une aide de ce titre dans cette langue."],
    }


def test_the_form_looks_again_when_the_database_refuses(editor: Client) -> None:
    """Someone else saves the same slug after our form was checked."""
    funder = FunderFactory()

    def be_quicker(sender: type[Aid], instance: Aid, **kwargs: object) -> None:
        pre_save.disconnect(be_quicker, sender=Aid)
        Aid.objects.bulk_create(
            [Aid(title="Autre", slug=instance.slug, funder=funder, kind="territory", locale=instance.locale)]
        )

    pre_save.connect(be_quicker, sender=Aid)

    response = create(editor, slug="prime-velo")

    # The other's row went with the savepoint, as it is in this one connection: the second look finds the slug free.
    assert response.status_code == 302
    assert Aid.objects.get().title == "Prime vélo"


def test_two_drafts_may_want_one_slug_and_the_second_published_is_told(editor: Client) -> None:
    first, second = AidFactory(title="Un"), AidFactory(title="Deux")

    assert save(editor, first, slug="trois").status_code == 302
    assert save(editor, second, slug="trois").status_code == 302
    assert save(editor, first, "publish", slug="trois").status_code == 302
    response = save(editor, second, "publish", slug="trois")

    assert set(errors(response)) == {"slug"}


def test_an_employer_s_aid_of_a_city_is_refused(editor: Client) -> None:
    response = create(editor, kind="employer")

    assert errors(response) == {"kind": ["Une aide d’employeur demande un financeur de type « Employeur »."]}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"opens_on": "2026-02-01", "closes_on": "2026-01-31"}, "closes_on"),
        ({"amount_min": "2", "amount_max": "1"}, "amount_max"),
        ({"amount_percent": "101"}, "amount_percent"),
        ({"summary": "x" * 301}, "summary"),
        ({"subscription_url": "javascript:alert(1)"}, "subscription_url"),
        ({"title": "nul\x00"}, "title"),
        ({"slug": "Pas une adresse"}, "slug"),
        ({"title": ""}, "title"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(editor: Client, values: dict[str, str], field: str) -> None:
    assert field in errors(create(editor, **values))


def test_editing_the_slug_of_a_public_aid_keeps_the_old_one(editor: Client) -> None:
    aid = AidFactory(title="Prime vélo")

    save(editor, aid, "publish", slug="prime-velo-cargo")

    assert Aid.objects.visible().get().slug == "prime-velo-cargo"
    assert OldSlug.objects.get().slug == "prime-velo"


def test_a_draft_of_a_public_aid_changes_nothing_public(editor: Client, heard: Heard) -> None:
    aid = AidFactory(title="Prime vélo")
    heard.calls.clear()

    save(editor, aid, title="Autre", include=[])

    aid.refresh_from_db()
    assert aid.title == "Prime vélo"
    assert aid.include.count() == 1
    assert heard.calls == []


def test_scheduling_publishes_nothing_yet(editor: Client, heard: Heard) -> None:
    aid = AidFactory(draft=True)
    tomorrow = timezone.localtime() + timedelta(days=1)

    save(editor, aid, "publish", go_live_at=tomorrow.strftime("%Y-%m-%d %H:%M"))

    aid.refresh_from_db()
    assert not aid.live
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1
    assert heard.calls == []
    assert editor.get(address("edit", aid.pk)).status_code == 200


def test_unpublishing(editor: Client, heard: Heard) -> None:
    aid = AidFactory()
    heard.calls.clear()

    editor.post(address("unpublish", aid.pk))

    assert heard.calls == [[aid.pk]]
    assert not Aid.objects.visible().exists()


def test_deleting_one(editor: Client, heard: Heard) -> None:
    pk = AidFactory().pk
    heard.calls.clear()

    editor.post(address("delete", pk))

    assert heard.calls == [[pk]]


def test_deleting_many(editor: Client, heard: Heard) -> None:
    pks = sorted(aid.pk for aid in AidFactory.create_batch(2))
    heard.calls.clear()

    bulk = reverse("wagtail_bulk_action", args=["aids", "aid", "delete"])
    editor.post(f"{bulk}?id={pks[0]}&id={pks[1]}", {})

    assert sorted(pk for call in heard.calls for pk in call) == pks


def test_a_locked_aid_is_not_saved_by_another(editor: Client, client: Client) -> None:
    aid = AidFactory(title="Prime vélo")
    editor.post(address("lock", aid.pk))
    client.force_login(UserFactory(superuser=True))

    save(client, aid, "publish", title="Autre")

    aid.refresh_from_db()
    assert aid.locked
    assert aid.title == "Prime vélo"


def test_going_back_to_an_earlier_version(editor: Client) -> None:
    aid = AidFactory(title="Prime vélo")
    first = aid.latest_revision
    save(editor, aid, "publish", title="Autre")

    page = editor.get(address("revisions_revert", aid.pk, first.pk))
    comparison = editor.get(address("revisions_compare", aid.pk, "earliest", "latest"))

    assert page.status_code == comparison.status_code == 200
    assert "Prime vélo" in page.content.decode()


def test_a_copy_has_another_title_and_its_own_address(editor: Client) -> None:
    # given
    aid = AidFactory(title="Prime vélo", include=["commune-31555"], source="demo", external_id="1")
    page = editor.get(address("copy", aid.pk))
    form = page.context["form"]
    assert form.initial["title"] == "Prime vélo (copie)"
    assert [row.initial["territory"] for row in form.formsets["include"].forms] == ["commune-31555"]

    # when: the browser sends it to the view that creates
    data = of(aid, title=form.initial["title"], slug="") | {"include-0-id": ""}
    assert editor.post(page.context["action_url"], data).status_code == 302

    # then
    copy = Aid.objects.exclude(pk=aid.pk).get()
    assert (copy.slug, copy.external_id, copy.live) == ("prime-velo-copie", "", False)
    assert copy.translation_key != aid.translation_key
    assert [row.territory_id for row in copy.include.all()] == ["commune-31555"]
    assert aid.include.count() == 1


def test_a_translation_s_form_has_the_texts_only(editor: Client) -> None:
    french = AidFactory(include=["commune-31555"])
    english = AidFactory(title="Bike grant", locale="en", translation_key=french.translation_key, funder=french.funder)

    page = editor.get(address("edit", english.pk))
    response = save(editor, english, "publish", title="Cargo bike grant", kind="employer", include=["departement-2A"])

    assert not {"funder", "kind", "modes", "closes_on"}.intersection(page.context["form"].fields)
    assert "Cette page est une traduction" in page.content.decode()
    assert response.status_code == 302
    english = Aid.objects.get(pk=english.pk)
    assert (english.title, english.kind) == ("Cargo bike grant", "territory")
    assert [row.territory_id for row in english.include.all()] == ["commune-31555"]


@pytest.mark.parametrize("days", [-1, 0])
def test_the_form_says_the_status(editor: Client, days: int) -> None:
    aid = AidFactory(closes_on=timezone.localdate() + timedelta(days=days))

    page = editor.get(address("edit", aid.pk)).content.decode()

    assert ("Terminée" if days else "Ouverte") in page.split("D’après ses dates")[1][:120]
