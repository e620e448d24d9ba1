"""The whole demonstration catalogue, as rows of the import format."""

from typing import Any

from home.demo.bikes import bike_row
from home.demo.facts import bike_facts, other_facts, written
from home.demo.others import other_row


def rows() -> list[dict[str, Any]]:
    """339 bike aids and 130 others in French, then the English texts of a few of them."""
    french = [bike_row(fact) for fact in bike_facts()] + [other_row(fact) for fact in other_facts()]
    french = [row | {"include": in_zones(row["include"])} for row in french]
    by_id = {row["external_id"]: row for row in french}
    english = [by_id[external_id] | texts | {"locale": "en"} for external_id, texts in written("english").items()]
    return french + english


def in_zones(places: list[str]) -> list[str]:
    """The zone that is exactly these places, if there is one: Tisséo, for three intercommunalités and nine communes."""
    for slug, zone in written("zones").items():
        if set(zone["include"]) == set(places):
            return [f"zone-{slug}"]
    return places
