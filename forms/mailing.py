"""Sending the mails that messages cause: each once, none lost, whatever the SMTP server does.

A row of `Mail` is written with its message, in one transaction; this is the only queue. A worker claims the row, opens
a connection, marks the row as being handed over, hands the mail over, writes down what became of it. Killed before the
second mark, nothing has left and another worker takes it; killed after, it may have left, and the row says so.

It runs in a thread of its own beside the worker's loop: a server that answers nothing for ten seconds must hold up
nobody's search index.
"""

import logging
import smtplib
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address
from django.db import DatabaseError, close_old_connections
from django.db.models import F
from django.utils import timezone

from forms.choices import MailState, Trouble
from forms.letters import NobodyToWriteToError, letter
from forms.submissions import Mail

logger = logging.getLogger(__name__)

# A mail that the server turns down for now is offered again after 30 s, 1 min, 2 min… 15 min, for three days.
FIRST_WAIT, LONGEST_WAIT, GIVE_UP_AFTER = timedelta(seconds=30), timedelta(minutes=15), timedelta(days=3)
# Between two attempts to reach a server that cannot be reached, whatever the number of mails that wait.
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 60.0
# A worker that said nothing for this long is taken for dead. It checks its claim before handing over.
CLAIM_LASTS = timedelta(minutes=2)
PERMANENT = 500
# The server answers, and lets nobody in: a wrong password, a certificate that isn't trusted, no TLS where it is asked.
CLOSED_DOORS = (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError, ssl.SSLError)
STOPPING_SECONDS = 15.0


class UnreachableError(Exception):
    """The server, not the mail, is at fault: no other mail need be tried now. Says what an operator can look for."""


class Delivery:
    """Sends what is due until told to stop, in a thread; slows down while the server cannot be reached."""

    def __init__(self, interval: float) -> None:
        self.interval = interval
        self.pause = 0.0
        self.stopped = Event()
        self.thread = Thread(target=self.run, name="mail", daemon=True)

    def start(self) -> None:
        """Begin, beside the caller."""
        self.thread.start()

    def stop(self) -> None:
        """Finish the mail at hand: one that was begun and never ended would be uncertain."""
        self.stopped.set()
        self.thread.join(STOPPING_SECONDS)

    def run(self) -> None:
        """Look, and look again."""
        while not self.stopped.wait(self.pause or self.interval):
            self.once()
            close_old_connections()

    def once(self) -> None:
        """One look. Whatever happens, there is a next one."""
        try:
            deliver_due(self.stopped.is_set)
            self.pause = 0.0
        except UnreachableError as error:
            self.pause = min(max(FIRST_PAUSE, self.pause * 2), LONGEST_PAUSE)
            logger.warning("The mail server cannot be used (%s); trying again in %d s", error, self.pause)
        except DatabaseError:
            logger.exception("The database did not answer; trying again")
        except Exception:
            logger.exception("Sending mail failed; trying again")
            self.pause = LONGEST_PAUSE


def deliver_due(stopping: Callable[[], bool] = lambda: False) -> int:
    """Send what is due, over one connection; the number of those sent. `UnreachableError` ends it."""
    recover(timezone.now())
    connection = get_connection()
    sent = 0
    try:
        while not stopping() and (mail := claim_next(timezone.now())):
            sent += deliver(mail, connection)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            connection.close()
    return sent


def recover(now: datetime) -> None:
    """What a dead worker left: what hadn't been handed over waits again; the rest is uncertain."""
    left = Mail.objects.abandoned(now - CLAIM_LASTS)
    left.filter(state=MailState.CLAIMED).update(state=MailState.WAITING, claimed_at=None)
    left.filter(state=MailState.HANDED).update(state=MailState.UNCERTAIN, trouble=Trouble.INTERRUPTED)


def claim_next(now: datetime) -> Mail | None:
    """The next one due, for this worker alone."""
    while key := Mail.objects.due(now).values_list("pk", flat=True).first():
        claimed = Mail.objects.filter(pk=key, state=MailState.WAITING).update(
            state=MailState.CLAIMED, claimed_at=now, attempts=F("attempts") + 1
        )
        if claimed:
            return Mail.objects.select_related("submission__page").get(pk=key)
    return None


def deliver(mail: Mail, connection: Any) -> bool:
    """One attempt. False if it did not leave."""
    try:
        message = letter(mail)
    except NobodyToWriteToError:
        return _end(mail, MailState.FAILED, trouble=Trouble.NOBODY)
    except Exception as error:  # noqa: BLE001 - told by its name: its text may repeat an address
        return _unmade(mail, error)
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        is_door_closed = isinstance(error, CLOSED_DOORS)
        _wait(mail, Trouble.CLOSED if is_door_closed else Trouble.UNREACHABLE, _reply(error))
        raise UnreachableError(f"{type(error).__name__}: {error}") from error
    return _hand_over(mail, message, connection)


def _hand_over(mail: Mail, message: EmailMessage, connection: Any) -> bool:
    handing = Handing(mail)
    try:
        if isinstance(connection, EmailBackend):
            transmit(connection.connection, message, handing.begin)
        else:
            handing.begin()
            connection.send_messages([message])
    except ClaimLostError:
        return False
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        # The server answered, hence knows that it hasn't taken the mail.
        return _refused(mail, error)
    except (OSError, smtplib.SMTPException) as error:
        with suppress(OSError, smtplib.SMTPException):
            connection.close()
        if handing.begun:
            _end(mail, MailState.UNCERTAIN, trouble=Trouble.INTERRUPTED)
        else:
            _wait(mail, Trouble.UNREACHABLE, _reply(error))
        raise UnreachableError(type(error).__name__) from error
    except Exception as error:  # noqa: BLE001 - told by its name: its text may repeat an address
        return _unmade(mail, error)
    return _end(mail, MailState.SENT)


class ClaimLostError(Exception):
    """This worker was so slow that another took the mail over."""


class Handing:
    """The moment after which a mail may have left."""

    def __init__(self, mail: Mail) -> None:
        self.mail = mail
        self.begun = False

    def begin(self) -> None:
        """Write it down first."""
        mine = Mail.objects.filter(pk=self.mail.pk, state=MailState.CLAIMED, claimed_at=self.mail.claimed_at)
        if not mine.update(state=MailState.HANDED):
            raise ClaimLostError
        self.begun = True


def transmit(server: Any, message: EmailMessage, before_content: Callable[[], None]) -> None:
    """What `smtplib` does to send a mail, told of the last moment before the content leaves."""
    content = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django’s own, unlike Python’s
    sender, recipients = _plain(message.from_email), [_plain(address) for address in message.recipients()]
    server.ehlo_or_helo_if_needed()
    server.rset()  # whatever the mail before was refused for
    _expect(server.mail(sender, []), {250})
    replies = {address: server.rcpt(address) for address in recipients}
    if not any(code in {250, 251} for code, _text in replies.values()):
        raise smtplib.SMTPRecipientsRefused(replies)
    _expect(server.docmd("DATA"), {354})
    before_content()
    _expect(_send(server, content), {250})


def _plain(address: str) -> str:
    """As SMTP takes it: without a name, `é.fr` as `xn--9ca.fr`."""
    return sanitize_address(address, "utf-8").rpartition("<")[2].rstrip(">")


def _send(server: Any, content: bytes) -> tuple[int, bytes]:
    quoted = b"".join(
        (b"." + line if line.startswith(b".") else line) for line in content.splitlines(keepends=True)
    ).removesuffix(b"\r\n")
    server.send(quoted + b"\r\n.\r\n")
    reply: tuple[int, bytes] = server.getreply()
    return reply


def _expect(reply: tuple[int, bytes], codes: set[int]) -> None:
    code, text = reply
    if code not in codes:
        raise smtplib.SMTPResponseException(code, text)


def _refused(mail: Mail, error: Exception) -> bool:
    """For good (5xx, or for three days now), or until later (4xx: a greylist, a full mailbox)."""
    reply = _reply(error)
    if (reply or 0) >= PERMANENT or timezone.now() - mail.created_at > GIVE_UP_AFTER:
        return _end(mail, MailState.FAILED, trouble=Trouble.REFUSED, reply=reply)
    return _wait(mail, Trouble.REFUSED, reply)


def _unmade(mail: Mail, error: Exception) -> bool:
    """A mail that cannot be made, for an address that is none after all, must hold up no other."""
    if isinstance(error, DatabaseError):
        raise error
    logger.error("Mail %s could not be made: %s", mail.pk, type(error).__name__)
    return _end(mail, MailState.FAILED, trouble=Trouble.UNMADE)


def _wait(mail: Mail, trouble: Trouble, reply: int | None) -> bool:
    wait = min(FIRST_WAIT * 2 ** min(mail.attempts - 1, 10), LONGEST_WAIT)
    _write(mail, state=MailState.WAITING, next_try_at=timezone.now() + wait, trouble=trouble, reply=reply)
    return False


def _end(mail: Mail, state: MailState, *, trouble: str = "", reply: int | None = None) -> bool:
    is_sent = state == MailState.SENT
    _write(mail, state=state, trouble=trouble, reply=reply, sent_at=timezone.now() if is_sent else None)
    return is_sent


def _write(mail: Mail, **changes: object) -> None:
    """What became of a claim, unless somebody else has it by now. A database that is away must not turn a mail that
    was sent into an uncertain one: it is asked again for a while.
    """
    mine = Mail.objects.filter(pk=mail.pk, claimed_at=mail.claimed_at)
    for last_try in (False, False, True):
        try:
            mine.update(**changes)
            return
        except DatabaseError:
            if last_try:
                raise
            time.sleep(1)
            close_old_connections()


def _reply(error: Exception) -> int | None:
    """The code of the server's answer, never its text."""
    if isinstance(error, smtplib.SMTPResponseException):
        return int(error.smtp_code)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((int(code) for code, _text in error.recipients.values()), default=None)
    return None
