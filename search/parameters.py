"""What the addresses of aids accept. `search.grammar` reads the question itself; here it is described."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from aids.choices import AidKind, Benefit
from aids.shapes import DETAIL_ONLY, USUAL_FIELDS
from api.fields import FieldsParameter
from api.parameters import Instant, OneOf, Parameter, YesNo, nul_errors, paging, read
from api.problems import BadParametersError
from search import grammar
from search.known import known
from search.query import DEFAULT_LIMIT, FACETS, MAX_LIMIT, ORDERS, STATUSES, TERRITORY_MATCHES, TEXT_LENGTH

LOCALE = OneOf(
    name="locale",
    description=_("La langue. Une aide qui n’y est pas publiée est donnée dans la langue par défaut."),
    choices=tuple(code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES),
    default=settings.LANGUAGE_CODE,
)
LIST_FIELDS = FieldsParameter(usual=USUAL_FIELDS, more=tuple(DETAIL_ONLY))
DETAIL_FIELDS = FieldsParameter(usual=(*USUAL_FIELDS, *DETAIL_ONLY))

QUESTION: tuple[Parameter, ...] = (
    Parameter(name="search", description=_("Texte libre."), max_length=TEXT_LENGTH, example="vélo cargo"),
    Parameter(
        name="territory",
        description=_("Un lieu, « nature-code » : les aides qui s’appliquent à l’un des lieux donnés."),
        repeatable=True,
        example="commune-21231",
    ),
    Parameter(name="insee", description=_("Un code INSEE : 31555 pour commune-31555."), repeatable=True),
    Parameter(name="postcode", description=_("Un code postal : l’une des communes qui le partagent."), repeatable=True),
    OneOf(
        name="territory_match",
        description=_(
            "« applicable » : ce dont on peut bénéficier dans ce lieu ; « within » : ce qui n’existe que dans une "
            "partie du lieu ; « any » : l’un ou l’autre."
        ),
        choices=TERRITORY_MATCHES,
        default="applicable",
    ),
    Parameter(
        name="mode",
        description=_("Un mode de transport, par son code (voir vocabularies)."),
        repeatable=True,
        example="bike",
    ),
    OneOf(name="kind", description=_("De qui vient l’aide."), choices=AidKind.values, repeatable=True),
    Parameter(name="funder", description=_("Un financeur, par son identifiant (voir funders)."), repeatable=True),
    Parameter(
        name="beneficiary",
        description=_("Un public, par son code (voir vocabularies) : aussi les aides pour tous."),
        repeatable=True,
        example="student",
    ),
    OneOf(name="benefit", description=_("Ce que l’on obtient."), choices=Benefit.values, repeatable=True),
    OneOf(
        name="status",
        description=_("« open » : ouverte ou permanente, aujourd’hui à Paris."),
        choices=STATUSES,
        default="open",
    ),
    Instant(
        name="updated_since",
        description=_("Publiée depuis cet instant, au format ISO 8601 ; sans fuseau, à l’heure de Paris."),
    ),
    YesNo(
        name="interpret",
        description=_("Comprendre le texte (lieux, modes, fautes de frappe) ou prendre les mots tels quels."),
        default=True,
    ),
    LOCALE,
    OneOf(
        name="order",
        description=_(
            "Par défaut : « relevance » s’il reste des mots, sinon « proximity » si un lieu est donné, "
            "sinon « -updated »."
        ),
        choices=ORDERS,
    ),
    *paging(maximum=MAX_LIMIT, default=DEFAULT_LIMIT),
    LIST_FIELDS,
    OneOf(
        name="facets",
        description=_("Les facettes à compter ; « * » les donne toutes."),
        choices=(*FACETS, "*"),
        repeatable=True,
    ),
)
FIND: tuple[Parameter, ...] = (
    Parameter(name="slug", description=_("L’adresse de l’aide, actuelle ou ancienne."), required=True, max_length=255),
    OneOf(name="locale", description=_("Sa langue."), choices=LOCALE.choices, default=LOCALE.default),
    DETAIL_FIELDS,
)
EXPORT: tuple[Parameter, ...] = (
    OneOf(
        name="format",
        description=_("Le format d’import en lignes JSON ou en CSV, ou le schéma de référence de la FabMob."),
        choices=("jsonl", "csv", "fabmob"),
        default="jsonl",
    ),
)


def read_question(sent: QueryDict, on_day: date) -> Mapping[str, Any]:
    """`query`, the question by its own grammar, and `fields`. All that is wrong in either is told at once."""
    params = dict(sent.lists())
    errors: dict[str, Sequence[str]] = {**nul_errors(params)}
    values: dict[str, Any] = {}
    if not errors:
        try:
            values["query"] = grammar.parse(params, known(), on_day=on_day, also=("fields",))
        except grammar.BadQuery as bad:
            errors |= bad.errors
        try:
            values |= read((LIST_FIELDS,), {"fields": params.get("fields", ())})
        except BadParametersError as bad:
            errors |= bad.errors
    if errors:
        raise BadParametersError(errors)
    return values
