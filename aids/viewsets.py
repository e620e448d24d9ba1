"""Aids and their vocabularies in the admin."""

from operator import attrgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, TabbedInterface
from wagtail.admin.ui.tables import Column, DateColumn, LiveStatusTagColumn, StatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import (
    CopyView,
    CreateView,
    EditView,
    IndexView,
    SnippetViewSet,
    SnippetViewSetGroup,
    UnpublishView,
)

from aids import opening
from aids.choices import AidKind, Status, funder_fits
from aids.facts import FACTS
from aids.filters import AidFilterSet
from aids.models import Aid
from aids.panels import edit_handler
from aids.querysets import TERRITORY_RELATIONS, AidQuerySet
from aids.vocabularies import Beneficiary, Mode, Proof
from api import paris
from funders.viewsets import FunderViewSet

TERRITORIES_SHOWN = 3


def status_label(aid: Aid) -> str:
    """`Ouverte`, `Terminée`, or that the money is gone."""
    return str(Status(opening.status(aid, paris.today())).label)


def territory_names(aid: Aid) -> str:
    """The first ones, and how many more: an aid may name 300 communes."""
    names = [row.territory.name for row in aid.include.all()]
    rest = len(names) - TERRITORIES_SHOWN
    shown = ", ".join(names[:TERRITORIES_SHOWN])
    return f"{shown} + {rest}" if rest > 0 else shown


def mode_labels(aid: Aid) -> str:
    """In the order of the vocabulary."""
    return ", ".join(str(mode) for mode in aid.modes.all())


def publication_label(aid: Aid) -> str:
    """Whether the public sees it. Wagtail's own column asks the database twice a line."""
    if aid.live:
        return gettext("Publiée, brouillon en cours") if aid.has_unpublished_changes else gettext("Publiée")
    if aid.is_scheduled:
        return gettext("Programmée")
    return gettext("Retirée à sa date") if aid.expired else gettext("Brouillon")


class AidIndexView(IndexView):
    """The list; its search takes no notice of accents in the words typed."""

    def search_queryset(self, queryset: AidQuerySet) -> AidQuerySet:
        words = self.search_query
        if not words:
            return queryset
        found = Q(title__icontains=words) | Q(funder__name__icontains=words)
        if slug := slugify(words):
            found |= Q(slug__contains=slug) | Q(funder__slug__contains=slug)
        return queryset.filter(found)

    @cached_property
    def list_display(self) -> list[Any]:
        """Without the column that Wagtail adds."""
        return [column for column in super().list_display if not isinstance(column, LiveStatusTagColumn)]


class SecondLookMixin:
    """The same form sent twice at once, or an address taken between the check and the save.

    The database refuses the second; looking again, the form sees what took its place and says so at the right field.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except IntegrityError:
            self.setup(request, *args, **kwargs)
            return super().post(request, *args, **kwargs)


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
    index_view_class = AidIndexView
    add_view_class = AidCreateView
    copy_view_class = AidCopyView
    edit_view_class = AidEditView
    unpublish_view_class = AidUnpublishView
    filterset_class = AidFilterSet
    search_fields = ["title", "slug", "funder__name"]
    search_backend_name = None
    ordering = ["title"]
    list_per_page = 50
    list_display = [
        "title",
        Column("funder", label=_("Financeur"), sort_key="funder__name"),
        StatusTagColumn("status", label=_("État"), accessor=status_label),
        Column("territories", label=_("Territoires"), accessor=territory_names),
        Column("modes", label=_("Modes"), accessor=mode_labels),
        DateColumn("closes_on", label=_("Ferme le"), sort_key="closes_on"),
        UpdatedAtColumn(),
        StatusTagColumn(
            "publication",
            label=_("Publication"),
            accessor=publication_label,
            primary=attrgetter("live"),
            sort_key="live",
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> AidQuerySet:
        return (
            Aid.objects.select_related("funder", "locale")
            .prefetch_related("modes__labels", "include__territory")
            .with_schedule()
        )


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
