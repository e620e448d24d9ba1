"""How long a message is kept, and what goes when it goes."""

import calendar
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from api import paris
from forms import pressure
from forms.submissions import FormSubmission

if TYPE_CHECKING:
    from django.db.models import QuerySet

BATCH = 500


def last_day(received_at: datetime, months: int) -> date:
    """The last day on which a message is kept: a year after 29 February is 28 February."""
    received_on = received_at.astimezone(paris.PARIS).date()
    years, month = divmod(received_on.month - 1 + months, 12)
    year, month = received_on.year + years, month + 1
    return date(year, month, min(received_on.day, calendar.monthrange(year, month)[1]))


def follow(submissions: "QuerySet[FormSubmission]", months: int) -> None:
    """The team keeps a form's messages less long: those already there follow. Never longer: who wrote was told when
    the message goes at the latest.
    """
    for submission in submissions.only("received_at", "kept_until").iterator():
        if (day := last_day(submission.received_at, months)) < submission.kept_until:
            FormSubmission.objects.filter(pk=submission.pk).update(kept_until=day)


def purge(day: date) -> int:
    """Erase what may not be kept on that day, and say how many messages: they go with their mails and history.

    SQLite is told to overwrite what it frees, or the words would still be in its file.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
    messages = 0
    while keys := list(FormSubmission.objects.over(day).values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            going = FormSubmission.objects.filter(pk__in=keys)
            kind = ContentType.objects.get_for_model(FormSubmission)
            ModelLogEntry.objects.filter(content_type=kind, object_id__in=list(map(str, keys))).delete()
            going.delete()
        messages += len(keys)
    pressure.forget(timezone.now())
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return messages
