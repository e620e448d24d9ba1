"""Write the official division of France as the one compressed file that `manage.py load_territories` reads.

    npm pack @etalab/decoupage-administratif@6.0.0 && tar xzf etalab-*.tgz
    python tools/build_territories.py package/data territories/data/division.csv.gz

The package is 13 MB of JSON in six files; what the site needs of it is half a megabyte: one row for each territory and
for each old name or code, a commune's row naming what holds it. `--only` keeps the communes of a list, each line
beginning with an INSEE code, with what holds them and their old names: tests/data/division.csv was made so, of
tests/data/communes.txt.
"""

import argparse
import csv
import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COLUMNS = (
    "kind", "code", "name", "commune", "departement", "region", "epci", "ept", "siren", "population", "postcodes",
)  # fmt: skip
OLD_KINDS = {
    "commune-deleguee": "deleguee",
    "commune-associee": "associee",
    "arrondissement-municipal": "arrondissement",
}

Row = dict[str, str]


def rows(data: Path, only: frozenset[str]) -> Iterator[Row]:
    """Rows in the order of the file: the country, what holds communes, communes, old names, old codes."""

    def read(name: str) -> list[dict[str, Any]]:
        return json.loads((data / f"{name}.json").read_text(encoding="utf-8"))

    places = read("communes")
    current = [place for place in places if place["type"] == "commune-actuelle" and (not only or place["code"] in only)]
    kept = {place["code"] for place in current}
    old = [place for place in places if place["type"] in OLD_KINDS and parent(place) in kept]

    yield {"kind": "pays", "code": "FR", "name": "France"}
    used = {place["region"] for place in current}
    yield from (
        {"kind": "region", "code": item["code"], "name": item["nom"]}
        for item in read("regions")
        if item["code"] in used
    )
    used = {place["departement"] for place in current}
    yield from (
        {"kind": "departement", "code": item["code"], "name": item["nom"], "region": item["region"]}
        for item in read("departements")
        if item["code"] in used
    )
    groups: dict[str, dict[str, str]] = {}
    for kind in ("epci", "ept"):
        groups[kind] = {}
        for item in read(kind):
            members = {member["code"] for member in item["membres"]} & kept
            groups[kind] |= dict.fromkeys(members, item["code"])
            if members:
                yield {"kind": kind, "code": item["code"], "name": item["nom"], "siren": item["code"]}
    for place in current:
        code = place["code"]
        yield {
            "kind": "commune",
            "code": code,
            "name": place["nom"],
            "departement": place["departement"],
            "region": place["region"],
            "epci": groups["epci"].get(code, ""),
            "ept": groups["ept"].get(code, ""),
            "siren": place.get("siren", ""),
            "population": str(place.get("population", 0)),
            "postcodes": " ".join(place.get("codesPostaux", ())),
        }
    for place in old:
        yield {
            "kind": OLD_KINDS[place["type"]],
            "code": place["code"],
            "name": place["nom"],
            "commune": parent(place),
            "postcodes": " ".join(place.get("codesPostaux", ())),
        }
    named = {place["code"] for place in old}
    for place in current:
        for code in place.get("anciensCodes", ()):
            if code not in named:
                yield {"kind": "former", "code": code, "commune": place["code"]}


def parent(place: dict[str, str]) -> str:
    """Villeray is a commune déléguée whose chef-lieu is the commune it belongs to; Paris 15e says `commune`."""
    return place.get("commune") or place["chefLieu"]


def write(path: Path, found: Iterator[Row]) -> None:
    """The same data give the same bytes: no date in the compressed file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    content = text.getvalue().encode()
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the package's folder `data`")
    parser.add_argument("out", type=Path, help="the file to write; compressed when it ends in .gz")
    parser.add_argument("--only", type=Path, help="a file of lines that begin with an INSEE code")
    options = parser.parse_args()
    lines = options.only.read_text(encoding="utf-8").splitlines() if options.only else []
    only = frozenset(line.split()[0] for line in lines if line.strip())
    write(options.out, rows(options.data, only))


if __name__ == "__main__":
    main()
