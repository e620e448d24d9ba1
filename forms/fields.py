"""From the fields that the team laid out to a form that a browser helps to fill in."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import BaseForm, FormBuilder

from forms.choices import Audience, Role

if TYPE_CHECKING:
    from forms.models import FormField

# What no person types and a database, a mail or a spreadsheet may stumble over. Tabs and line breaks are people's.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
MAX_LINE, MAX_TEXT = 255, 5000
POSTCODE = RegexValidator(r"^\d{5}\Z", _("Saisissez un code postal de cinq chiffres, par exemple 31000."))
# WCAG 1.3.5: browsers and assistive tools fill these in.
AUTOCOMPLETE: Mapping[str, str] = MappingProxyType(
    {
        Role.LAST_NAME: "family-name",
        Role.FIRST_NAME: "given-name",
        Role.EMAIL: "email",
        Role.POSTCODE: "postal-code",
    }
)
REQUIRED = _("Remplissez ce champ.")
MESSAGES: Mapping[str, Any] = MappingProxyType(
    {
        Role.AUDIENCE: {"required": _("Indiquez qui vous êtes.")},
        Role.LAST_NAME: {"required": _("Indiquez votre nom.")},
        Role.FIRST_NAME: {"required": _("Indiquez votre prénom.")},
        Role.EMAIL: {
            "required": _("Indiquez votre adresse e-mail."),
            "invalid": _("Cette adresse e-mail n’est pas complète. Exemple : nom@exemple.fr"),
        },
        Role.POSTCODE: {"required": _("Indiquez votre code postal.")},
        Role.MESSAGE: {"required": _("Écrivez votre message.")},
        Role.CONSENT: {"required": _("Cochez cette case : sans votre accord, nous ne pouvons pas lire votre message.")},
    }
)


class PlainForm(BaseForm):
    """What was typed, without the characters that nobody types."""

    use_required_attribute = False  # the page's own words tell what is missing, all at once, and read aloud

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        return {name: CONTROL.sub("", value) if isinstance(value, str) else value for name, value in cleaned.items()}


class PlainFormBuilder(FormBuilder):
    """Wagtail's, with what a field's role adds: its words, its limits and `autocomplete`."""

    def get_field_options(self, field: "FormField") -> dict[str, Any]:
        options: dict[str, Any] = super().get_field_options(field)
        options["help_text"] = field.help_text  # the template escapes it
        options["error_messages"] = {"required": REQUIRED, **MESSAGES.get(field.role, {})}
        if field.role == Role.POSTCODE:
            options["validators"] = [POSTCODE]
        return options

    def create_singleline_field(self, field: "FormField", options: dict[str, Any]) -> forms.Field:
        return forms.CharField(max_length=MAX_LINE, widget=forms.TextInput(_attributes(field)), **options)

    def create_email_field(self, field: "FormField", options: dict[str, Any]) -> forms.Field:
        return forms.EmailField(max_length=254, widget=forms.EmailInput(_attributes(field)), **options)

    def create_multiline_field(self, field: "FormField", options: dict[str, Any]) -> forms.Field:
        return forms.CharField(max_length=MAX_TEXT, widget=forms.Textarea({**_attributes(field), "rows": 8}), **options)

    def create_dropdown_field(self, field: "FormField", options: dict[str, Any]) -> forms.Field:
        choices = [("", _("Choisissez")), *self.get_formatted_field_choices(field)]
        return forms.ChoiceField(choices=choices, widget=forms.Select({"class": "input"}), **options)

    def create_number_field(self, field: "FormField", options: dict[str, Any]) -> forms.Field:
        return forms.DecimalField(widget=forms.NumberInput({"class": "input"}), **options)

    def create_date_field(self, field: "FormField", options: dict[str, Any]) -> forms.Field:
        return forms.DateField(widget=forms.DateInput({"class": "input", "type": "date"}, "%Y-%m-%d"), **options)

    def create_url_field(self, field: "FormField", options: dict[str, Any]) -> forms.Field:
        return forms.URLField(widget=forms.URLInput({"class": "input"}), assume_scheme="https", **options)

    def get_formatted_field_choices(self, field: "FormField") -> list[tuple[str, Any]]:
        """The four audiences have codes, so that a message is routed the same in every language."""
        if field.role == Role.AUDIENCE:
            return list(Audience.choices)
        choices: list[tuple[str, Any]] = super().get_formatted_field_choices(field)
        return choices

    def get_form_class(self) -> type[PlainForm]:
        return type("Form", (PlainForm,), self.formfields)


def _attributes(field: "FormField") -> dict[str, str]:
    attributes = {"class": "input"}
    if token := AUTOCOMPLETE.get(field.role):
        attributes["autocomplete"] = token
    if field.role == Role.POSTCODE:
        attributes["inputmode"] = "numeric"
    return attributes
