"""Blocks that ask the search, or show what another page holds."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.forms import CheckboxSelectMultiple
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from aids import vocabularies
from api import paris
from editorial.blocks.content import CONTENT, heading
from home import faq
from search import addresses
from search.grammar import to_params
from search.query import AidQuery
from search.views.teasers import chosen_aids, queried_aids


def _choices(name: str) -> Any:
    """The labels of a vocabulary in the editor's language, read when the form is shown."""
    return lambda: list(vocabularies.labels(get_language() or "")[name].items())


class AidBlock(SnippetChooserBlock):
    """An aid, shown in the language of whoever reads: it isn't the translator's business."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("aids.Aid", **kwargs)

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Nothing to translate."""
        return []

    def restore_translated_segments(self, value: Any, segments: Sequence[Any]) -> Any:
        """As it was."""
        return value


class _SeveralBlock(blocks.MultipleChoiceBlock):
    """Boxes to tick: in a list, several are chosen with a key held down, which few people know."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"widget": CheckboxSelectMultiple, **kwargs})


class CriteriaValue(blocks.StructValue):
    """The filters as a question."""

    def query(self, *, language: str, **kwargs: Any) -> AidQuery:
        """What the search is asked."""
        territory = self["territory"]
        return AidQuery(
            on_day=paris.today(),
            locale=language,
            territories=(territory.pk,) if territory else (),
            modes=tuple(self["modes"] or ()),
            kinds=tuple(self["kinds"] or ()),
            beneficiaries=tuple(self["beneficiaries"] or ()),
            **kwargs,
        )

    def parameters(self) -> list[tuple[str, str]]:
        """As the search page's address says them: `mode=bike`."""
        return to_params(self.query(language=settings.LANGUAGE_CODE))


class CriteriaBlock(blocks.StructBlock):
    """What is filtered beforehand."""

    territory = SnippetChooserBlock("territories.Territory", label=_("territoire"), required=False)
    modes = _SeveralBlock(label=_("modes"), choices=_choices("modes"), required=False)
    kinds = _SeveralBlock(label=_("types d’aide"), choices=_choices("kinds"), required=False)
    beneficiaries = _SeveralBlock(label=_("publics"), choices=_choices("beneficiaries"), required=False)

    class Meta:
        icon = "search"
        label = _("filtres")
        value_class = CriteriaValue


class AidTeasersBlock(blocks.StructBlock):
    """Some aids: chosen one by one, or what a question finds today ("the newest in Occitanie")."""

    heading = heading()
    aids = blocks.ListBlock(
        AidBlock(), label=_("aides choisies"), default=[], help_text=_("Sans choix, les filtres décident.")
    )
    criteria = CriteriaBlock(label=_("ou filtres"))
    order = blocks.ChoiceBlock(
        label=_("ordre"),
        choices=[
            ("-updated", _("les plus récentes")),
            ("proximity", _("les plus locales")),
            ("closes_on", _("les premières à fermer")),
            ("-amount", _("les plus fortes")),
        ],
        default="-updated",
    )
    count = blocks.IntegerBlock(label=_("nombre"), min_value=1, max_value=8, default=4)

    class Meta:
        icon = "list-ul"
        label = _("aides")
        template = "blocks/aid_teasers.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """The search answers; an aid that left the public leaves the page with it."""
        language = get_language() or ""
        ids = [aid.pk for aid in value["aids"] if aid]
        criteria = value["criteria"]
        query = criteria.query(language=language, order=value["order"], limit=value["count"])
        return super().get_context(value, parent_context) | {
            "results": chosen_aids(ids, language) if ids else queried_aids(query),
            "all_url": addresses.search_url(language, () if ids else criteria.parameters()),
        }


class SearchBoxBlock(blocks.StructBlock):
    """The question itself, some filters already answered."""

    heading = heading()
    text = blocks.TextBlock(label=_("texte"), max_length=300, required=False, default="")
    criteria = CriteriaBlock(label=_("filtres"))

    class Meta:
        icon = "search"
        label = _("champ de recherche")
        template = "blocks/search_box.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        return super().get_context(value, parent_context) | {
            "search_url": addresses.search_url(get_language() or ""),
            "field_id": f"place-{slugify(value['heading'])}",
            "parameters": value["criteria"].parameters(),
        }


class FaqExtractBlock(blocks.StructBlock):
    """Questions of the FAQ, shown where they come up."""

    heading = heading()
    questions = blocks.ListBlock(
        blocks.ChoiceBlock(choices=lambda: list(faq.choices()), label=_("question ou rubrique")),
        label=_("questions"),
        min_num=1,
    )

    class Meta:
        icon = "help"
        label = _("extrait de la FAQ")
        template = "blocks/faq_extract.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        from home.models import FaqPage

        pages = list(FaqPage.objects.live().public().filter(locale__language_code=get_language()))
        return super().get_context(value, parent_context) | {
            "entries": faq.chosen(pages, value["questions"]),
        }


BODY: list[tuple[str, Any]] = [
    *CONTENT,
    ("aid_teasers", AidTeasersBlock()),
    ("search_box", SearchBoxBlock()),
    ("faq_extract", FaqExtractBlock()),
]
