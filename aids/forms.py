"""The form of an aid: what a line of the database cannot say by itself."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from aids.facts import FACT_COLUMNS, FACT_LISTS
from aids.querysets import TERRITORY_RELATIONS
from territories.fields import PastedTerritoriesField

PASTED = {name: f"{name}_pasted" for name in TERRITORY_RELATIONS}


class AidForm(WagtailAdminModelForm):
    """An aid's facts and texts; a translation has only the texts, its facts come from the original."""

    include_pasted = PastedTerritoriesField(required=False, label=_("Coller une liste"))
    exclude_pasted = PastedTerritoriesField(required=False, label=_("Coller une liste"))
    within_pasted = PastedTerritoriesField(required=False, label=_("Coller une liste"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_translation = bool(self.instance.locale_id) and self.instance.original != self.instance
        if self.is_translation:
            for name in (*FACT_COLUMNS, *FACT_LISTS, *PASTED.values()):
                self.fields.pop(name, None)
            for name in TERRITORY_RELATIONS:
                self.formsets.pop(name, None)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_translation and not self.is_deferred_validation and not self._has_territory():
            self.add_error("include_pasted", _("Indiquez au moins un territoire où l’aide s’applique."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        aid = super().save(commit=False)
        for name, field in PASTED.items():
            rows = getattr(aid, name)
            known = {row.territory_id for row in rows.all()}
            new = [id_ for id_ in self.cleaned_data.get(field, ()) if id_ not in known]
            rows.add(*(rows.model(territory_id=id_, sort_order=len(known) + place) for place, id_ in enumerate(new)))
        if commit:
            aid.save()
        return aid

    def _has_territory(self) -> bool:
        """Chosen or pasted; a list that wasn't understood has its own error."""
        formset = self.formsets["include"]
        chosen = [
            form
            for form in formset.forms
            if form.is_valid() and form.cleaned_data.get("territory") and not form.cleaned_data.get("DELETE")
        ]
        return bool(chosen or self.cleaned_data.get("include_pasted") or "include_pasted" in self.errors)
