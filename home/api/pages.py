"""The pages of the site as JSON: any app can show them without our HTML."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Case, When, prefetch_related_objects
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, get_page_models
from wagtail.query import PageQuerySet

from api.endpoints import Answer, Ask, Endpoint, Operation
from api.fields import Fields, FieldsParameter
from api.parameters import OneOf, Parameter, YesNo, paging
from api.problems import BadParametersError, ProblemError
from api.shapes import page_of, ref, thing, whole
from home.api.finding import HTML_PATH, page_at, rest_of
from home.api.parameters import ROOT, SEARCH, CommaSeparated, Ordering, PageId
from home.api.references import References
from home.api.shapes import BLOCKS, PAGE, PAGE_NAME, names_in
from home.api.values import Values, described, public_fields, relations
from home.api.visibility import public_pages, roots
from search.site.finding import find_pages

TYPES = {model._meta.label: model for model in get_page_models() if model is not Page}
LISTED = ("id", "type", "detail_url", "html_url", "slug", "first_published_at", "locale", "title")
COMMON = names_in(PAGE)
# What the types add: `body`, `audience`…
OWN = {name: described(model, name) for model in TYPES.values() for name in public_fields(model) if name not in COMMON}
LANGUAGES = tuple(code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES)
RELATED = {
    "child_of": gettext_lazy("Les pages juste en dessous de celle-ci."),
    "descendant_of": gettext_lazy("Les pages en dessous de celle-ci, à tous les niveaux."),
    "ancestor_of": gettext_lazy("Les pages au-dessus de celle-ci."),
    "translation_of": gettext_lazy("Les autres langues de cette page."),
}
FIELDS = FieldsParameter(usual=(*COMMON, *OWN))
FILTERS: tuple[Parameter, ...] = (
    CommaSeparated(
        name="type",
        description=gettext_lazy("Les types de pages, séparés par des virgules."),
        choices=tuple(TYPES),
        example="home.HomePage",
    ),
    OneOf(
        name="locale",
        description=gettext_lazy("La langue ; sans elle, toutes."),
        choices=LANGUAGES,
    ),
    Parameter(name="slug", description=gettext_lazy("La fin de l’adresse de la page."), max_length=255),
    YesNo(name="show_in_menus", description=gettext_lazy("Les pages du menu, ou les autres.")),
    *(PageId(name=name, description=text) for name, text in RELATED.items()),
)


class PagesEndpoint(Endpoint):
    """The published pages that anyone may read."""

    name = "pages"
    description = gettext_lazy("Les pages du site : textes, images et blocs.")
    model = Page
    shapes = {
        "Page": thing(PAGE | OWN, "Une page. Chaque type n’a que quelques-uns de ces champs.", optional=True),
        "PageName": PAGE_NAME,
        "Blocks": BLOCKS,
    }
    operations = (
        Operation(
            name="listing",
            path="",
            handler="listing",
            summary=gettext_lazy("Les pages du site"),
            description=gettext_lazy("Dans l’ordre de l’arborescence, ou par pertinence quand des mots sont cherchés."),
            parameters=(
                *paging(),
                FieldsParameter(usual=LISTED, more=tuple(name for name in FIELDS.usual if name not in LISTED)),
                Ordering(choices=("id", "title", "slug", "first_published_at", "last_published_at")),
                SEARCH,
                *FILTERS,
            ),
            answers=page_of(ref("Page")),
        ),
        Operation(
            name="detail",
            path="<int:pk>/",
            handler="detail",
            summary=gettext_lazy("Une page, entière"),
            parameters=(FIELDS,),
            arguments={"pk": whole("L’identifiant de la page dans une langue.", minimum=1)},
            answers=ref("Page"),
        ),
        Operation(
            name="find",
            path="find/",
            handler="find",
            summary=gettext_lazy("La page derrière une adresse"),
            description=gettext_lazy("Redirige vers la page ; une ancienne adresse y mène aussi."),
            parameters=(HTML_PATH, FIELDS),
            redirects=True,
        ),
    )

    def listing(self, ask: Ask) -> Answer:
        """A page of them."""
        found = filtered(ask)
        start, limit = ask.values["offset"], ask.values["limit"]
        rows = list(ordered(found, ask)[start : start + limit])
        fields = ask.fields or Fields(frozenset(LISTED))
        references = References(ask)
        items = [fields.select(item) for item in items_of(rows, references, fields)]
        return references.written({"meta": {"total_count": found.count()}, "items": items})

    def detail(self, ask: Ask, pk: int) -> Answer:
        """One of them, with all its fields unless some are chosen."""
        found = list(public_pages(ask.request).filter(pk=pk))
        if not found:
            raise ProblemError(404)
        fields = ask.fields or Fields(frozenset(FIELDS.usual))
        references = References(ask)
        return references.written(fields.select(items_of(found, references, fields)[0]))

    def find(self, ask: Ask) -> HttpResponseBase:
        """Where the page of that address is."""
        page = page_at(ask.request, ask.values["html_path"])
        if page is None:
            raise ProblemError(404)
        return HttpResponseRedirect(ask.address("pages:listing") + f"{page.pk}/{rest_of(ask)}")


def ordered(found: PageQuerySet, ask: Ask) -> PageQuerySet:
    """As asked; else the best first if words are searched, else as in the tree."""
    if ask.values["order"]:
        return found.order_by(*ask.values["order"], "pk")
    if not ask.values["search"]:
        return found.order_by("path")
    ranks = {pk: rank for rank, pk in enumerate(searched(ask))}
    return found.order_by(Case(*(When(pk=pk, then=rank) for pk, rank in ranks.items()), default=0), "pk")


def searched(ask: Ask) -> list[int]:
    """The ids of the pages that have the words, each language's best first."""
    languages = [ask.values["locale"]] if ask.values["locale"] else LANGUAGES
    found = [page.page_id for language in languages for page in find_pages(ask.values["search"], language)]
    return list(dict.fromkeys(found))


def filtered(ask: Ask) -> PageQuerySet:
    """The public pages that answer the question."""
    found = public_pages(ask.request)
    values = ask.values
    if values["type"]:
        found = found.type(*(TYPES[name] for name in values["type"]))
    if values["locale"]:
        found = found.filter(locale__language_code=values["locale"])
    if values["slug"]:
        found = found.filter(slug=values["slug"])
    if values["show_in_menus"] is not None:
        found = found.filter(show_in_menus=values["show_in_menus"])
    if values["search"]:
        found = found.filter(pk__in=searched(ask))
    for name in RELATED:
        if values[name] is not None:
            found = getattr(found, name)(_named(ask, name))
    return found


def _named(ask: Ask, name: str) -> Page:
    """The page that a filter names; one that isn't public is as unknown as one that isn't."""
    asked = ask.values[name]
    public = public_pages(ask.request)
    if asked == ROOT:
        page = public.filter(url_path__in=roots(ask.request).values()).order_by("path").first()
    else:
        page = public.filter(pk=asked).first()
    if page is None:
        raise BadParametersError({name: [_("Aucune page publique n’a cet identifiant.")]})
    return page


def items_of(pages: Sequence[Page], references: References, fields: Fields) -> list[dict[str, Any]]:
    """Pages with the fields asked, and no query for those that aren't."""
    own = fields.names & OWN.keys()
    specific = _specific(pages, own) if own else {}
    items = []
    for page in pages:
        language = page.locale.language_code
        item = _common(page, references, fields)
        if page.pk in specific:
            item |= Values(references, language).fields(specific[page.pk], own)
        items.append(item)
    return items


def _common(page: Page, references: References, fields: Fields) -> dict[str, Any]:
    """What every page has."""
    named = references.page(page)
    meta = named["meta"] | {
        name: getattr(page, name)
        for name in ("slug", "show_in_menus", "seo_title", "search_description", "translation_key")
    }
    meta |= {name: getattr(page, name) for name in ("first_published_at", "last_published_at")}
    if fields.needs({"alias_of", "parent"}):
        meta["alias_of"] = references.to("page", page.alias_of_id)
        meta["parent"] = references.to("path", page.path[: -page.steplen])
    return {"id": page.pk, "meta": meta, "title": page.title}


def _specific(pages: Iterable[Page], names: frozenset[str]) -> dict[int, Any]:
    """The pages as their own types: a query per type, and per kind of child row, however many pages."""
    by_type: dict[Any, list[int]] = defaultdict(list)
    for page in pages:
        by_type[page.specific_class].append(page.pk)
    found: dict[int, Any] = {}
    for model, ids in by_type.items():
        rows = list(model.objects.filter(pk__in=ids))
        prefetch_related_objects(rows, *(name for name in relations(model) if name in names))
        found |= {row.pk: row for row in rows}
    return found
