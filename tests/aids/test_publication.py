"""Every way in which an aid becomes or ceases to be public: a listener hears of it once, inside the transaction."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import ModelLogEntry

from aids.models import Aid
from aids.signals import aids_changed
from aids.vocabularies import Mode, Proof, labels
from api import versions
from tests.aids.conftest import Heard
from tests.factories import AidFactory, FunderFactory

pytestmark = pytest.mark.django_db


def test_saving_a_draft_tells_nobody(heard: Heard) -> None:
    version = versions.current()[0]

    aid = AidFactory(draft=True)
    aid.title = "Autre titre"
    aid.save_revision()

    assert heard.calls == []
    assert not Aid.objects.visible().exists()
    # the funder that the factory made is the only change
    assert versions.current()[0] == version + 1


def test_the_draft_of_a_public_aid_changes_nothing_public(heard: Heard) -> None:
    aid = AidFactory(title="Prime vélo", modes=["bike"], include=["commune-31555"])
    heard.calls.clear()

    draft = Aid.objects.get()
    draft.title = "Autre titre"
    draft.modes.set(Mode.objects.filter(code="car"))
    draft.include.set([])
    draft.save_revision()

    aid = Aid.objects.get(pk=aid.pk)
    assert aid.title == "Prime vélo"
    assert [mode.code for mode in aid.modes.all()] == ["bike"]
    assert [row.territory_id for row in aid.include.all()] == ["commune-31555"]
    assert heard.calls == []


@pytest.mark.parametrize("how", ["revision", "action"])
def test_publishing_is_heard_once(heard: Heard, how: str) -> None:
    aid = AidFactory(draft=True)
    revision = aid.latest_revision
    version = versions.current()[0]

    if how == "revision":
        revision.publish()
    else:
        PublishRevisionAction(revision).execute(skip_permission_checks=True)

    assert heard.calls == [[aid.pk]]
    assert Aid.objects.visible().get() == aid
    assert versions.current()[0] > version


@pytest.mark.parametrize("how", ["method", "action"])
def test_unpublishing_is_heard_once(heard: Heard, how: str) -> None:
    aid = AidFactory()
    heard.calls.clear()

    if how == "method":
        aid.unpublish()
    else:
        UnpublishAction(aid).execute(skip_permission_checks=True)

    assert heard.calls == [[aid.pk]]
    assert not Aid.objects.visible().exists()


@pytest.mark.parametrize("how", ["one", "many"])
def test_deleting_is_heard(heard: Heard, how: str) -> None:
    aid = AidFactory()
    pk = aid.pk
    heard.calls.clear()

    if how == "one":
        aid.delete()
    else:
        Aid.objects.filter(pk=pk).delete()

    assert heard.calls == [[pk]]


def test_deleting_a_draft_is_not_heard(heard: Heard) -> None:
    AidFactory(draft=True).delete()

    assert heard.calls == []


def test_a_schedule_is_heard_when_its_time_comes(heard: Heard) -> None:
    # given: scheduled for tomorrow
    aid = AidFactory(draft=True)
    aid.go_live_at = timezone.now() + timedelta(days=1)
    aid.save_revision().publish()
    call_command("publish_scheduled")
    assert heard.calls == []

    # when tomorrow comes
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        call_command("publish_scheduled")

    # then
    assert heard.calls == [[aid.pk]]
    assert Aid.objects.visible().get() == aid


def test_an_expiry_is_heard_when_its_time_comes(heard: Heard) -> None:
    aid = AidFactory(expire_at=timezone.now() - timedelta(minutes=1))
    heard.calls.clear()

    call_command("publish_scheduled")

    assert heard.calls == [[aid.pk]]
    assert not Aid.objects.visible().exists()


def test_a_listener_that_fails_undoes_the_publication() -> None:
    aid = AidFactory(draft=True)

    def fail(**kwargs: object) -> None:
        raise IntegrityError("index")

    aids_changed.connect(fail)
    try:
        with pytest.raises(IntegrityError), transaction.atomic():
            aid.latest_revision.publish()
    finally:
        aids_changed.disconnect(fail)

    assert not Aid.objects.visible().exists()


def test_publishing_keeps_a_revision_and_an_entry_in_the_history() -> None:
    aid = AidFactory()

    assert aid.live_revision == aid.latest_revision
    assert "wagtail.publish" in ModelLogEntry.objects.for_instance(aid).values_list("action", flat=True)


def test_renaming_a_funder_is_heard_of_its_public_aids_only(heard: Heard) -> None:
    funder = FunderFactory()
    public, _draft, _other = AidFactory(funder=funder), AidFactory(funder=funder, draft=True), AidFactory()
    heard.calls.clear()

    funder.name = "Grand Poitiers"
    funder.save()

    assert heard.calls == [[public.pk]]


def test_a_funder_s_contact_is_no_aid_s_business(heard: Heard) -> None:
    funder = FunderFactory()
    AidFactory(funder=funder)
    heard.calls.clear()
    version = versions.current()[0]

    funder.contact = "accueil"
    funder.save()

    assert heard.calls == []
    assert versions.current()[0] == version + 1


def test_aids_leave_with_their_funder_and_come_back_with_it(heard: Heard) -> None:
    aid = AidFactory()
    heard.calls.clear()
    funder = aid.funder

    funder.withdrawn_on = "2026-01-01"
    funder.save()
    assert heard.calls == [[aid.pk]]
    assert not Aid.objects.visible().exists()

    funder.withdrawn_on = None
    funder.save()
    assert heard.calls == [[aid.pk], [aid.pk]]
    assert Aid.objects.visible().exists()


def test_renaming_a_label_is_heard_and_read(heard: Heard) -> None:
    bike, car = AidFactory(modes=["bike"]), AidFactory(modes=["car"])
    assert labels("fr")["modes"]["bike"] == "Vélo"
    heard.calls.clear()

    mode = Mode.objects.get(code="bike")
    label = mode.labels.get(language="fr")
    label.label = "Bicyclette"
    mode.labels.add(label)
    mode.save()

    assert heard.calls == [[bike.pk]]
    assert car.pk not in heard.calls[0]
    assert labels("fr")["modes"]["bike"] == "Bicyclette"


def test_what_an_aid_refers_to_cannot_be_deleted() -> None:
    aid = AidFactory(draft=True, proofs=["identity"])

    with pytest.raises(ProtectedError), transaction.atomic():
        Proof.objects.filter(code="identity").delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        aid.funder.delete()
    Proof.objects.get(code="tax_notice").delete()

    assert not Proof.objects.filter(code="tax_notice").exists()
