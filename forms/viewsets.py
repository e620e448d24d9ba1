"""Messages in the admin: the list, one message, its follow-up, its mails."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import CharField, HiddenInput, ModelForm, Textarea
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from aids.cleaning import with_formula_mark
from forms.filters import SubmissionFilterSet
from forms.models import FormSubmission, Mail
from forms.querysets import TROUBLED, SubmissionQuerySet
from forms.services import quarantine, release
from forms.tickets import digest

CHANGE = "mcm_forms.change_formsubmission"
EXPORT = "mcm_forms.export_formsubmission"


def mail_label(submission: Any) -> str:
    """What the list says of a message's mails: only when there is something to say."""
    if submission.mails_troubled:
        return gettext("À regarder")
    return gettext("En attente") if submission.mails_waiting else ""


def quarantine_label(submission: FormSubmission) -> str:
    """Nothing for most."""
    return gettext("À vérifier") if submission.quarantined else ""


class MessagesView(generic.IndexView):
    """The list. Its export needs a permission of its own: a file goes where no retention follows."""

    def get_base_queryset(self) -> SubmissionQuerySet:
        return FormSubmission.objects.with_mails().select_related("assigned_to")

    def search_queryset(self, queryset: SubmissionQuerySet) -> SubmissionQuerySet:
        return queryset.saying(self.search_query) if self.search_query else queryset

    @cached_property
    def show_export_buttons(self) -> bool:
        return bool(self.request.user.has_perm(EXPORT))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_export and not request.user.has_perm(EXPORT):
            raise PermissionDenied
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = super().header_more_buttons
        if number := Mail.objects.turned_down().count():
            label = ngettext("Renvoyer %d courriel refusé", "Renvoyer %d courriels refusés", number) % number
            buttons.append(Button(label, url=reverse("messages:send_all_again"), icon_name="mail", priority=10))
        return buttons

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [
            self._get_title_column("reference"),
            Column("sender", label=_("De"), accessor="sender"),
            Column("audience", label=_("Qui écrit"), accessor="get_audience_display", sort_key="audience"),
            DateColumn("received_at", label=_("Reçu"), sort_key="received_at"),
            StatusTagColumn(
                "status",
                label=_("Suivi"),
                accessor="get_status_display",
                sort_key="status",
                primary=lambda submission: submission.status == "new",
            ),
            Column("assigned_to", label=_("Confié à"), accessor="assigned_to"),
            Column(
                "quarantined",
                label=_("Quarantaine"),
                accessor=lambda one: gettext("À vérifier") if one.quarantined else "",
            ),
            Column("mails", label=_("Courriels"), accessor=mail_label),
        ]

    list_export = [
        "reference", "received_at", "sender", "email", "form_title", "language", "get_audience_display",
        "get_status_display", "assigned_to", "quarantined", "kept_until", "said", "note",
    ]  # fmt: skip
    export_headings = {
        "sender": _("De"),
        "email": _("Adresse e-mail"),
        "get_audience_display": _("Qui écrit"),
        "get_status_display": _("Suivi"),
        "said": _("Réponses"),
    }

    def to_row_dict(self, item: FormSubmission) -> dict[str, Any]:
        """In words of here, the hour too; nothing that a spreadsheet would run: what people wrote is text."""
        row = super().to_row_dict(item)
        row["received_at"] = timezone.localtime(item.received_at).replace(tzinfo=None, microsecond=0)
        row["quarantined"] = gettext("oui") if item.quarantined else gettext("non")
        return {name: with_formula_mark(value) if isinstance(value, str) else value for name, value in row.items()}


class FollowUpForm(ModelForm):
    """What the team writes about a message; never the message. What a colleague wrote meanwhile isn't overwritten."""

    seen = CharField(widget=HiddenInput, required=False)

    class Meta:
        model = FormSubmission
        fields = ["status", "assigned_to", "note"]
        widgets = {"note": Textarea({"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("for_user", None)
        super().__init__(*args, **kwargs)
        field: Any = self.fields["assigned_to"]
        colleagues = get_user_model().objects.with_perm(
            CHANGE, backend="django.contrib.auth.backends.ModelBackend", include_superusers=True
        )
        field.queryset = colleagues.order_by("last_name", "username")
        field.empty_label = gettext("Personne")
        one = self.instance
        self.written = digest(f"{one.status} {one.assigned_to_id} {one.note}")
        self.told = gettext("%(status)s ; confié à : %(who)s ; note : %(note)s") % {
            "status": one.get_status_display(),
            "who": one.assigned_to or field.empty_label,
            "note": one.note or gettext("aucune"),
        }
        self.initial["seen"] = self.written

    def clean(self) -> dict[str, Any]:
        """Told once, with what is there; saved again, it is meant."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.pop("seen", "") not in {"", self.written}:
            sent: Any = self.data
            self.data = {**sent.dict(), "seen": self.written}
            raise ValidationError(
                gettext("Quelqu’un vient de changer ce suivi (%s). Relisez le vôtre, puis enregistrez-le.") % self.told
            )
        return cleaned


class MessageView(generic.EditView):
    """One message, as it was answered, and what is done about it."""

    page_title = _("Message")
    template_name = "forms/admin/message.html"

    def get_side_panels(self) -> MediaContainer:
        """None: Wagtail's would say of a letter to the team that it is "published"."""
        return MediaContainer([])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        mails = self.object.mails.order_by("kind")
        return context | {
            "submission": self.object,
            "mails": mails,
            "can_send_again": any(mail.can_be_sent_again for mail in mails),
            "actions": {name: reverse(f"messages:{name}", args=[self.object.pk]) for name in ACTIONS},
        }


class ActionView(View):
    """Something done about one message, by a button."""

    action = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        submission = get_object_or_404(FormSubmission, pk=pk)
        messages.success(request, ACTIONS[self.action](submission))
        return redirect("messages:edit", pk)


def send_again(submission: FormSubmission) -> str:
    """The mails that failed, or may have: a person decided."""
    again = Mail.objects.filter(submission=submission, state__in=TROUBLED).send_again(timezone.now())
    return gettext("Courriels à renvoyer : %d.") % again


def let_through(submission: FormSubmission) -> str:
    """Out of quarantine."""
    release(submission)
    return gettext("Le message est sorti de quarantaine ; ses courriels partent.")


@transaction.atomic
def set_aside(submission: FormSubmission) -> str:
    """Into quarantine."""
    quarantine(submission)
    return gettext("Le message est en quarantaine ; les courriels qui n’étaient pas partis ne partiront pas.")


class SendAllAgainView(WagtailAdminTemplateMixin, TemplateView):
    """All mails that were turned down, after a day on which the server took none. Not those that may have left: a
    person looks at each.
    """

    page_title = _("Renvoyer les courriels refusés")
    header_icon = "mail"
    template_name = "forms/admin/send_all_again.html"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("messages:index"), "label": _("Messages")},
        {"url": "", "label": page_title},
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"mails": Mail.objects.turned_down().count()}

    def post(self, request: HttpRequest) -> HttpResponse:
        again = Mail.objects.turned_down().send_again(timezone.now())
        messages.success(request, gettext("Courriels à renvoyer : %d.") % again)
        return redirect("messages:index")


ACTIONS = {"send_again": send_again, "let_through": let_through, "set_aside": set_aside}


class MessageViewSet(ModelViewSet):
    """Messages are received, never added by hand."""

    model = FormSubmission
    name = "messages"
    icon = "mail"
    menu_label = _("Messages")
    menu_order = 350
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = MessagesView
    edit_view_class = MessageView
    edit_template_name = "forms/admin/message.html"
    filterset_class = SubmissionFilterSet
    search_fields = ["reference"]
    search_backend_name = None
    list_per_page = 50
    export_filename = "messages"

    def get_form_class(self, for_update: bool = False) -> type[FollowUpForm]:
        return FollowUpForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Without addresses to add one, or to look for pages that use it."""
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return common | {"add_url_name": None, "usage_url_name": None}

    def get_urlpatterns(self) -> list[Any]:
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name not in {"add", "usage"}]
        actions = [path(f"{name}/<int:pk>/", ActionView.as_view(action=name), name=name) for name in ACTIONS]
        return [*kept, *actions, path("send_all_again/", SendAllAgainView.as_view(), name="send_all_again")]
