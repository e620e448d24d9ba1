"""When a message has had its time, nothing of it stays anywhere."""

import logging
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from accounts.personal_data import declared, register, undeclared
from api import paris
from forms.mailing import deliver_due
from forms.models import Attempt, ContactPage, DailySalt, FormSubmission, Mail
from forms.retention import last_day
from tests.forms.conftest import ANSWERS, Writer
from tests.forms.smtp import MailServer

PLANTED = [f"zqx{number}planted" for number in range(50)]


@pytest.mark.parametrize(
    ("received", "months", "last"),
    [
        ("2026-03-15T12:00:00+01:00", 12, date(2027, 3, 15)),
        ("2026-01-31T12:00:00+01:00", 1, date(2026, 2, 28)),
        ("2024-02-29T12:00:00+01:00", 12, date(2025, 2, 28)),
        ("2026-12-31T23:30:00+00:00", 1, date(2027, 2, 1)),
        ("2026-12-05T12:00:00+01:00", 60, date(2031, 12, 5)),
    ],
)
def test_a_message_is_kept_so_many_months(received: str, months: int, last: date) -> None:
    assert last_day(datetime.fromisoformat(received), months) == last


@pytest.mark.django_db
def test_it_goes_the_day_after_its_last(writer: Writer) -> None:
    writer.write()
    submission = FormSubmission.objects.get()

    FormSubmission.objects.update(kept_until=paris.today())
    call_command("purge_messages")
    assert FormSubmission.objects.filter(pk=submission.pk).exists()

    FormSubmission.objects.update(kept_until=paris.today() - timedelta(days=1))
    call_command("purge_messages")
    assert not FormSubmission.objects.exists()
    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_it_may_be_kept_less_long_than_was_said_never_longer(writer: Writer, page: ContactPage) -> None:
    writer.write()
    promised = FormSubmission.objects.get().kept_until

    for months, kept in ((24, promised), (6, last_day(FormSubmission.objects.get().received_at, 6))):
        page.retention_months = months
        page.save_revision().publish()
        assert FormSubmission.objects.get().kept_until == kept


@pytest.mark.django_db
def test_messages_of_a_deleted_page_go_too(writer: Writer, page: ContactPage) -> None:
    writer.write()
    page.delete()
    writer.clock.shift(timedelta(days=367))

    call_command("purge_messages")

    assert not FormSubmission.objects.exists()


@pytest.mark.django_db
def test_hashes_of_addresses_stay_a_day_and_their_salt_less(writer: Writer) -> None:
    writer.write()
    writer.clock.shift(timedelta(days=1, hours=1))

    call_command("purge_messages")

    assert not Attempt.objects.exists()
    assert not DailySalt.objects.exists()


def everything_in_the_database() -> str:
    """Every row of every table, as a dump would hold it."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own tables
            found.append(repr([[bytes(one) if isinstance(one, memoryview) else one for one in row] for row in cursor]))
    return "".join(found)


@pytest.mark.django_db
def test_afterwards_nothing_that_was_written_is_found_anywhere(
    writer: Writer, smtp: MailServer, caplog: pytest.LogCaptureFixture, settings: LazySettings, admin_client: Client
) -> None:
    caplog.set_level(logging.DEBUG)
    smtp.refuse["zqx0planted"] = "550 no zqx0planted@exemple.fr here"
    planted = {
        "email": f"{PLANTED[0]}@exemple.fr",
        "last_name": " ".join(PLANTED[1:10]),
        "first_name": " ".join(PLANTED[10:20]),
        "message": " ".join(PLANTED[20:40]),
    }
    writer.write(**planted)
    submission = FormSubmission.objects.get()
    deliver_due()
    note = {"status": "answered", "assigned_to": "", "note": " ".join(PLANTED[40:])}
    assert admin_client.post(f"/admin/messages/edit/{submission.pk}/", note).status_code == 302
    assert all(word in everything_in_the_database() for word in PLANTED)

    FormSubmission.objects.update(kept_until=paris.today() - timedelta(days=1))
    call_command("purge_messages")

    left = everything_in_the_database() + caplog.text + files_of(settings)
    assert [word for word in PLANTED if word in left] == []


def files_of(settings: Any) -> str:
    """Whatever the site wrote beside the database."""
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    return "".join(path.read_bytes().decode("latin-1") for path in files)


def test_every_field_that_may_hold_personal_data_is_declared() -> None:
    from django.core.checks import run_checks

    assert [message for message in run_checks() if message.id in {"accounts.E001", "accounts.E002"}] == []
    stated = {f"{model._meta.label}.{name}" for model, name, _personal in register()}
    assert {"mcm_forms.FormSubmission.answers", "accounts.User.email", "mcm_forms.Attempt.address_hash"} <= stated
    assert all(one.purpose and one.basis and one.duration for _model, _name, one in register())


def test_a_field_that_nobody_declared_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    without_note = {name: stated for name, stated in declared(FormSubmission).items() if name != "note"}
    monkeypatch.setattr(FormSubmission, "personal_data", without_note)
    assert undeclared(FormSubmission) == ["note"]

    monkeypatch.setattr(Attempt, "personal_data", {})
    assert undeclared(Attempt) == ["address_hash"]


@pytest.mark.django_db
def test_who_writes_again_is_found_by_address_to_answer_a_request_for_erasure(writer: Writer) -> None:
    writer.write()
    writer.write(email="autre@exemple.fr")

    assert [one.email for one in FormSubmission.objects.saying(ANSWERS["email"])] == [ANSWERS["email"]]
