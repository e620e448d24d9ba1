"""A thousand messages, and a worker that is killed among them: none is lost, each is mailed once.

The worker is the real one, in a process of its own, on the tests' database (`make test`; marked `thousand`).
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.utils import timezone

from forms.choices import MailState
from forms.mailing import UnreachableError, deliver_due
from forms.models import ContactPage, FormSubmission, Mail, Recipient
from forms.tickets import Ticket
from tests.forms.conftest import ANSWERS, CONTACT
from tests.forms.smtp import MailServer

ROOT = Path(__file__).parents[2]
MANY = 1000


@pytest.fixture
def many(page: ContactPage, settings: LazySettings, clock: Any) -> Callable[[int], None]:
    """`many(1000)` sends so many messages, as an open day might bring."""
    page.recipients = [Recipient(emails="accueil@mob.example")]
    page.save()
    settings.FORM_MESSAGES_PER_ADDRESS = settings.FORM_MESSAGES_IN_ALL = 100_000
    client = Client()

    def send(number: int) -> None:
        tickets = [str(Ticket.new(str(page.pk))) for _form in range(number)]
        clock.shift(60)
        for count, ticket in enumerate(tickets):
            answers = {
                **ANSWERS,
                "form_ticket": ticket,
                "email": f"p{count}@exemple.fr",
                "message": f"Question {count}",
            }
            assert client.post(CONTACT, answers).status_code == 302
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # within one transaction PostgreSQL takes the tables for empty ones

    return send


def each_once(server: MailServer, number: int) -> bool:
    """Whether every sender was acknowledged and the team told, each time once."""
    got = server.recipients()
    return got == {"accueil@mob.example": number} | {f"p{count}@exemple.fr": 1 for count in range(number)}


@pytest.mark.thousand
@pytest.mark.django_db
@pytest.mark.parametrize("trouble", ["refused", "silent", "slow"])
def test_whatever_the_server_does_none_of_a_thousand_is_lost_and_each_is_mailed_once(
    trouble: str, many: Callable[[int], None], smtp: MailServer, settings: LazySettings, clock: Any
) -> None:
    port = smtp.port
    if trouble == "refused":
        settings.EMAIL_PORT = 1
    smtp.silent_at = "connect" if trouble == "silent" else ""
    smtp.slow = 0.2 if trouble == "slow" else 0.0

    many(MANY)
    assert smtp.connections == 0  # nobody who writes waits for it
    assert FormSubmission.objects.count() == MANY
    if trouble in {"refused", "silent"}:
        with pytest.raises(UnreachableError):
            deliver_due()
        assert smtp.kept == []
    settings.EMAIL_PORT, smtp.silent_at, smtp.slow = port, "", 0.0
    clock.shift(3600)
    deliver_due()

    assert each_once(smtp, MANY)
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.SENT}


@pytest.fixture
def worker(smtp: MailServer) -> Iterator[Callable[[], "subprocess.Popen[bytes]"]]:
    """`worker()` starts the real worker on the tests' database."""
    started: list[subprocess.Popen[bytes]] = []
    name = connection.settings_dict["NAME"]
    address = f"sqlite:///{name}" if connection.vendor == "sqlite" else _postgresql_address(connection.settings_dict)
    variables = {
        "DATABASE_URL": address,
        "EMAIL_URL": f"smtp://127.0.0.1:{smtp.port}",
        "DJANGO_SETTINGS_MODULE": "mcm_site.settings.development",
        "LOG_LEVEL": "ERROR",
    }

    def start() -> "subprocess.Popen[bytes]":
        command = [sys.executable, "manage.py", "worker", "--interval", "0.1"]
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **variables})  # noqa: S603 - our own command
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def _postgresql_address(settings: dict[str, Any]) -> str:
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**settings)


@pytest.mark.thousand
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_worker_killed_ten_times_in_the_middle_loses_nothing_and_sends_nothing_twice(
    many: Callable[[int], None], smtp: MailServer, worker: Callable[[], "subprocess.Popen[bytes]"]
) -> None:
    if connection.vendor == "sqlite" and "mode=memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("another process doesn't see a database in memory")
    number = 200
    many(number)
    smtp.slow = 0.005

    for kill in range(1, 11):
        process = worker()
        _wait(lambda kill=kill: len(smtp.kept) >= kill * 15)
        process.send_signal(signal.SIGKILL)
        process.wait()
        # What was claimed is looked at again two minutes later; nobody waits here.
        Mail.objects.filter(claimed_at__isnull=False).exclude(state=MailState.SENT).update(
            claimed_at=timezone.now() - timedelta(minutes=3)
        )
    process = worker()
    _wait(lambda: not Mail.objects.filter(state__in=["waiting", "claimed", "handed"]).exists())

    assert max(smtp.ids().values()) == 1
    states = list(Mail.objects.values_list("state", flat=True))
    assert set(states) <= {MailState.SENT, MailState.UNCERTAIN}
    assert len(states) == number * 2
    # Uncertain: one at most for each kill, and a person is asked about it.
    assert states.count(MailState.UNCERTAIN) <= 10
    assert states.count(MailState.SENT) <= len(smtp.kept) <= len(states)


def _wait(until: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < deadline, "nothing happens"
        time.sleep(0.02)
