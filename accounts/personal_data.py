"""The register of personal data: each field that holds some says why, by what right and for how long.

A model states it beside its fields, as `personal_data`. A field of it that holds none says `NONE`, so that a field
added later is a question somebody must answer: a check fails until they do. Example: the postcode of a contact message
is personal (it was given by a person, with her name); its status ("closed") isn't.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db.models import (
    CharField,
    EmailField,
    Field,
    ForeignKey,
    GenericIPAddressField,
    JSONField,
    Model,
    TextField,
)
from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Personal:
    """What a field is kept for, the legal basis (GDPR, article 6), and when it goes."""

    purpose: Text
    basis: Text
    duration: Text


NONE = None
# In a model that declares nothing, these are taken for personal data until somebody says that they aren't.
TELLING = re.compile(
    r"(^|_)(first_?name|last_?name|surname|username|full_?name|e?mail|phone|mobile|postcode|birth\w*|iban|ip|"
    r"ip_address|address_hash|signature|password|gender|sender|nationality)(_|$)"
)
WRITTEN = (CharField, TextField, JSONField)


def declared(model: type[Model]) -> dict[str, Personal | None]:
    """What the model states, its parents' statements included."""
    statements = [vars(parent).get("personal_data", {}) for parent in reversed(model.__mro__)]
    return {name: stated for statement in statements for name, stated in statement.items()}


def register() -> Iterator[tuple[type[Model], str, Personal]]:
    """Every field that holds personal data."""
    for model in apps.get_models():
        for name, stated in declared(model).items():
            if stated is not None:
                yield model, name, stated


def undeclared(model: type[Model]) -> list[str]:
    """The fields that nobody took a position on: where the model holds personal data any that people write in, or that
    names a person; the telling ones elsewhere.
    """
    stated = declared(model)
    suspected = _may_hold if stated else _tells
    return [field.name for field in model._meta.local_fields if field.name not in stated and suspected(field)]


def _may_hold(field: "Field[object, object]") -> bool:
    if isinstance(field, ForeignKey):
        return field.remote_field.model is apps.get_model(settings.AUTH_USER_MODEL)
    return isinstance(field, GenericIPAddressField) or (isinstance(field, WRITTEN) and not field.choices)


def _tells(field: "Field[object, object]") -> bool:
    if isinstance(field, EmailField | GenericIPAddressField):
        return True
    return isinstance(field, WRITTEN) and not field.choices and TELLING.search(field.name) is not None
