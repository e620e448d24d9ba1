"""What the team narrows the list of messages by."""

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from forms.choices import Audience, MailState, Status
from forms.models import ContactPage, FormSubmission, Mail
from forms.querysets import SubmissionQuerySet


class SubmissionFilterSet(WagtailFilterSet):
    """Filters of the list of messages."""

    status = django_filters.MultipleChoiceFilter(choices=Status.choices, label=_("Suivi"))
    audience = django_filters.MultipleChoiceFilter(choices=Audience.choices, label=_("Qui écrit"))
    received_at = django_filters.DateFromToRangeFilter(label=_("Reçu"), widget=DateRangePickerWidget)
    quarantined = django_filters.BooleanFilter(label=_("En quarantaine"))
    mail_state = django_filters.MultipleChoiceFilter(
        choices=MailState.choices, method="with_mail_in", label=_("État des courriels")
    )
    assigned_to = django_filters.ModelChoiceFilter(
        queryset=lambda request: get_user_model().objects.filter(pk__in=FormSubmission.objects.values("assigned_to")),
        label=_("Confié à"),
    )
    page = django_filters.ModelChoiceFilter(queryset=lambda request: ContactPage.objects.all(), label=_("Formulaire"))

    class Meta:
        model = FormSubmission
        fields: list[str] = []

    def with_mail_in(self, submissions: SubmissionQuerySet, name: str, states: list[str]) -> SubmissionQuerySet:
        if not states:
            return submissions
        return submissions.filter(Exists(Mail.objects.filter(submission=OuterRef("pk"), state__in=states)))
