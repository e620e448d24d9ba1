"""Receiving a form: what is wrong with it, what is doubtful about it, then one transaction that keeps it.

The page and the API call the same two functions, `open_form` when it is shown and `receive` when it is sent.
Three ways out of `receive`: kept (once, however often it is sent), kept in quarantine, or asked for something more,
with all that was written given back. Nothing is dropped in silence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forms import pressure
from forms.choices import Doubt, MailKind, MailState, Role
from forms.retention import last_day
from forms.submissions import Attempt, FormSubmission, Mail
from forms.tickets import QUICKEST_SECONDS, Ticket, digest

if TYPE_CHECKING:
    from django.forms import Field, Form

    from forms.models import ContactPage

LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)
LINKS_IN_A_MESSAGE = 2
# Once these are told, sending the form again from where it is shown anew is enough.
SEND_AGAIN = {Doubt.FORM, Doubt.EXPIRED, Doubt.REUSED, Doubt.QUICK}
# These say nothing of the message itself: a proof of work answers them.
NEW_TICKET = {Doubt.FORM, Doubt.EXPIRED, Doubt.REUSED}
ONLY_PRESSURE = {Doubt.ADDRESS, Doubt.PRESSURE}


@dataclass(frozen=True, slots=True)
class Opened:
    """A form ready to be shown: its ticket, and whether a proof is asked of who sends it."""

    ticket: Ticket
    proof_asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came with the answers: nobody typed it, except the word."""

    ticket: str = ""
    trap: str = ""
    proof: str = ""
    word: str = ""
    same_origin: bool = True
    address_hash: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """The message is in the database; `again` if it already was."""

    submission: FormSubmission
    again: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """The message is not kept yet: why, the ticket to send it again with, and whether the word must be copied.

    `wait`: too much came from there, and nothing but time will do.
    """

    doubts: Sequence[Doubt]
    ticket: Ticket
    word_asked: bool
    wait: bool = False


def form_name(page: "ContactPage") -> str:
    """What a ticket is for."""
    return f"{page.pk}"


def open_form(page: "ContactPage", address_hash: str) -> Opened:
    """A form about to be shown."""
    return Opened(Ticket.new(form_name(page)), pressure.measure(address_hash).rises)


def receive(page: "ContactPage", form: "Form", sent: Sent) -> Kept | Asked:
    """Keep the answers of a valid form, or say what is still asked."""
    answers = answers_of(page, form)
    content = digest(FormSubmission.content(answers))
    ticket = Ticket.read(sent.ticket, form_name(page))
    kept = FormSubmission.objects.filter(form_number=ticket.number).first() if ticket else None
    if kept and kept.digest == content:
        return Kept(kept, again=True)
    now = pressure.measure(sent.address_hash)
    doubts = doubts_about(answers, sent, ticket, now, reused=kept is not None)
    fresh = _ticket_for_next(page, ticket, doubts)
    if now.is_too_much:
        return _refused(Asked(doubts, fresh, word_asked=False, wait=True), sent)
    if ticket is None or SEND_AGAIN & set(doubts):
        return _refused(Asked(doubts, fresh, word_asked=bool(set(doubts) - SEND_AGAIN)), sent)
    proved = ticket.is_proved_by(sent.proof)
    if doubts and not proved and not ticket.is_word(sent.word):
        return _refused(Asked(doubts, fresh, word_asked=True), sent)
    quarantined = bool(doubts) and not (proved and set(doubts) <= ONLY_PRESSURE)
    return _keep(page, form, answers, ticket, content, doubts if quarantined else [], sent)


def doubts_about(
    answers: Sequence[dict[str, str]], sent: Sent, ticket: Ticket | None, now: pressure.Pressure, *, reused: bool
) -> list[Doubt]:
    """All of them, so that the team sees them together."""
    found = {
        Doubt.FORM: ticket is None,
        Doubt.EXPIRED: ticket is not None and ticket.is_over,
        Doubt.REUSED: reused,
        Doubt.QUICK: ticket is not None and ticket.age < QUICKEST_SECONDS,
        Doubt.ORIGIN: not sent.same_origin,
        Doubt.TRAP: bool(sent.trap),
        Doubt.CONTENT: _has_odd_links(answers),
        Doubt.ADDRESS: now.from_here,
        Doubt.PRESSURE: now.from_everywhere,
    }
    return [doubt for doubt, is_there in found.items() if is_there]


def answers_of(page: "ContactPage", form: "Form") -> list[dict[str, str]]:
    """What was asked and answered, in words."""
    played, said = roles(page), form.cleaned_data
    return [
        {"label": str(field.label), "role": played.get(name, ""), "value": _in_words(said.get(name), field)}
        for name, field in form.fields.items()
    ]


def roles(page: "ContactPage") -> dict[str, str]:
    """What each field's answer is used for."""
    return {field.clean_name or field.get_field_clean_name(): field.role for field in page.get_form_fields()}


def release(submission: FormSubmission) -> None:
    """Out of quarantine: a person read it. Its mails leave now."""
    with transaction.atomic():
        if FormSubmission.objects.filter(pk=submission.pk, quarantined=True).update(quarantined=False):
            _post(submission)


def quarantine(submission: FormSubmission) -> None:
    """Set aside by hand; mails that haven't left don't."""
    with transaction.atomic():
        FormSubmission.objects.filter(pk=submission.pk).update(quarantined=True)
        Mail.objects.filter(submission=submission, state=MailState.WAITING).delete()


def _ticket_for_next(page: "ContactPage", ticket: Ticket | None, doubts: Sequence[Doubt]) -> Ticket:
    """The same as long as it is good; a new one counts the time spent on the form before."""
    if ticket and not NEW_TICKET & set(doubts):
        return ticket
    return Ticket.new(form_name(page), already_seen=ticket is not None)


def _keep(
    page: "ContactPage",
    form: "Form",
    answers: list[dict[str, str]],
    ticket: Ticket,
    content: str,
    doubts: Sequence[Doubt],
    sent: Sent,
) -> Kept | Asked:
    now = timezone.now()
    submission = FormSubmission(
        page=page,
        form_title=page.title,
        language=page.locale.language_code,
        answers=answers,
        audience=next((form.cleaned_data[name] for name, role in roles(page).items() if role == Role.AUDIENCE), ""),
        received_at=now,
        kept_until=last_day(now, page.retention_months),
        form_number=ticket.number,
        digest=content,
        quarantined=bool(doubts),
        doubts=list(doubts),
    )
    try:
        with transaction.atomic():
            submission.save()
            if not doubts:
                _post(submission)
            pressure.record(sent.address_hash, Attempt.Outcome.STORED)
    except IntegrityError:
        # The same form, sent twice at once: the other one was first.
        first = FormSubmission.objects.filter(form_number=ticket.number).first()
        if first is None:
            raise
        if first.digest != content:
            reused = [Doubt.REUSED]
            return _refused(Asked(reused, _ticket_for_next(page, ticket, reused), word_asked=False), sent)
        return Kept(first, again=True)
    return Kept(submission)


def _post(submission: FormSubmission) -> None:
    """The mails that a message causes, each once."""
    kinds = [MailKind.NOTICE, *([MailKind.ACKNOWLEDGEMENT] if submission.email else [])]
    for kind in kinds:
        Mail.objects.get_or_create(submission=submission, kind=kind)


def _refused(asked: Asked, sent: Sent) -> Asked:
    pressure.record(sent.address_hash, Attempt.Outcome.REFUSED)
    return asked


def _has_odd_links(answers: Sequence[dict[str, str]]) -> bool:
    """A link in a name or a postcode, three in a message: not a question about a bike aid."""
    for one in answers:
        allowed = LINKS_IN_A_MESSAGE if one["role"] in {Role.MESSAGE, ""} else 0
        if len(LINK.findall(one["value"])) > allowed:
            return True
    return False


def _in_words(value: object, field: "Field") -> str:
    if isinstance(value, bool):
        return str(_("oui") if value else _("non"))
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    labels = {str(code): str(label) for code, label in getattr(field, "choices", ())}
    values = value if isinstance(value, list) else [] if value is None else [value]
    return ", ".join(labels.get(str(one), str(one)) for one in values)
