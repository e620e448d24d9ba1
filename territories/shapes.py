"""What territories look like in the API, as JSON Schema."""

from api.shapes import Schema, many, nullable, one_of, ref, text, thing, whole
from territories.models import Kind

KIND = one_of(Kind.values, "La nature du territoire.")
TERRITORY = {
    "id": text("L’identifiant, partout le même : nature et code.", pattern=r"^[a-z]+-[A-Za-z0-9-]+$"),
    "kind": KIND,
    "code": text("Code INSEE, SIREN ou nom court de la zone."),
    "name": text(),
    "departement": nullable(text("Le code du département, pour une commune ou un département.")),
    "postcodes": many(text(pattern=r"^\d{5}$")),
    "population": whole("Population municipale.", minimum=0),
    "matched": nullable(text("L’autre nom sous lequel il a été trouvé : une ancienne commune, un arrondissement.")),
}
EXAMPLE = {
    "id": "commune-50129",
    "kind": "commune",
    "code": "50129",
    "name": "Cherbourg-en-Cotentin",
    "departement": "50",
    "postcodes": ["50100", "50110", "50120", "50130", "50460", "50470"],
    "population": 77789,
    "matched": "Tourlaville",
}

SHAPES: dict[str, Schema] = {
    "TerritoryName": thing(
        {name: TERRITORY[name] for name in ("id", "kind", "code", "name")},
        "Un territoire, nommé.",
        examples=[{"id": "region-27", "kind": "region", "code": "27", "name": "Bourgogne-Franche-Comté"}],
    ),
    "Territory": thing(TERRITORY, "Un territoire.", optional=True, examples=[EXAMPLE]),
    "TerritoryDetail": thing(
        TERRITORY
        | {
            "ancestors": many(ref("TerritoryName"), "Les territoires qui contiennent toutes ses communes, lui excepté.")
        },
        "Un territoire et ceux qui le contiennent.",
        optional=True,
    ),
}
