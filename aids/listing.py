"""The list of aids in the admin: its columns, its search, and all that a line needs in a constant number of queries."""

from operator import attrgetter
from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, LiveStatusTagColumn, StatusTagColumn, UpdatedAtColumn
from wagtail.admin.views.generic import IndexView as GenericIndexView
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale, Revision
from wagtail.snippets.views.snippets import IndexView
from wagtail_localize.models import TranslationSource

from aids import opening
from aids.choices import Status
from aids.models import Aid
from aids.querysets import AidQuerySet
from api import paris

TERRITORIES_SHOWN = 3


def aids() -> AidQuerySet:
    """Aids with what a line shows."""
    versions = Aid.objects.filter(translation_key=OuterRef(OuterRef("translation_key")))
    untranslated = Locale.objects.exclude(pk__in=versions.values("locale"))
    sources = TranslationSource.objects.filter(
        object_id=OuterRef("translation_key"), locale=OuterRef("locale"), translations__enabled=True
    )
    waiting = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(Aid, for_concrete_model=False),
        object_id=Cast(OuterRef("pk"), CharField()),
        approved_go_live_at__isnull=False,
    )
    return (
        Aid.objects.select_related("funder", "locale")
        .prefetch_related("modes__labels", "include__territory")
        .annotate(
            is_scheduled=Exists(waiting),
            can_be_translated=Exists(untranslated),
            translation_source=Subquery(sources.values("pk")[:1]),
        )
    )


def status_label(aid: Aid) -> str:
    """`Ouverte`, `Terminée`, `À venir`."""
    return str(Status(opening.status(aid, paris.today())).label)


def publication_label(aid: Any) -> str:
    """Whether the public sees it. Wagtail's own column asks the database twice a line."""
    if aid.live:
        return gettext("Publiée, brouillon en cours") if aid.has_unpublished_changes else gettext("Publiée")
    if aid.is_scheduled:
        return gettext("Programmée")
    return gettext("Retirée à sa date") if aid.expired else gettext("Brouillon")


def territory_names(aid: Aid) -> str:
    """The first ones, and how many more: an aid may name 300 communes."""
    names = [row.territory.name for row in aid.include.all()]
    rest = len(names) - TERRITORIES_SHOWN
    shown = ", ".join(names[:TERRITORIES_SHOWN])
    return f"{shown} + {rest}" if rest > 0 else shown


def mode_labels(aid: Aid) -> str:
    """In the order of the vocabulary."""
    return ", ".join(str(mode) for mode in aid.modes.all())


COLUMNS = [
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

    def get_list_buttons(self, instance: Aid) -> list[Any]:
        """Without the hooks: wagtail-localize's buttons cost two queries a line. Ours below replace them."""
        buttons: list[Any] = GenericIndexView.get_list_buttons(self, instance)
        return buttons

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        buttons: list[Any] = super().get_list_more_buttons(instance)
        if not self.request.user.has_perm("wagtail_localize.submit_translation"):
            return buttons
        if instance.can_be_translated:
            address = reverse("wagtail_localize:submit_snippet_translation", args=["aids", "aid", quote(instance.pk)])
            buttons.append(Button(gettext("Traduire"), url=address, icon_name="wagtail-localize-language"))
        if instance.translation_source:
            address = reverse("wagtail_localize:update_translations", args=[instance.translation_source])
            buttons.append(Button(gettext("Mettre à jour les traductions"), url=address, icon_name="resubmit"))
        return buttons
