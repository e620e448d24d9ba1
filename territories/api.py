"""Places by name, by postcode or by id."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from api.endpoints import Answer, Ask, Endpoint, Operation, json_answer, listing
from api.fields import FieldsParameter
from api.parameters import OneOf, Parameter, WholeNumber
from api.problems import BadParametersError, ProblemError
from api.shapes import page_of, ref, text
from territories import division
from territories.division import TerritoryRecord
from territories.models import Kind, Territory
from territories.service import find_places
from territories.shapes import SHAPES, TERRITORY

MOST = 20
POSTCODE = re.compile(r"[0-9]{5}")
FIELDS = FieldsParameter(usual=tuple(TERRITORY), example="_,id,name")
DETAIL_FIELDS = FieldsParameter(usual=(*TERRITORY, "ancestors"), example="_,id,ancestors")


def serialize(record: TerritoryRecord, matched: str = "") -> dict[str, Any]:
    """A territory as the API shows it; `matched` is the other name it was found under."""
    return {
        "id": record.id,
        "kind": record.kind,
        "code": record.code,
        "name": record.name,
        "departement": record.departement or None,
        "postcodes": list(record.postcodes),
        "population": record.population,
        "matched": matched or None,
    }


class TerritoriesEndpoint(Endpoint):
    """Where: communes, intercommunalités, départements, régions, the country and zones of one's own."""

    name = "territories"
    description = gettext_lazy("Les communes, intercommunalités, départements, régions et zones.")
    model = Territory
    shapes = SHAPES
    operations = (
        Operation(
            name="listing",
            path="",
            handler="listing",
            summary=gettext_lazy("Trouver un lieu"),
            description=gettext_lazy("Les meilleurs d’abord, 20 au plus. Sans nom ni code postal, les plus peuplés."),
            parameters=(
                Parameter(
                    name="search",
                    description=gettext_lazy(
                        "Un nom, un ancien nom, un arrondissement, un code postal, ou un nom et son département : "
                        "« Tours 37 »."
                    ),
                    example="saint ouen",
                ),
                OneOf(
                    name="kind",
                    description=gettext_lazy("La nature du territoire."),
                    choices=Kind.values,
                    repeatable=True,
                ),
                Parameter(
                    name="postcode",
                    description=gettext_lazy("Les communes qui partagent ce code postal."),
                    example="31000",
                ),
                WholeNumber(
                    name="limit", description=gettext_lazy("Nombre d’éléments par réponse."), maximum=MOST, default=MOST
                ),
                FIELDS,
            ),
            answers=page_of(ref("Territory")),
        ),
        Operation(
            name="detail",
            path="<str:pk>/",
            handler="detail",
            summary=gettext_lazy("Un lieu et ceux qui le contiennent"),
            description=gettext_lazy(
                "L’identifiant d’une ancienne commune ou d’un arrondissement donne la commune actuelle."
            ),
            parameters=(DETAIL_FIELDS,),
            arguments={"pk": text("« nature-code », par exemple commune-31555.")},
            answers=ref("TerritoryDetail"),
        ),
    )

    def listing(self, ask: Ask) -> Answer:
        """The best places for what was asked."""
        found = islice(places(ask), ask.values["limit"])
        items = [ask.select(serialize(record, matched)) for record, matched in found]
        return listing(items, total_count=len(items))

    def detail(self, ask: Ask, pk: str) -> Answer:
        """One place, with its ancestors from the smallest to the country."""
        known = division.current()
        current = known.resolve(pk)
        record = current and known.get(current)
        if not record:
            raise ProblemError(404)
        around = [known.get(ancestor) for ancestor in known.place(record.id).ancestors if ancestor != record.id]
        ancestors = sorted(filter(None, around), key=lambda other: (known.commune_count(other.id), other.id))
        item = serialize(record) | {
            "ancestors": [
                {"id": other.id, "kind": other.kind, "code": other.code, "name": other.name} for other in ancestors
            ]
        }
        return json_answer(ask.select(item))


def places(ask: Ask) -> Iterator[tuple[TerritoryRecord, str]]:
    """The places asked for and the other name each was found under, best first."""
    known = division.current()
    kinds, search, postcode = ask.values["kind"], ask.values["search"], ask.values["postcode"]
    sharing = communes_of(postcode) if postcode else None
    if search:
        for place in find_places(search, kinds=kinds, limit=MOST):
            if sharing is None or place.record.id in sharing:
                yield place.record, place.matched
        return
    ids = sharing if sharing is not None else most_populous(kinds)
    for id in ids:
        if (record := known.get(id)) and (not kinds or record.kind in kinds):
            yield record, ""


def communes_of(postcode: str) -> tuple[str, ...]:
    """The communes that share it, or an error that names the parameter."""
    communes = division.current().by_postcode(postcode) if POSTCODE.fullmatch(postcode) else ()
    if not communes:
        raise BadParametersError({"postcode": [_("Code postal inconnu. Un exemple : 31000.")]})
    return communes


def most_populous(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The ids to show to someone who asked for nothing in particular."""
    current = Territory.objects.filter(is_former=False)
    if kinds:
        current = current.filter(kind__in=kinds)
    return tuple(current.order_by("-population", "id").values_list("id", flat=True)[:MOST])
