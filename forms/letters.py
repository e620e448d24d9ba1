"""The words of the two mails. Neither repeats a word of the message: the first would let a stranger send anything to
anybody in our name, the second would leave copies in mailboxes that no retention reaches.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from editorial.settings import SiteIdentity, SiteTexts
from forms.choices import MailKind
from forms.submissions import FormSubmission, Mail


class NobodyToWriteToError(Exception):
    """No address to send to: the team named no recipient, or the sender gave none."""


def letter(mail: Mail) -> EmailMessage:
    """The mail as it is sent."""
    if mail.kind == MailKind.ACKNOWLEDGEMENT:
        return _acknowledgement(mail)
    return _notice(mail)


def _acknowledgement(mail: Mail) -> EmailMessage:
    """To the sender, in the language of the form."""
    submission = mail.submission
    with translation.override(submission.language):
        context = {
            "submission": submission,
            "text": submission.page.acknowledgement if submission.page else "",
            "signature": _signature(submission),
        }
        return _message(
            mail,
            [submission.email] if submission.email else [],
            _("Votre message %(reference)s est bien arrivé") % {"reference": submission.reference},
            render_to_string("forms/mail/acknowledgement.txt", context),
        )


def _notice(mail: Mail) -> EmailMessage:
    """To the team: that there is a message, from whom in general, and where it is read."""
    submission = mail.submission
    with translation.override(settings.LANGUAGE_CODE):
        where = settings.BASE_URL + reverse("messages:edit", args=[submission.pk])
        return _message(
            mail,
            recipients(submission),
            _("Un message à lire : %(form)s, %(reference)s")
            % {"form": submission.form_title, "reference": submission.reference},
            render_to_string("forms/mail/notice.txt", {"submission": submission, "address": where}),
        )


def recipients(submission: FormSubmission) -> list[str]:
    """Those named on the page for this audience, else the contact address of its site, else of the first that has one:
    a page that is gone is of no site any more.
    """
    page = submission.page
    named = page.recipients_for(submission.audience) if page else []
    if named:
        return named
    site = page.get_site() if page else None
    contacts = dict(
        SiteIdentity.objects.exclude(contact_email="")
        .order_by("-site__is_default_site")
        .values_list("site", "contact_email")
    )
    address = contacts.get(site.pk if site else None) or next(iter(contacts.values()), "")
    return [address] if address else []


def _signature(submission: FormSubmission) -> str:
    """The name of the site that the form is on, in its language."""
    site = submission.page.get_site() if submission.page else None
    texts = SiteTexts.objects.filter(site=site, locale__language_code=submission.language).first()
    return texts.name if texts else settings.WAGTAIL_SITE_NAME


def _message(mail: Mail, to: list[str], subject: str, body: str) -> EmailMessage:
    if not to:
        raise NobodyToWriteToError
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    one_line = " ".join(subject.split())
    return EmailMessage(one_line, body.strip() + "\n", settings.DEFAULT_FROM_EMAIL, to, headers=headers)
