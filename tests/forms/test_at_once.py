"""The same form, sent twice at the same instant: the database decides."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from forms.models import ContactPage, FormSubmission, Mail
from tests.forms.conftest import ANSWERS, CONTACT, Writer


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_at_once_are_one(page: ContactPage, client: Client, clock: Any) -> None:
    if "mode=memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("a SQLite database in memory locks whole tables; one in a file makes writers wait")
    reading = Writer(client, clock).open()
    clock.shift(60)
    data = {**ANSWERS, **reading.hidden}
    barrier, answers = threading.Barrier(4), []

    def send() -> None:
        try:
            barrier.wait()
            answers.append(Client().post(CONTACT, data).headers.get("Location"))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _one in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(answers)) == 1
    assert answers[0]
    assert FormSubmission.objects.count() == 1
    assert Mail.objects.count() == 2
