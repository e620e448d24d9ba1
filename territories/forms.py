"""The form of a zone."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from territories import zones
from territories.fields import PastedTerritoriesField
from territories.models import Kind, Zone, ZonePart, territory_id


class ZoneForm(WagtailAdminModelForm):
    """A name, a code that never changes since addresses and imports hold it, and what the zone is made of."""

    pasted_included = PastedTerritoriesField(required=False, label=_("Coller une liste à inclure"))
    pasted_excluded = PastedTerritoriesField(required=False, label=_("Coller une liste à exclure"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.validators.append(validate_slug)
        code.disabled = not self.instance._state.adding

    def clean_code(self) -> str:
        """Codes are lower case: ids are compared as they are written."""
        code: str = self.cleaned_data["code"].lower()
        if self.instance._state.adding and Zone.objects.filter(code=code).exists():
            raise ValidationError(_("Une autre zone a déjà ce code."))
        return code

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self._chosen_parts() and not cleaned.get("pasted_included") and "pasted_included" not in self.errors:
            self.add_error(None, _("Indiquez au moins un territoire qui la compose."))
        parts = self._chosen_parts() | {*cleaned.get("pasted_included", ()), *cleaned.get("pasted_excluded", ())}
        if cleaned.get("code"):
            try:
                zones.check(territory_id(Kind.ZONE, cleaned["code"]), parts)
            except zones.CircularZoneError as error:
                self.add_error(None, str(error))
        return cleaned

    def save(self, commit: bool = True) -> Zone:
        with transaction.atomic():
            zone: Zone = super().save(commit=commit)
            if commit:
                self._add_pasted(zone)
                zones.zones_changed()
        return zone

    def _chosen_parts(self) -> set[str]:
        rows = [form for form in self.formsets["parts"].forms if form.is_valid()]
        return {
            form.cleaned_data["part"].pk
            for form in rows
            if form.cleaned_data.get("part") and not form.cleaned_data.get("DELETE")
        }

    def _add_pasted(self, zone: Zone) -> None:
        present = set(ZonePart.objects.filter(zone=zone).values_list("part", flat=True))
        for name, excluded in (("pasted_included", False), ("pasted_excluded", True)):
            new = [part for part in self.cleaned_data.get(name, ()) if part not in present]
            present.update(new)
            ZonePart.objects.bulk_create(ZonePart(zone_id=zone.pk, part_id=part, excluded=excluded) for part in new)
