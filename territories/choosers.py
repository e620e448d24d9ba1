"""Choosing among 37,000 places in the admin: by the same search as the public, homonyms told apart."""

from typing import Any

from django import forms
from django.core.paginator import InvalidPage
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from territories.models import Kind, Territory, describe
from territories.service import find_places

MOST_FOUND = 50
SHOWN_POSTCODES = 3


class PlaceFilterForm(BaseFilterForm):
    """A name, a code or a postcode, and a kind."""

    q = forms.CharField(
        label=_("Nom, code postal ou code INSEE"),
        widget=forms.TextInput(attrs={"placeholder": _("Toulouse, 31000, saint ouen 93…")}),
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("Nature"),
        choices=[("", _("Toutes")), *Kind.choices],
        required=False,
        widget=forms.Select(attrs={"data-chooser-modal-search-filter": True}),
    )


class PlaceResults(BaseChooseView):
    """Best places first when something was typed, the most populous otherwise."""

    filter_form_class = PlaceFilterForm

    def get_object_list(self) -> QuerySet[Territory]:
        return Territory.objects.current().order_by("-population", "pk")

    def get_results_page(self, request: HttpRequest) -> Any:
        self.filter_form.is_valid()
        kind = self.filter_form.cleaned_data.get("kind", "")
        text = self.filter_form.cleaned_data.get("q", "")
        objects: Any = self.get_object_list()
        if kind:
            objects = objects.of_kind(kind)
        if text:
            self.filter_form.is_searching = True
            self.filter_form.search_query = text
            objects = _found(text, kind)
        self.paginator = self.paginator_class(objects, per_page=self.per_page)
        try:
            return self.paginator.page(request.GET.get("p", 1))
        except InvalidPage as error:
            raise Http404 from error

    @property
    def columns(self) -> list[Column]:
        return [
            self.title_column,
            Column("kind", label=_("Nature"), accessor="get_kind_display"),
            Column("departement", label=_("Département"), accessor="departement"),
            Column("postcodes", label=_("Codes postaux"), accessor=_postcodes),
        ]


class PlaceChooseView(PlaceResults, ChooseView):
    """The modal."""


class PlaceChooseResultsView(PlaceResults, ChooseResultsView):
    """Its results while typing."""


class _ShownWithWhatTellsHomonymsApart:
    def get_display_title(self, instance: Territory) -> str:
        return describe(instance)


class PlaceChosenView(_ShownWithWhatTellsHomonymsApart, ChosenView):
    """One was chosen."""


class PlaceChosenMultipleView(_ShownWithWhatTellsHomonymsApart, ChosenMultipleView):
    """Several were."""


class PlaceWidget(_ShownWithWhatTellsHomonymsApart, BaseChooser):
    """The field."""


class TerritoryChooserViewSet(ChooserViewSet):
    """Registered for every foreign key to a territory."""

    model = Territory
    icon = "site"
    per_page = 20
    choose_one_text = _("Choisir un territoire")
    choose_another_text = _("Choisir un autre territoire")
    choose_view_class = PlaceChooseView
    choose_results_view_class = PlaceChooseResultsView
    chosen_view_class = PlaceChosenView
    chosen_multiple_view_class = PlaceChosenMultipleView
    base_widget_class = PlaceWidget


def _found(text: str, kind: str) -> list[Territory]:
    ids = [place.record.id for place in find_places(text, kinds=[kind] if kind else (), limit=MOST_FOUND)]
    rows = Territory.objects.in_bulk(ids)
    return [rows[id_] for id_ in ids if id_ in rows]


def _postcodes(territory: Territory) -> str:
    return ", ".join(territory.postcodes[:SHOWN_POSTCODES]) + (
        "…" if len(territory.postcodes) > SHOWN_POSTCODES else ""
    )
