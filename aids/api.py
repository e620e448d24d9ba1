"""Two small endpoints that say what aids refer to: who pays for them, and the codes they use."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from aids.models import Aid, Mode
from aids.shapes import FUNDER, FUNDER_SHAPES, VOCABULARIES, VOCABULARY_SHAPES
from aids.vocabularies import labels
from api.endpoints import Answer, Ask, Endpoint, Operation, json_answer, listing
from api.fields import FieldsParameter
from api.parameters import OneOf, paging
from api.problems import ProblemError
from api.shapes import page_of, ref, text
from funders.models import Funder
from territories.spelling import fold

FIELDS = FieldsParameter(usual=tuple(FUNDER), example="_,slug,name")


def with_public_aid() -> QuerySet[Funder]:
    """Funders that have something to show, whatever its status."""
    showing = Aid.objects.visible().order_by().values("funder")
    return Funder.objects.active().filter(pk__in=showing).select_related("territory")


def by_name(funders: QuerySet[Funder]) -> list[int]:
    """Their ids by name, without accents or case: databases disagree on where "Île-de-France" goes."""
    names = funders.order_by().values_list("name", "pk")
    return [pk for _name, pk in sorted((fold(name), pk) for name, pk in names)]


def serialized(funders: Iterable[Funder], on_day: date) -> list[dict[str, Any]]:
    """Funders as the API shows them, with how many of their aids are open. An aid in three languages is one aid."""
    page = list(funders)
    aids = Aid.objects.visible().open_on(on_day).filter(funder__in=page).order_by()
    open_aids = dict(aids.values_list("funder").annotate(Count("translation_key", distinct=True)))
    return [serialize(funder, open_aids.get(funder.pk, 0)) for funder in page]


def serialize(funder: Funder, open_aids: int) -> dict[str, Any]:
    """One of them."""
    place = funder.territory
    return {
        "id": funder.pk,
        "slug": funder.slug,
        "name": funder.name,
        "type": funder.type,
        "siren": funder.siren,
        "territory": place and {"id": place.id, "kind": place.kind, "code": place.code, "name": place.name},
        "website": funder.website,
        "open_aids": open_aids,
    }


class FundersEndpoint(Endpoint):
    """Who pays: a funder is here as long as one of its aids is public."""

    name = "funders"
    description = _("Les financeurs qui ont au moins une aide publique.")
    model = Funder
    shapes = FUNDER_SHAPES
    operations = (
        Operation(
            name="listing",
            path="",
            handler="listing",
            summary=_("Les financeurs"),
            description=_("Ceux qui ont une aide publique, quel que soit son statut, par nom."),
            parameters=(*paging(), FIELDS),
            answers=page_of(ref("Funder")),
        ),
        Operation(
            name="detail",
            path="<slug:slug>/",
            handler="detail",
            summary=_("Un financeur"),
            parameters=(FIELDS,),
            arguments={"slug": text("L’identifiant du financeur.")},
            answers=ref("Funder"),
        ),
    )

    def listing(self, ask: Ask) -> Answer:
        """A page of them."""
        ids = by_name(with_public_aid())
        start = ask.values["offset"]
        page = ids[start : start + ask.values["limit"]]
        found = with_public_aid().in_bulk(page)
        # One withdrawn since the ids were read is left out.
        funders = [found[pk] for pk in page if pk in found]
        return listing(map(ask.select, serialized(funders, ask.state.day)), total_count=len(ids))

    def detail(self, ask: Ask, slug: str) -> Answer:
        """One of them."""
        found = serialized(with_public_aid().filter(slug=slug), ask.state.day)
        if not found:
            raise ProblemError(404)
        return json_answer(ask.select(found[0]))


class VocabulariesEndpoint(Endpoint):
    """Every code that an aid may carry and a filter may take."""

    name = "vocabularies"
    description = _("Les codes des aides et leurs libellés.")
    model = Mode
    shapes = VOCABULARY_SHAPES
    operations = (
        Operation(
            name="listing",
            path="",
            handler="listing",
            summary=_("Les codes et leurs libellés"),
            parameters=(
                OneOf(
                    name="locale",
                    description=_("La langue des libellés."),
                    choices=tuple(code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES),
                    default=settings.LANGUAGE_CODE,
                ),
            ),
            answers=ref("Vocabularies"),
        ),
    )

    def listing(self, ask: Ask) -> Answer:
        """All of them: they are few."""
        vocabularies = labels(ask.values["locale"])
        return json_answer(
            {
                name: [{"code": code, "label": label} for code, label in vocabularies[name].items()]
                for name in VOCABULARIES
            }
        )
