"""The contact page: a form that the team lays out in the admin, and who is told of what it brings."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.models import AbstractFormField, FormMixin, validate_to_address
from wagtail.fields import RichTextField
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from accounts.personal_data import Personal
from editorial.models import EditorialPage
from forms.choices import Audience, Role
from forms.fields import PlainFormBuilder
from forms.submissions import Attempt, DailySalt, FormSubmission, Mail

__all__ = ["Attempt", "ContactPage", "DailySalt", "FormField", "FormSubmission", "Mail", "Recipient"]

TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]
FIELD_TYPES = [
    ("singleline", _("Une ligne")),
    ("multiline", _("Plusieurs lignes")),
    ("email", _("Adresse e-mail")),
    ("radio", _("Un choix, tous visibles")),
    ("dropdown", _("Un choix dans une liste")),
    ("checkboxes", _("Plusieurs choix")),
    ("checkbox", _("Une case à cocher")),
    ("number", _("Un nombre")),
    ("date", _("Une date")),
    ("url", _("L’adresse d’une page")),
]
# The types that can play a role.
PLAYED_BY: dict[str, set[str]] = {
    Role.AUDIENCE: {"radio", "dropdown"},
    Role.EMAIL: {"email"},
    Role.CONSENT: {"checkbox"},
    Role.MESSAGE: {"multiline"},
}


class ContactPage(FormMixin, EditorialPage):
    """Its fields are the team's; its messages are read in the admin under « Messages »."""

    introduction = RichTextField(_("introduction"), features=TEXT_FEATURES, blank=True)
    privacy = RichTextField(
        _("ce que deviennent les données"),
        features=TEXT_FEATURES,
        help_text=_("Lu avant d’envoyer : qui lit le message, combien de temps il est gardé, les droits de chacun."),
    )
    thanks = RichTextField(
        _("après l’envoi"), features=TEXT_FEATURES, help_text=_("Ce qui va se passer, et sous quel délai.")
    )
    acknowledgement = models.TextField(
        _("texte de l’accusé de réception"),
        help_text=_("Envoyé à la personne. Le message lui-même n’y est jamais repris."),
    )
    retention_months = models.PositiveSmallIntegerField(
        _("conservation, en mois"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_(
            "Chaque message est effacé ce nombre de mois après sa réception, quel que soit son suivi. Une durée plus "
            "courte vaut aussi pour les messages déjà reçus, jamais une plus longue : leurs auteurs connaissent la "
            "date."
        ),
    )

    template = "forms/contact_page.html"
    landing_page_template = "forms/contact_page.html"
    form_builder = PlainFormBuilder
    page_description = _("Un formulaire dont vous choisissez les questions ; les réponses arrivent dans « Messages ».")
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    content_panels = [
        *EditorialPage.content_panels,
        FieldPanel("introduction"),
        InlinePanel("form_fields", heading=_("Champs"), label=_("Champ"), min_num=1),
        FieldPanel("privacy"),
        FieldPanel("thanks"),
        MultiFieldPanel(
            [
                FieldPanel("acknowledgement"),
                InlinePanel(
                    "recipients",
                    label=_("Destinataire"),
                    help_text=_(
                        "Qui est prévenu d’un nouveau message. Sans destinataire, l’avis va au courriel de contact du "
                        "site."
                    ),
                ),
            ],
            heading=_("Courriels"),
        ),
        FieldPanel("retention_months"),
    ]
    translatable_fields = [
        *EditorialPage.translatable_fields,
        TranslatableField("introduction"),
        TranslatableField("form_fields"),
        TranslatableField("privacy"),
        TranslatableField("thanks"),
        TranslatableField("acknowledgement"),
        SynchronizedField("recipients"),
        SynchronizedField("retention_months"),
    ]
    preview_modes = [("form", _("Formulaire")), ("landing", _("Après l’envoi"))]

    class Meta:
        verbose_name = _("page de contact")
        verbose_name_plural = _("pages de contact")

    def get_submission_class(self) -> type[FormSubmission]:
        """Ours, not Wagtail's."""
        return FormSubmission

    def recipients_for(self, audience: str) -> list[str]:
        """Those named for this audience; failing that those named for everyone."""
        named: dict[str, list[str]] = {}
        for recipient in self.recipients.all():
            named.setdefault(recipient.audience, []).extend(recipient.addresses)
        return named.get(audience) or named.get("") or []

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        from forms.views import serve_contact

        return serve_contact(self, request)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        from forms.views import preview_contact

        return preview_contact(self, request, thanks=mode_name == "landing")


class FormField(TranslatableMixin, AbstractFormField):
    """One question of a form."""

    page = ParentalKey(ContactPage, on_delete=models.CASCADE, related_name="form_fields")
    field_type = models.CharField(_("type"), max_length=16, choices=FIELD_TYPES)
    field_type.required_on_save = True  # type: ignore[attr-defined]  # Wagtail reads it to make previews
    role = models.CharField(
        _("rôle"),
        max_length=20,
        choices=Role.choices,
        blank=True,
        help_text=_("À quoi sert la réponse. Laissez vide pour une question de plus."),
    )

    translatable_fields = [
        TranslatableField("label"),
        TranslatableField("help_text"),
        TranslatableField("choices"),
        TranslatableField("default_value"),
        SynchronizedField("clean_name"),
        SynchronizedField("field_type"),
        SynchronizedField("role"),
        SynchronizedField("required"),
        SynchronizedField("sort_order"),
    ]
    panels = [
        FieldPanel("label"),
        FieldPanel("help_text"),
        FieldRowPanel(
            [
                FieldPanel("field_type", classname="formbuilder-type", required_on_save=True),
                FieldPanel("role"),
                FieldPanel("required"),
            ]
        ),
        FieldPanel("choices", classname="formbuilder-choices"),
        FieldPanel("default_value", classname="formbuilder-default"),
    ]

    class Meta(AbstractFormField.Meta):
        verbose_name = _("champ")
        verbose_name_plural = _("champs")
        unique_together = [("translation_key", "locale")]

    def __str__(self) -> str:
        return self.label

    def get_field_clean_name(self) -> str:
        """A role's name is the same whatever the label and the language: apps rely on it."""
        name: str = self.role or super().get_field_clean_name()
        return name

    def clean(self) -> None:
        super().clean()
        if (types := PLAYED_BY.get(self.role)) and self.field_type not in types:
            names = ", ".join(str(label) for code, label in FIELD_TYPES if code in types)
            raise ValidationError({"field_type": _("Pour ce rôle, le type est : %(types)s.") % {"types": names}})


class Recipient(Orderable):
    """Who of the team is told of a new message."""

    page = ParentalKey(ContactPage, on_delete=models.CASCADE, related_name="recipients")
    audience = models.CharField(
        _("quand le message vient de"),
        max_length=20,
        choices=Audience.choices,
        blank=True,
        help_text=_("Vide : de tous ceux qui n’ont pas de destinataire à eux."),
    )
    emails = models.CharField(
        _("adresses e-mail"),
        max_length=500,
        validators=[validate_to_address],
        help_text=_("Une ou plusieurs, séparées par des virgules. Une adresse de service plutôt que d’une personne."),
    )

    personal_data = {
        "emails": Personal(
            _("Prévenir l’équipe d’un message"),
            _("Mission d’intérêt public"),
            _("Tant que l’adresse est sur la page, et dans son historique"),
        ),
    }
    panels = [FieldRowPanel([FieldPanel("audience"), FieldPanel("emails")])]

    class Meta(Orderable.Meta):
        verbose_name = _("destinataire")
        verbose_name_plural = _("destinataires")

    def __str__(self) -> str:
        return str(self.get_audience_display() or _("Tous"))

    @property
    def addresses(self) -> list[str]:
        """One by one."""
        return [address.strip() for address in self.emails.split(",") if address.strip()]
