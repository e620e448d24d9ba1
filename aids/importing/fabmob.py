"""What `aids.interop` must know of the database, asked once for each code or territory."""

from functools import cache

from aids.interop import Place, Reference
from aids.vocabularies import labels
from territories.models import Kind, OldCommune, Territory, territory_id

CODED_KINDS = (Kind.COMMUNE, Kind.EPCI, Kind.DEPARTEMENT, Kind.REGION)


def reference() -> Reference:
    """For one import or one export: what it looked up is remembered as long."""
    known = labels("fr")
    return Reference(places=cache(places), name_of=cache(_name_of), modes=known["modes"], proofs=known["proofs"])


def places(code: str) -> list[Place]:
    """Every territory that a code may mean: the schema's integers lost the zero of `01` and of `01004`.

    A whole id, `zone-tisseo`, means itself.
    """
    codes = {code.upper(), code.upper().zfill(2)} | ({code.upper().zfill(5)} if len(code) == 4 else set())
    ids = [code, *(territory_id(kind, written) for kind in CODED_KINDS for written in codes)]
    found = [Place(pk, name) for pk, name in Territory.objects.filter(pk__in=ids).values_list("pk", "name")]
    old = OldCommune.objects.filter(code__in=codes).values_list("commune_id", "name")
    return found + [Place(commune_id, name) for commune_id, name in old if name]


def _name_of(pk: str) -> str:
    return Territory.objects.filter(pk=pk).values_list("name", flat=True).first() or pk
