"""Aids and their vocabularies in the admin."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, TabbedInterface
from wagtail.snippets.views.snippets import (
    CopyView,
    CreateView,
    EditView,
    SnippetViewSet,
    SnippetViewSetGroup,
    UnpublishView,
)

from aids import listing
from aids.choices import AidKind, funder_fits
from aids.facts import FACTS
from aids.filters import AidFilterSet
from aids.models import Aid
from aids.panels import edit_handler
from aids.querysets import TERRITORY_RELATIONS, AidQuerySet
from aids.vocabularies import Beneficiary, Mode, Proof
from funders.viewsets import FunderViewSet


class SecondLookMixin(View):
    """The same form sent twice at once, or an address taken between the check and the save.

    The database refuses the second; looking again, the form sees what took its place and says so at the right field.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)  # type: ignore[misc]  # of the view it is mixed into
        except IntegrityError:
            self.setup(request, *args, **kwargs)
            return super().post(request, *args, **kwargs)  # type: ignore[misc]  # of the view it is mixed into


class AidCreateView(SecondLookMixin, CreateView):
    """A new aid."""


class AidCopyView(CopyView):
    """A new aid that begins with another's facts and texts, under its own title and address.

    It is the view that creates which saves it.
    """

    def get_initial_form_instance(self) -> Aid:
        aid = self.get_object()
        texts = [field.field_name for field in Aid.translatable_fields]
        data = {name: value for name, value in aid.serializable_data().items() if name in (*FACTS, *texts)}
        for name in TERRITORY_RELATIONS:
            data[name] = [{**row, "pk": None} for row in data[name]]
        title = gettext("%(title)s (copie)") % {"title": aid.title[:240]}
        copy: Aid = Aid.from_serializable_data({**data, "pk": None, "title": title})
        copy.locale = aid.locale
        return copy


class AidEditView(SecondLookMixin, EditView):
    """An aid, or its draft."""


class AidUnpublishView(UnpublishView):
    """Unpublishing and its entry in the history, together or not at all."""

    @transaction.atomic
    def unpublish(self) -> HttpResponse | None:
        return super().unpublish()


class AidViewSet(SnippetViewSet):
    """The catalogue."""

    model = Aid
    icon = "tag"
    menu_label = _("Aides")
    edit_handler = edit_handler
    index_view_class = listing.AidIndexView
    add_view_class = AidCreateView
    copy_view_class = AidCopyView
    edit_view_class = AidEditView
    unpublish_view_class = AidUnpublishView
    filterset_class = AidFilterSet
    search_fields = ["title", "slug", "funder__name"]
    search_backend_name = None
    ordering = ["title"]
    list_per_page = 50
    list_display = listing.COLUMNS

    def get_queryset(self, request: HttpRequest) -> AidQuerySet:
        return listing.aids()


class VocabularyViewSet(SnippetViewSet):
    """A list that the team may add to: codes for the machines, labels for people."""

    list_display = ["__str__", "code", "sort_order"]
    ordering = ["sort_order"]
    copy_view_enabled = False
    inspect_view_enabled = False
    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("sort_order")]),
        InlinePanel(
            "labels",
            panels=[FieldRowPanel([FieldPanel("language"), FieldPanel("label")])],
            heading=_("Libellés"),
            label=_("Libellé"),
            min_num=1,
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return self.model._default_manager.prefetch_related("labels")


class ModeViewSet(VocabularyViewSet):
    """Modes of transport."""

    model = Mode
    icon = "site"
    panels = [*VocabularyViewSet.panels, FieldPanel("icon")]


class BeneficiaryViewSet(VocabularyViewSet):
    """Whom aids are for."""

    model = Beneficiary
    icon = "user"


class ProofViewSet(VocabularyViewSet):
    """Papers to provide."""

    model = Proof
    icon = "doc-full"


class FunderOfAidsForm(WagtailAdminModelForm):
    """A funder may not become what its aids may not have: a city with an aid of its territory is no employer."""

    def clean_type(self) -> str:
        type_: str = self.cleaned_data["type"]
        kinds = set(self.instance.aids.values_list("kind", flat=True)) if self.instance.pk else set()
        misfits = [str(AidKind(kind).label) for kind in sorted(kinds) if kind and not funder_fits(kind, type_)]
        if misfits:
            raise ValidationError(
                _("Ce financeur a des aides qu’un tel organisme ne peut pas offrir : %(kinds)s."),
                params={"kinds": ", ".join(misfits)},
            )
        return type_


class FunderOfAidsViewSet(FunderViewSet):
    """Funders, with what their aids demand of them."""

    edit_handler = TabbedInterface(FunderViewSet.tabs, base_form_class=FunderOfAidsForm)


class AidsViewSetGroup(SnippetViewSetGroup):
    """One entry of the menu for all that makes the catalogue."""

    menu_label = _("Aides")
    menu_icon = "tag"
    menu_order = 100
    items = (AidViewSet, FunderOfAidsViewSet, ModeViewSet, BeneficiaryViewSet, ProofViewSet)
