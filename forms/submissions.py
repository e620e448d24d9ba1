"""A message that somebody sent, and the mails that it causes. They live without the page: who deletes the page keeps
the messages, until the day on which each must go.
"""

import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from accounts.personal_data import NONE, Personal
from forms.choices import Audience, Doubt, MailKind, MailState, Role, Status, Trouble
from forms.querysets import MailQuerySet, SubmissionQuerySet

# Without letters and digits that look alike: people read it out on the phone.
REFERENCE_LENGTH, REFERENCE_CHARACTERS = 8, "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"

_MESSAGE = Personal(
    _("Répondre à la personne qui écrit"),
    _("Consentement"),
    _("La durée choisie pour la page, 12 mois au départ ; puis « purge_messages » l’efface"),
)
_HANDLING = Personal(_("Savoir qui suit le message"), _("Mission d’intérêt public"), _("Celle du message"))


class ReadableEncoder(DjangoJSONEncoder):
    """Keeps é as é, so that a word is found in the database as it was typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "ensure_ascii": False})


def new_reference() -> str:
    """What a person is told to quote: says nothing, is guessed by nobody."""
    return get_random_string(REFERENCE_LENGTH, REFERENCE_CHARACTERS)


class FormSubmission(models.Model):
    """What was answered, as it was asked then: labels and answers side by side, so that it can be read when the form
    has changed.
    """

    reference = models.CharField(_("référence"), max_length=REFERENCE_LENGTH, unique=True, default=new_reference)
    page = models.ForeignKey(
        "mcm_forms.ContactPage",
        verbose_name=_("formulaire"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="submissions",
    )
    form_title = models.CharField(_("titre du formulaire"), max_length=255)
    language = models.CharField(_("langue"), max_length=20)
    # [{"label": "Votre message", "role": "message", "value": "Bonjour…"}, …]
    answers = models.JSONField(_("réponses"), encoder=ReadableEncoder)
    audience = models.CharField(_("qui écrit"), max_length=20, choices=Audience.choices, blank=True)
    received_at = models.DateTimeField(_("reçu le"), default=timezone.now, db_index=True)
    kept_until = models.DateField(_("conservé jusqu’au"), db_index=True)

    # Sent twice, the same form has the same number; what it said tells a second sending from another message.
    form_number = models.CharField(max_length=32, unique=True)
    digest = models.CharField(max_length=64)

    quarantined = models.BooleanField(_("en quarantaine"), default=False)
    doubts = models.JSONField(_("doutes"), default=list, blank=True)

    status = models.CharField(_("suivi"), max_length=20, choices=Status.choices, default=Status.NEW)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confié à"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    note = models.TextField(_("note interne"), blank=True, help_text=_("Elle n’est jamais envoyée."))

    personal_data = {
        "answers": _MESSAGE,
        "audience": _MESSAGE,
        "digest": _MESSAGE,
        "note": _HANDLING,
        "assigned_to": _HANDLING,
        "reference": NONE,
        "form_title": NONE,
        "language": NONE,
        "form_number": NONE,
        "doubts": NONE,
    }
    # Nothing of a message stays elsewhere when it goes.
    wagtail_reference_index_ignore = True

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-received_at", "-pk"]
        default_permissions = ("change", "delete")  # to change is to read and follow up; nobody adds one
        permissions = [("export_formsubmission", _("Peut exporter les messages"))]

    def __str__(self) -> str:
        """Goes into logs and histories: nothing of who wrote or what."""
        return str(_("Message %s") % self.reference)

    def answer(self, role: str) -> str:
        """What was answered to the field with that role; empty if there is none."""
        return next((str(one["value"]) for one in self.answers if one["role"] == role), "")

    @property
    def email(self) -> str:
        """Where an acknowledgement goes."""
        return self.answer(Role.EMAIL)

    @property
    def sender(self) -> str:
        """First and last name."""
        return f"{self.answer(Role.FIRST_NAME)} {self.answer(Role.LAST_NAME)}".strip()

    @property
    def said(self) -> str:
        """Questions and answers, one below the other."""
        return "\n".join(f"{one['label']} : {one['value']}" for one in self.answers)

    @property
    def doubt_labels(self) -> list[str]:
        """The doubts in words."""
        return [str(Doubt(code).label) for code in self.doubts]

    @staticmethod
    def content(answers: list[dict[str, str]]) -> str:
        """What was said, the same text each time it is said."""
        return json.dumps([one["value"] for one in answers], ensure_ascii=False)


class Mail(models.Model):
    """One mail for one message: acknowledgement or notice. No address and no word of the message is repeated here.

    A worker claims it, hands it over, then says what became of it. What was claimed and not yet handed over when the
    worker died goes back to waiting; what was being handed over may have left: it is shown as uncertain, and only a
    person sends it again.
    """

    submission = models.ForeignKey(FormSubmission, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(_("courriel"), max_length=20, choices=MailKind.choices)
    state = models.CharField(_("état"), max_length=20, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveIntegerField(_("essais"), default=0)
    created_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(_("prochain essai"), default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("envoyé le"), null=True)
    trouble = models.CharField(_("difficulté"), max_length=20, choices=Trouble.choices, blank=True)
    reply = models.PositiveSmallIntegerField(_("réponse du serveur"), null=True)

    objects = MailQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("courriel")
        verbose_name_plural = _("courriels")
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "kind"],
                name="mcm_forms_mail_once",
                violation_error_message=_("Ce courriel existe déjà pour ce message."),
            )
        ]
        indexes = [models.Index(fields=["state", "next_try_at"], name="mcm_forms_mail_due")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.submission_id}"

    @property
    def can_be_sent_again(self) -> bool:
        """A person may ask for it when nobody else will."""
        return self.state in (MailState.FAILED, MailState.UNCERTAIN)

    @property
    def message_id(self) -> str:
        """The same at each attempt: a server that got it twice after all can tell."""
        host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
        return f"<{self.kind}.{self.submission.reference}@{host}>"


class Attempt(models.Model):
    """A form that was sent, kept for a day to tell a person from a flood. The address is a hash of that day alone."""

    class Outcome(models.TextChoices):
        STORED = "stored", _("reçu")
        REFUSED = "refused", _("refusé")

    at = models.DateTimeField(default=timezone.now, db_index=True)
    address_hash = models.CharField(max_length=32)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)

    personal_data = {
        "address_hash": Personal(
            _("Protéger le formulaire des envois en masse"),
            _("Intérêt légitime"),
            _("24 heures ; l’adresse n’est jamais écrite, seule son empreinte du jour l’est"),
        )
    }
    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["address_hash", "at"], name="mcm_forms_attempt_address")]

    def __str__(self) -> str:
        return f"{self.outcome} {self.at:%H:%M}"


class DailySalt(models.Model):
    """What addresses are hashed with today. When it is gone, nobody can tell which address a hash was, not even we."""

    day = models.DateField(primary_key=True)
    salt = models.BinaryField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return str(self.day)


KEPT_ATTEMPTS = timedelta(days=1)
