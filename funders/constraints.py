"""Constraints of the database, told where a person can mend what they refuse."""

from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models


class ConstraintsAtFieldsMixin(models.Model):
    """Checks every constraint, also one on a column that no form has, and tells it at the field that it names.

    An aid's locale is in no form: Django would skip "one slug a language", and the database would answer 500.
    """

    # The name of a constraint and the field of the form where it is told.
    field_of_constraint: ClassVar[dict[str, str]] = {}

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: Any = None) -> None:
        errors: dict[str, list[ValidationError]] = {}
        for constraint in self._meta.constraints:
            try:
                constraint.validate(type(self), self)
            except ValidationError as error:
                errors.setdefault(self.field_of_constraint.get(constraint.name, NON_FIELD_ERRORS), []).append(error)
        if errors:
            raise ValidationError(errors)
