"""What an agent narrows the list of aids by."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.snippets.widgets import AdminSnippetChooser

from aids.choices import AidKind, Envelope, Status
from aids.models import Aid
from aids.querysets import TERRITORY_RELATIONS, AidQuerySet
from aids.vocabularies import Mode
from api import paris
from funders.models import Funder
from territories.models import Territory

YES = [("yes", _("Oui"))]


class AidFilterSet(WagtailFilterSet):
    """Filters of the list of aids."""

    funder = django_filters.ModelChoiceFilter(queryset=Funder.objects.all(), label=_("Financeur"))
    kind = django_filters.MultipleChoiceFilter(choices=AidKind.choices, label=_("Type d’aide"))
    modes = django_filters.ModelMultipleChoiceFilter(
        queryset=Mode.objects.prefetch_related("labels"), label=_("Mode de transport")
    )
    status = django_filters.ChoiceFilter(choices=Status.choices, method="of_status", label=_("État d’après les dates"))
    live = django_filters.BooleanFilter(label=_("Publiée"))
    envelope = django_filters.MultipleChoiceFilter(choices=Envelope.choices, label=_("Enveloppe"))
    territory = django_filters.ModelChoiceFilter(
        queryset=Territory.objects.all(),
        widget=AdminSnippetChooser(Territory),
        method="naming",
        label=_("Cite le territoire"),
    )
    former = django_filters.ChoiceFilter(choices=YES, method="on_former", label=_("Cite un territoire disparu"))

    class Meta:
        model = Aid
        fields: list[str] = []

    def of_status(self, aids: AidQuerySet, name: str, value: str) -> AidQuerySet:
        return aids.with_status(value, paris.today())

    def naming(self, aids: QuerySet[Aid], name: str, value: Territory) -> QuerySet[Aid]:
        named = Q()
        for relation in TERRITORY_RELATIONS:
            named |= Q(**{f"{relation}__territory": value})
        return aids.filter(named).distinct()

    def on_former(self, aids: AidQuerySet, name: str, value: str) -> AidQuerySet:
        return aids.on_former_territories()
