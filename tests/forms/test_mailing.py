"""Mail: each once, none lost, whatever the server does; and what the team sees of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from django.utils import timezone
from wagtail.models import Page, Site

from editorial.settings import SiteIdentity, SiteTexts
from forms.choices import MailKind, MailState, Trouble
from forms.mailing import CLAIM_LASTS, Delivery, UnreachableError, claim_next, deliver_due
from forms.models import ContactPage, FormSubmission, Mail, Recipient
from tests.forms.conftest import ANSWERS, Writer
from tests.forms.smtp import MailServer

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(page: ContactPage) -> None:
    """Operators have somebody of their own; everyone else writes to the desk."""
    page.recipients = [
        Recipient(audience="", emails="accueil@mob.example, secours@mob.example"),
        Recipient(audience="operator", emails="operateurs@mob.example"),
    ]
    page.save()


def states() -> dict[str, str]:
    return dict(Mail.objects.values_list("kind", "state"))


def test_the_sender_is_acknowledged_and_the_team_told(writer: Writer, team: None) -> None:
    writer.write()

    assert deliver_due() == 2

    by_address = {tuple(message.to): message for message in outbox.outbox}
    acknowledgement = by_address["camille@exemple.fr",]
    notice = by_address["accueil@mob.example", "secours@mob.example"]
    reference = FormSubmission.objects.get().reference
    assert reference in acknowledgement.subject
    assert reference in acknowledgement.body
    assert "sous cinq jours ouvrés" in acknowledgement.body
    assert f"/admin/messages/edit/{FormSubmission.objects.get().pk}/" in notice.body
    assert set(states().values()) == {MailState.SENT}


def test_neither_mail_repeats_what_was_written(writer: Writer, team: None) -> None:
    writer.write()
    deliver_due()

    for message in outbox.outbox:
        for name in ("message", "last_name", "first_name", "postcode"):
            assert ANSWERS[name] not in message.body + message.subject


def test_each_audience_has_its_recipients(writer: Writer, team: None) -> None:
    writer.write(audience="operator")
    deliver_due()

    assert ["operateurs@mob.example"] in [message.to for message in outbox.outbox]


def test_without_a_recipient_the_site_s_contact_is_told_and_without_that_the_admin(
    writer: Writer, page: ContactPage
) -> None:
    writer.write()
    deliver_due()
    assert Mail.objects.get(kind=MailKind.NOTICE).trouble == Trouble.NOBODY

    SiteIdentity.objects.update_or_create(site=page.get_site(), defaults={"contact_email": "contact@mob.example"})
    writer.write(message="Un autre")
    deliver_due()
    assert ["contact@mob.example"] in [message.to for message in outbox.outbox]


def test_an_acknowledgement_is_in_the_language_of_the_form(writer: Writer) -> None:
    writer.send(writer.open("/en/contact/"), "/en/contact/")
    deliver_due()

    assert "within five working days" in outbox.outbox[-1].body


def test_mail_leaves_over_one_connection_word_for_word(writer: Writer, team: None, smtp: MailServer) -> None:
    writer.write()
    writer.write(message="Un autre")

    assert deliver_due() == 4

    assert smtp.connections == 1
    assert smtp.recipients() == {"camille@exemple.fr": 2, "accueil@mob.example,secours@mob.example": 2}
    assert max(smtp.ids().values()) == 1
    assert "Votre message est bien arrivé le" in smtp.kept[1].get_content()


@pytest.mark.parametrize("where", ["connect", "EHLO", "MAIL", "RCPT", "DATA"])
def test_a_server_silent_before_the_content_makes_mail_wait_not_people(
    where: str, writer: Writer, team: None, smtp: MailServer, clock: Any
) -> None:
    writer.write()
    smtp.silent_at = where

    with pytest.raises(UnreachableError):
        deliver_due()

    assert set(states().values()) == {MailState.WAITING}
    smtp.silent_at = ""
    clock.shift(60)
    assert deliver_due() == 2
    assert max(smtp.ids().values()) == 1


@pytest.mark.parametrize(("attribute", "kept"), [("silent_at", 0), ("drop_at", 0)])
def test_a_mail_that_may_have_left_is_said_to_be_uncertain_and_waits_for_a_person(
    attribute: str, kept: int, writer: Writer, team: None, smtp: MailServer, clock: Any
) -> None:
    writer.write()
    setattr(smtp, attribute, ".")

    with pytest.raises(UnreachableError):
        deliver_due()

    assert sorted(states().values()) == [MailState.UNCERTAIN, MailState.WAITING]
    setattr(smtp, attribute, "")
    clock.shift(3600)
    deliver_due()
    assert len(smtp.kept) == kept + 1


def test_a_server_that_refuses_for_now_is_asked_again_less_and_less_often(
    writer: Writer, team: None, smtp: MailServer, clock: Any
) -> None:
    writer.write()
    smtp.refuse["camille@"] = "451 greylisted, come back"
    waits = []
    for _attempt in range(4):
        deliver_due()
        mail = Mail.objects.get(kind=MailKind.ACKNOWLEDGEMENT)
        waits.append(round((mail.next_try_at - timezone.now()).total_seconds()))
        clock.shift(waits[-1] + 1)
    assert waits == [30, 60, 120, 240]
    assert (mail.trouble, mail.reply) == (Trouble.REFUSED, 451)

    smtp.refuse.clear()
    deliver_due()
    assert smtp.recipients()["camille@exemple.fr"] == 1


def test_a_server_that_refuses_for_good_is_believed_and_the_team_sees_it(
    writer: Writer, team: None, smtp: MailServer
) -> None:
    writer.write()
    smtp.refuse["camille@"] = "550 no such mailbox camille@exemple.fr"

    assert deliver_due() == 1

    mail = Mail.objects.get(kind=MailKind.ACKNOWLEDGEMENT)
    assert (mail.state, mail.reply, mail.can_be_sent_again) == (MailState.FAILED, 550, True)


def test_one_good_recipient_is_enough(writer: Writer, team: None, smtp: MailServer) -> None:
    writer.write()
    smtp.refuse["secours@"] = "550 gone"

    assert deliver_due() == 2
    assert smtp.recipients()["accueil@mob.example"] == 1


def test_after_three_days_of_refusals_the_team_is_told(
    writer: Writer, team: None, smtp: MailServer, clock: Any
) -> None:
    writer.write()
    smtp.refuse["camille@"] = "452 full"
    deliver_due()
    clock.shift(timedelta(days=3, hours=1))

    deliver_due()

    assert states()[MailKind.ACKNOWLEDGEMENT] == MailState.FAILED


def test_a_worker_that_died_before_handing_over_leaves_nothing_undone(
    writer: Writer, team: None, smtp: MailServer, clock: Any
) -> None:
    writer.write()
    assert claim_next(timezone.now())
    assert deliver_due() == 1

    clock.shift(CLAIM_LASTS + timedelta(seconds=1))

    assert deliver_due() == 1
    assert max(smtp.ids().values()) == 1


def test_a_worker_that_died_while_handing_over_leaves_an_uncertain_mail(
    writer: Writer, team: None, smtp: MailServer, clock: Any
) -> None:
    writer.write()
    mail = claim_next(timezone.now())
    assert mail
    Mail.objects.filter(pk=mail.pk).update(state=MailState.HANDED)
    clock.shift(CLAIM_LASTS + timedelta(seconds=1))

    deliver_due()

    mail.refresh_from_db()
    assert (mail.state, mail.trouble) == (MailState.UNCERTAIN, Trouble.INTERRUPTED)


def test_a_worker_too_slow_to_keep_its_claim_hands_nothing_over(
    writer: Writer, team: None, smtp: MailServer, clock: Any
) -> None:
    from django.core.mail import get_connection

    from forms.mailing import deliver

    writer.write()
    slow = claim_next(timezone.now())
    assert slow
    clock.shift(CLAIM_LASTS + timedelta(seconds=1))
    assert deliver_due() == 2

    connection = get_connection()
    assert deliver(slow, connection) is False
    connection.close()
    assert max(smtp.ids().values()) == 1
    assert set(states().values()) == {MailState.SENT}


def test_the_worker_slows_down_while_no_server_answers_and_tries_one_mail_at_a_time(
    writer: Writer, team: None, settings: Any
) -> None:
    for number in range(3):
        writer.write(message=f"Question {number}")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    delivery = Delivery(interval=1)

    pauses = []
    for _look in range(5):
        delivery.once()
        pauses.append(delivery.pause)

    assert pauses == [5, 10, 20, 40, 60]
    assert sum(Mail.objects.values_list("attempts", flat=True)) == 5
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.WAITING}


@pytest.mark.parametrize(
    ("typed", "sent_to"),
    [("camille@exämple.fr", "camille@xn--exmple-cua.fr"), ("camille@exemple.fr", "camille@exemple.fr")],
)
def test_an_address_with_an_accent_is_written_to(typed: str, sent_to: str, writer: Writer, smtp: MailServer) -> None:
    writer.write(email=typed)

    deliver_due()

    assert smtp.recipients()[sent_to] == 1


def test_a_mail_that_cannot_be_made_holds_up_no_other(
    writer: Writer, team: None, smtp: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(4):
        writer.write(message=f"Question {number}")
    # Letters that look like others, and which no mail server takes.
    for submission in FormSubmission.objects.order_by("pk")[:3]:
        answers = [one | ({"value": "ſam@@exemple.fr"} if one["role"] == "email" else {}) for one in submission.answers]
        FormSubmission.objects.filter(pk=submission.pk).update(answers=answers)

    delivery = Delivery(interval=1)
    delivery.once()

    assert smtp.recipients() == {"camille@exemple.fr": 1, "accueil@mob.example,secours@mob.example": 4}
    assert delivery.pause == 0
    failed = Mail.objects.filter(state=MailState.FAILED)
    assert set(failed.values_list("kind", "trouble")) == {(MailKind.ACKNOWLEDGEMENT, Trouble.UNMADE)}
    assert "exemple.fr" not in caplog.text


def test_the_site_of_the_form_is_told_and_signs(writer: Writer, page: ContactPage) -> None:
    elsewhere = Site.objects.create(hostname="autre.example", root_page=Page.get_first_root_node())
    SiteIdentity.objects.create(site=elsewhere, contact_email="autre@mob.example")
    SiteIdentity.objects.create(site=page.get_site(), contact_email="ici@mob.example")
    SiteTexts.objects.create(site=page.get_site(), locale=page.locale, name="La mobilité en Bretagne")

    writer.write()
    Site.objects.exclude(pk=elsewhere.pk).update(is_default_site=False)
    Site.objects.filter(pk=elsewhere.pk).update(is_default_site=True)
    deliver_due()

    notice, acknowledgement = sorted(outbox.outbox, key=lambda message: message.to[0], reverse=True)
    assert notice.to == ["ici@mob.example"]
    assert acknowledgement.body.rstrip().endswith("La mobilité en Bretagne")
