"""Machines are refused and people never lost: what is doubted, what is asked, what is set aside."""

import json
import random
from typing import Any

import pytest
from altcha import Challenge, Payload, solve_challenge
from django.conf import LazySettings
from django.test import Client

from forms.models import Attempt, ContactPage, FormSubmission, Mail
from forms.services import release
from forms.tickets import Ticket
from tests.forms.conftest import ANSWERS, CONTACT, Reading, Writer

pytestmark = pytest.mark.django_db


def solved(reading: Reading) -> str:
    """What the browser's worker would send."""
    form = reading.soup.select_one(".contact-form")
    assert form is not None
    challenge = Challenge.from_dict(json.loads(str(form["data-challenge"])))
    solution = solve_challenge(challenge)
    assert solution
    return Payload(challenge, solution).to_base64()


def fill(number: int) -> None:
    """Messages that came in just now from elsewhere."""
    Attempt.objects.bulk_create(Attempt(address_hash="x", outcome="stored") for _number in range(number))


def test_the_same_form_sent_twice_counts_once_and_says_the_same(writer: Writer) -> None:
    reading = writer.open()

    first, second = writer.send(reading), writer.send(reading, after=0)

    assert first.response.headers["Location"] == second.response.headers["Location"]
    assert FormSubmission.objects.count() == 1
    assert Mail.objects.count() == 2


def test_another_message_from_the_same_page_is_another_message(writer: Writer) -> None:
    reading = writer.open()
    writer.send(reading)

    again = writer.send(reading, message="Autre chose : et pour un vélo d’occasion ?")
    assert "Un premier message est déjà parti" in again.words
    assert again.soup.find(id="id_message").get_text().strip().startswith("Autre chose")
    assert writer.send(again, after=1, message="Autre chose : et pour un vélo d’occasion ?").status == 302

    assert FormSubmission.objects.count() == 2


@pytest.mark.parametrize(
    ("after", "changes"),
    [
        (1, {}),
        (60, {"form_ticket": None}),
        (60, {"form_ticket": "nonsense"}),
        (60, {"form_ticket": str(Ticket.new("another form"))}),
        (90_000, {}),
    ],
    ids=["at once", "without ticket", "false ticket", "another form's ticket", "the day after"],
)
def test_what_is_not_sent_from_the_form_as_shown_is_asked_to_be_sent_again(
    after: float, changes: dict[str, Any], writer: Writer
) -> None:
    refused = writer.send(writer.open(), after=after, **changes)

    assert refused.status == 422
    assert "Votre message n’est pas encore parti" in refused.words
    assert FormSubmission.objects.count() == 0

    assert writer.send(refused, after=5).status == 302


@pytest.mark.parametrize(
    "changes",
    [
        {"form_website": "https://spam.example"},
        {"last_name": "Gagnez http://spam.example"},
        {"message": "http://a.example http://b.example http://c.example"},
        {"message": "<a href='//a.example'>a</a> [url=b]b[/url] www.c.example"},
    ],
    ids=["trap", "link in a name", "three links", "marked links"],
)
def test_a_doubtful_message_is_asked_a_word_then_set_aside_never_dropped(
    changes: dict[str, str], writer: Writer
) -> None:
    asked = writer.write(**changes)
    assert asked.status == 422
    assert FormSubmission.objects.count() == 0

    sent = writer.send(asked, after=5, form_word=asked.word_to_copy.upper() + " ", **changes)

    assert sent.status == 302
    assert "relecture=1" in sent.response.headers["Location"]
    submission = FormSubmission.objects.get()
    assert submission.quarantined
    assert submission.doubts
    assert Mail.objects.count() == 0


def test_a_wrong_word_is_said_to_be_wrong_and_asked_again(writer: Writer) -> None:
    asked = writer.write(form_website="x")

    again = writer.send(asked, form_word="autre", form_website="x")

    assert again.soup.find(id="word")["aria-invalid"] == "true"
    assert "Ce n’est pas le mot affiché." in again.words
    assert writer.send(again, form_word=again.word_to_copy, form_website="x").status == 302


def test_out_of_quarantine_the_mails_leave_once(writer: Writer) -> None:
    asked = writer.write(form_website="x")
    writer.send(asked, form_word=asked.word_to_copy, form_website="x")
    submission = FormSubmission.objects.get()

    release(submission)
    release(submission)

    assert Mail.objects.count() == 2


def test_a_form_sent_by_another_site_is_asked_to_be_confirmed(writer: Writer) -> None:
    reading = writer.open()
    writer.clock.shift(60)

    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        response = writer.client.post(CONTACT, {**ANSWERS, **reading.hidden}, headers=headers)
        assert response.status_code == 422

    assert FormSubmission.objects.count() == 0
    same = {"Sec-Fetch-Site": "same-origin", "Origin": "http://other.example"}
    assert writer.client.post(CONTACT, {**ANSWERS, **reading.hidden}, headers=same).status_code == 302


def test_a_csrf_checking_client_is_served_too(page: ContactPage, clock: Any) -> None:
    writer = Writer(Client(enforce_csrf_checks=True), clock)

    assert writer.write().status == 302


def test_an_ordinary_day_asks_nothing(writer: Writer) -> None:
    reading = writer.open()

    assert not reading.soup.select("[data-challenge], #word")


def test_under_pressure_a_browser_works_and_the_person_notices_nothing(writer: Writer) -> None:
    fill(8)
    reading = writer.open()

    sent = writer.send(reading, form_proof=solved(reading))

    assert sent.status == 302
    assert not FormSubmission.objects.get().quarantined


def test_under_pressure_without_javascript_a_word_is_asked_and_the_message_kept(writer: Writer) -> None:
    fill(8)
    reading = writer.open()
    assert reading.soup.select("noscript #word")

    sent = writer.send(reading, form_word=reading.word_to_copy)

    assert sent.status == 302
    assert FormSubmission.objects.get().doubts == ["pressure"]


def test_a_proof_serves_the_form_it_was_made_for_only(writer: Writer) -> None:
    fill(8)
    first, second = writer.open(), writer.open()

    assert writer.send(second, form_proof=solved(first)).status == 422
    for broken in ("", "e30=", "x" * 5000, "bnVsbA==", solved(second)[:-8]):
        assert writer.send(second, form_proof=broken).status == 422
    assert FormSubmission.objects.count() == 0


def test_an_address_that_sends_much_is_asked_then_told_to_wait_and_loses_nothing(
    writer: Writer, settings: LazySettings
) -> None:
    settings.FORM_MESSAGES_PER_ADDRESS, settings.FORM_MESSAGES_IN_ALL = 2, 1000
    for number in range(2):
        assert writer.write(message=f"Question {number}").status == 302
    assert writer.write(message="Question 3").status == 422

    here = Attempt.objects.first()
    assert here is not None
    Attempt.objects.bulk_create(Attempt(address_hash=here.address_hash, outcome="stored") for _number in range(40))
    waiting = writer.write(message="Question 4")
    assert waiting.status == 429
    assert waiting.response.headers["Retry-After"] == "3600"
    assert waiting.soup.find(id="id_message").get_text().strip() == "Question 4"

    elsewhere = Writer(writer.client, writer.clock, address="203.0.113.9")
    assert elsewhere.write(message="Question 5").status == 302


def test_no_address_is_kept_and_the_next_day_none_can_be_recognised(writer: Writer) -> None:
    writer.write()
    first = Attempt.objects.latest("at").address_hash
    writer.clock.shift(86_400)
    writer.write(message="Le lendemain")
    second = Attempt.objects.latest("at").address_hash

    assert first != second
    assert writer.address not in first + second


def test_addresses_of_one_ipv6_subscriber_are_one(writer: Writer) -> None:
    for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"):
        Writer(writer.client, writer.clock, address=address).write(message=address)

    assert Attempt.objects.values("address_hash").distinct().count() == 2


def test_behind_a_proxy_only_what_it_saw_counts(writer: Writer, settings: LazySettings) -> None:
    settings.BEHIND_PROXY = True
    for claimed in ("1.1.1.1", "2.2.2.2"):
        writer.client.get(CONTACT)
        reading = writer.open()
        writer.clock.shift(60)
        data = {**ANSWERS, **reading.hidden, "message": claimed}
        writer.client.post(CONTACT, data, headers={"X-Forwarded-For": f"{claimed}, 198.51.100.7"})

    assert Attempt.objects.values("address_hash").distinct().count() == 1


def machine(kind: str, client: Client, clock: Any, number: int) -> int:
    """One post of a machine of that kind; the status it gets."""
    address = f"203.0.{number % 250}.{number // 250}"
    data = {**ANSWERS, "message": f"Offre {number}", "email": f"bot{number}@example.com"}
    if kind != "blind":
        reading = Reading(client.get(CONTACT, REMOTE_ADDR=address))
        data |= reading.hidden
    if kind == "fills everything":
        data |= dict.fromkeys(reading.hidden, "http://spam.example") | {"form_ticket": reading.hidden["form_ticket"]}
    if kind in {"patient", "links", "fills everything"}:
        clock.shift(random.uniform(3, 6))
    if kind == "links":
        data["message"] += " http://a.example http://b.example http://c.example"
    return int(client.post(CONTACT, data, REMOTE_ADDR=address).status_code)


@pytest.mark.thousand
def test_of_a_thousand_machine_posts_99_in_100_are_refused_and_every_person_among_them_gets_through(
    page: ContactPage, client: Client, clock: Any
) -> None:
    kinds = random.Random(5).choices(["blind", "at once", "fills everything", "patient", "links"], k=1000)
    people = 0

    accepted = 0
    for number, kind in enumerate(kinds):
        accepted += machine(kind, client, clock, number) == 302
        if number % 100 == 50:
            person = Writer(client, clock, address=f"198.51.100.{number // 100}")
            reading = person.open()
            proof = {"form_proof": solved(reading)} if reading.soup.select("[data-challenge]") else {}
            asked = person.send(reading, message=f"Personne {number}", **proof)
            people += asked.status == 302

    assert accepted <= 10
    assert people == 10
    assert FormSubmission.objects.filter(quarantined=False).count() <= accepted + people
