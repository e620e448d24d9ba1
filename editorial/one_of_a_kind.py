"""Pages of which a home page has one published of each kind: two legal notices would contradict each other.

Each site and each language has a home page of its own, so that two regions on one installation have each their own.
"""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page


class OneOfAKindForm(WagtailAdminPageForm):
    """A new page is nowhere in the tree yet: only its form knows where it will be."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.instance.pk is None:
            self.instance.refuse_twin(self.parent_page, cleaned.get(self.instance.kind_field))
        return cleaned


class OneOfAKind:
    """What such a page type adds: the field that tells its kind, and what is said to who makes a second one."""

    kind_field: ClassVar[str]
    twin_message: ClassVar[str | Promise]
    base_form_class = OneOfAKindForm

    def clean(self) -> None:
        super().clean()  # type: ignore[misc]  # a page's
        page: Any = self
        self.refuse_twin(page.get_parent(), getattr(page, self.kind_field))

    def refuse_twin(self, parent: Page | None, kind: str | None) -> None:
        """Below a home page, another published page may not be of that kind."""
        page: Any = self
        if parent is None:
            return
        twins = type(page).objects.child_of(parent).live().filter(**{self.kind_field: kind}).exclude(pk=page.pk)
        if twins.exists():
            raise ValidationError({self.kind_field: self.twin_message})
