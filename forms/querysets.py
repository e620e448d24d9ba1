"""Messages and mails, asked for in sentences."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast

from forms.choices import MailState

if TYPE_CHECKING:
    from forms.submissions import FormSubmission, Mail  # noqa: F401 - named in the types below

TROUBLED = (MailState.FAILED, MailState.UNCERTAIN)
UNDER_WAY = (MailState.WAITING, MailState.CLAIMED, MailState.HANDED)


class SubmissionQuerySet(QuerySet["FormSubmission"]):
    """Messages."""

    def over(self, day: date) -> "SubmissionQuerySet":
        """Those that may not be kept any longer."""
        return self.filter(kept_until__lt=day)

    def saying(self, words: str) -> "SubmissionQuerySet":
        """Those where the words stand, in whatever answer: how the messages of one person are found."""
        return self.annotate(written=Cast("answers", TextField())).filter(
            Q(written__icontains=words) | Q(reference__iexact=words)
        )

    def with_mails(self) -> "SubmissionQuerySet":
        """How many mails each has that wait, and that someone must look at."""
        return self.annotate(
            mails_waiting=Count("mails", filter=Q(mails__state__in=UNDER_WAY)),
            mails_troubled=Count("mails", filter=Q(mails__state__in=TROUBLED)),
        )


class MailQuerySet(QuerySet["Mail"]):
    """Mails, in the order in which they are due."""

    def due(self, at: datetime) -> "MailQuerySet":
        """Those to be sent now, the longest waiting first."""
        return self.filter(state=MailState.WAITING, next_try_at__lte=at).order_by("next_try_at", "pk")

    def abandoned(self, since: datetime) -> "MailQuerySet":
        """Those that a worker took and never told the end of."""
        return self.filter(state__in=(MailState.CLAIMED, MailState.HANDED), claimed_at__lt=since)

    def turned_down(self) -> "MailQuerySet":
        """Those that no server took and nobody will offer again by himself, of messages that aren't set aside."""
        return self.filter(state=MailState.FAILED, submission__quarantined=False)

    def send_again(self, at: datetime) -> int:
        """As if they had just been written; how many."""
        return self.update(
            state=MailState.WAITING, trouble="", reply=None, attempts=0, created_at=at, next_try_at=at, claimed_at=None
        )
