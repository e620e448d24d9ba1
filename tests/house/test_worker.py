"""The process beside the server: what is due by the clock happens without anybody's hand."""

import threading
import time
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from aids.models import Aid
from mcm_site.management.commands.worker import Command
from tests.factories import AidFactory
from tests.search_survival.fakes import Handler, fake_server, frozen, well

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


def test_a_search_engine_that_hangs_delays_no_publication(settings) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite is in memory, where a reader in another thread locks the writer out")
    aid = AidFactory()
    Aid.objects.filter(pk=aid.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    hanging = threading.Event()

    def hang_in_writes(handler: Handler) -> None:
        if handler.path.endswith("/_doc/state"):
            return well(handler)
        hanging.set()
        return frozen(handler)

    class Watched(Command):
        seconds = 0.0

        def look(self) -> None:
            # Given an engine that has just swallowed what the worker wrote, and says nothing
            assert hanging.wait(10)
            # When something is due by the clock
            started = time.monotonic()
            super().look()
            self.seconds = time.monotonic() - started
            self.stopping = True

    worker = Watched()
    with fake_server() as server:
        server.behaviour = hang_in_writes
        settings.SEARCH_URL = server.url
        call_command(worker, interval=0.1)

        # Then it is done while the engine still hangs
        assert worker.seconds < 5
        assert not Aid.objects.visible().filter(pk=aid.pk).exists()
    for thread in threading.enumerate():
        if thread.name == "search-index":
            thread.join(60)
