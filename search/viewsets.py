"""The words of the search in the admin."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from funders.models import Funder
from search.explanation_page import ExplanationViewSet
from search.models import LexiconWord, Synonym


class SynonymForm(WagtailAdminModelForm):
    """A funder is told by its slug, and must be there: a slip of the finger would find nothing, silently.

    A slug that was there before stays allowed: the starting words name funders that a catalogue may bring later.
    """

    def clean_funder(self) -> str:
        slug: str = self.cleaned_data["funder"]
        if slug and "funder" in self.changed_data and not Funder.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("Aucun financeur n’a cet identifiant."))
        return slug


def what_it_means(synonym: Synonym) -> str:
    """In the list: the mode, the beneficiary, the form of aid, the funder and the place, if told."""
    benefit = synonym.get_benefit_display() if synonym.benefit else ""
    means: list[Any] = [synonym.mode, synonym.beneficiary, benefit, synonym.funder, synonym.territory]
    return ", ".join(str(meaning) for meaning in means if meaning)


class SynonymViewSet(SnippetViewSet):
    """Expressions that mean the same."""

    model = Synonym
    icon = "openquote"
    menu_label = _("Synonymes")
    menu_order = 100
    list_display = ["terms", Column("means", label=_("Désigne"), accessor=what_it_means)]
    list_filter = ["mode", "beneficiary", "benefit"]
    search_fields = ["terms", "funder"]
    search_backend_name = None
    inspect_view_enabled = False
    edit_handler = ObjectList(
        [
            HelpPanel(
                _(
                    "Les personnes n’écrivent pas comme les fiches. Une ligne réunit les expressions qui veulent dire "
                    "la même chose ; elle sert dès son enregistrement."
                )
            ),
            FieldPanel("terms"),
            MultiFieldPanel(
                [FieldPanel(name) for name in ("mode", "beneficiary", "benefit", "funder", "territory")],
                heading=_("Ce que ces expressions désignent (facultatif)"),
            ),
        ],
        base_form_class=SynonymForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Synonym]:
        """With all that the list shows."""
        return Synonym.objects.select_related("mode", "beneficiary", "territory").prefetch_related(
            "mode__labels", "beneficiary__labels"
        )


class LexiconWordViewSet(SnippetViewSet):
    """Words that are never corrected nor read as places."""

    model = LexiconWord
    icon = "list-ul"
    menu_label = _("Lexique")
    menu_order = 200
    list_display = ["word", BooleanColumn("is_weak", label=_("Sans poids"), sort_key="is_weak")]
    list_filter = ["is_weak"]
    search_fields = ["word"]
    search_backend_name = None
    inspect_view_enabled = False
    panels = [FieldPanel("word"), FieldPanel("is_weak")]


class SearchViewSetGroup(SnippetViewSetGroup):
    """One entry of the menu."""

    items = (SynonymViewSet, LexiconWordViewSet, ExplanationViewSet)
    menu_icon = "search"
    menu_label = _("Recherche")
    menu_name = "search_words"
    menu_order = 320
