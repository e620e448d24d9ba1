"""The process beside the server: what is due by the clock happens without anybody's hand."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from aids.models import Aid
from tests.factories import AidFactory

# The worker closes its connection between two looks, as it must; a test's transaction would end with it.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_a_scheduled_aid_is_published_when_its_hour_has_come() -> None:
    aid = AidFactory(draft=True)
    aid.go_live_at = timezone.now() + timedelta(hours=1)
    aid.save_revision().publish()
    assert not Aid.objects.visible().filter(pk=aid.pk).exists()

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("worker", "--once")

    assert Aid.objects.visible().filter(pk=aid.pk).exists()


def test_an_aid_whose_time_is_over_leaves_the_public() -> None:
    aid = AidFactory()
    Aid.objects.filter(pk=aid.pk).update(expire_at=timezone.now() - timedelta(seconds=1))

    call_command("worker", "--once")

    assert not Aid.objects.visible().filter(pk=aid.pk).exists()
