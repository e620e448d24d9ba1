"""In the admin, "Expliquer une recherche": why these aids, in this order, and why not that one."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from aids.choices import Status
from aids.models import Aid
from aids.vocabularies import labels
from api import paris
from search.explanation import Explanation, explain, explain_aid
from search.explanation_texts import Texts
from search.grammar import parse_leniently
from search.known import VOCABULARIES, known
from search.models import Synonym
from search.query import TEXT_LENGTH
from territories.models import Territory

SLUG_LENGTH = 255
# The parameters of the search page's address that the form has; of the others, it keeps what an address gives.
PARAMETERS = ("search", "territory", "mode", "beneficiary", "benefit", "kind", "funder", "status")


class QuestionForm(forms.Form):
    """The question, under the names that its parameters have in the search page's address."""

    search = forms.CharField(label=_("Question"), max_length=TEXT_LENGTH, required=False)
    territory = forms.ModelChoiceField(
        Territory.objects.current(), label=_("Lieu choisi à part (facultatif)"), required=False
    )
    mode = forms.ChoiceField(label=_("Mode"), required=False)
    beneficiary = forms.ChoiceField(label=_("Public"), required=False)
    benefit = forms.ChoiceField(label=_("Forme de l’aide"), required=False)
    kind = forms.ChoiceField(label=_("Origine"), required=False)
    status = forms.ChoiceField(
        label=_("État"), choices=[("", _("Ouvertes")), ("all", _("Toutes")), *Status.choices], required=False
    )
    aid = forms.CharField(
        label=_("Pourquoi pas cette aide ? (facultatif)"),
        help_text=_("La fin de son adresse publique, par exemple prime-velo-dijon."),
        max_length=SLUG_LENGTH,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["territory"].widget = Territory.snippet_viewset.chooser_viewset.widget_class()
        for name, vocabulary in VOCABULARIES.items():
            choices = labels(get_language() or settings.LANGUAGE_CODE)[vocabulary]
            cast("forms.ChoiceField", self.fields[name]).choices = [("", _("Tous")), *choices.items()]

    def main_fields(self) -> list[forms.BoundField]:
        """What is asked each time."""
        return [self["search"], self["aid"]]

    def other_fields(self) -> list[forms.BoundField]:
        """What the search page calls filters."""
        return [field for field in self if field.name not in {"search", "aid"}]

    def is_filtering(self) -> bool:
        """Whether one of them is used."""
        return any(field.value() for field in self.other_fields())


class ExplanationView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A question in its address; nothing is changed."""

    permission_policy = ModelPermissionPolicy(Synonym)
    permission_required = "change"
    template_name = "search/explanation.html"
    page_title = _("Expliquer une recherche")
    header_icon = "help"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Its title ends the way to it."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and once a question was asked, all that decided of its answer."""
        given = {name: str(value).replace("\0", "") for name, value in self.request.GET.items()}
        form = QuestionForm(given or None)
        context = super().get_context_data(**kwargs) | {"form": form, "media": form.media}
        if not given or not form.is_valid():
            return context
        params = {name: [given[name]] for name in PARAMETERS if given.get(name)}
        query, _errors = parse_leniently(params, known(), on_day=paris.today())
        explanation = explain(query)
        texts = Texts(explanation)
        return context | texts.context() | _asked(form.cleaned_data["aid"], explanation, texts)


def _asked(slug: str, explanation: Explanation, texts: Texts) -> dict[str, Any]:
    """About the aid of that slug, or of the address that ends with it."""
    slug = slug.strip().rstrip("/").rpartition("/")[2]
    if not slug:
        return {}
    aid = Aid.objects.filter(slug=slug, locale__language_code=settings.LANGUAGE_CODE).first()
    explained = explain_aid(aid, explanation.question) if aid else None
    return {
        "asked_slug": slug,
        "asked_aid": aid,
        "asked": texts.hit(explained) if explained else None,
        "asked_refusals": texts.refusals(explained) if explained else (),
    }


class ExplanationMenuItem(MenuItem):
    """Shown to those who may change what the search was taught."""

    def is_shown(self, request: HttpRequest) -> bool:
        """As the page itself."""
        return ExplanationView.permission_policy.user_has_permission(request.user, "change")


class ExplanationViewSet(ViewSet):
    """One page."""

    name = "search_explanation"
    icon = "help"
    menu_label = ExplanationView.page_title
    menu_order = 300
    menu_item_class = ExplanationMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", ExplanationView.as_view(), name="index")]
