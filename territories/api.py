"""Places by name, by postcode or by id."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from api.endpoints import Answer, Ask, Endpoint, Operation, json_answer, listing
from api.fields import FieldsParameter
from api.parameters import OneOf, Parameter, WholeNumber
from api.problems import BadParametersError, ProblemError
from api.shapes import page_of, ref, text
from territories import division
from territories.models import Kind, Territory
from territories.records import TerritoryRecord
from territories.service import find_places
from territories.shapes import SHAPES, TERRITORY

MOST = 20
# A place, and the other name it was found under.
Found = tuple[TerritoryRecord, str]
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
        found, total = places(ask)
        items = [ask.select(serialize(record, matched)) for record, matched in found[: ask.values["limit"]]]
        return listing(items, total_count=total)

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


def places(ask: Ask) -> tuple[list[Found], int]:
    """The best places for what was asked, and how many fit; of those that a name finds, 20 are counted at most."""
    kinds, search, postcode = ask.values["kind"], ask.values["search"], ask.values["postcode"]
    sharing = communes_of(postcode) if postcode else None
    if search:
        found = named(search, kinds) if sharing is None else named_among(search, kinds, postcode, sharing)
        return found, len(found)
    if sharing is None:
        return most_populous(kinds)
    known = division.current()
    records = [record for commune in sharing if (record := known.get(commune))]
    found = [(record, "") for record in records if not kinds or record.kind in kinds]
    return found[:MOST], len(found)


def named(search: str, kinds: Sequence[str]) -> list[Found]:
    """The places of that name."""
    return [(place.record, place.matched) for place in find_places(search, kinds=kinds, limit=MOST)]


def named_among(search: str, kinds: Sequence[str], postcode: str, sharing: Collection[str]) -> list[Found]:
    """Those of that name that share the postcode: "saint" is 5,000 places, and "saint 51300" the right four."""
    found: dict[TerritoryRecord, str] = {}
    for name in (f"{search} {postcode}", search):
        for record, matched in named(name, kinds):
            if record.id in sharing:
                found.setdefault(record, matched)
    return list(found.items())


def communes_of(postcode: str) -> tuple[str, ...]:
    """The communes that share it, or an error that names the parameter."""
    communes = division.current().by_postcode(postcode) if POSTCODE.fullmatch(postcode) else ()
    if not communes:
        raise BadParametersError({"postcode": [_("Code postal inconnu. Un exemple : 31000.")]})
    return communes


def most_populous(kinds: Sequence[str]) -> tuple[list[Found], int]:
    """What to show to someone who asked for nothing in particular, and how many there are."""
    current = Territory.objects.filter(is_former=False)
    if kinds:
        current = current.filter(kind__in=kinds)
    known = division.current()
    ids = current.order_by("-population", "id").values_list("id", flat=True)[:MOST]
    return [(record, "") for id in ids if (record := known.get(id))], current.count()
