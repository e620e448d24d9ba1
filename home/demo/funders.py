"""Who pays: one funder for one organisation, however the facts spell it."""

import re
from functools import cache
from typing import Any

from home.demo.facts import bike_facts, other_facts, written

Funder = dict[str, str | None]


def funder_name(spelt: str) -> str:
    """The name we show: "Métropole Grand Lyon" and "Métropole de Lyon" are one funder, Métropole de Lyon."""
    name = spelt.replace("'", "’")
    name = re.sub(r"Communauté (de Communes|d’Agglomération)", lambda found: f"Communauté {found[1].lower()}", name)
    return str(written("funders")["names"].get(name, name))


def funder_of(fact: dict[str, Any]) -> Funder:
    """The funder as the import format wants it, the same for all of its aids."""
    return _funders()[funder_name(fact["funder_name"])]


@cache
def _funders() -> dict[str, Funder]:
    """All of them by name. What one of an organisation's facts doesn't tell, another may."""
    funders: dict[str, Funder] = {}
    for fact in bike_facts() + other_facts():
        name = funder_name(fact["funder_name"])
        known = funders.setdefault(name, {"name": name, "type": None, "siren": None, "territory": None})
        known["type"] = known["type"] or _type(name, fact)
        known["siren"] = known["siren"] or fact.get("funder_siren")
        known["territory"] = known["territory"] or _territory(name, fact)
    for funder in funders.values():
        funder["siren"] = funder["siren"] or _siren(funder)
    return funders


def _type(name: str, fact: dict[str, Any]) -> str:
    organises = name in written("funders")["organising_authorities"]["names"]
    return "local_authority" if organises else str(fact.get("funder_type", "local_authority"))


def _territory(name: str, fact: dict[str, Any]) -> str | None:
    territory: str | None = written("funders")["territories"].get(name, fact["funder_territory"])
    return territory


def _siren(funder: Funder) -> str | None:
    """An intercommunalité's code is its SIREN; a syndicat's territory may be that of one of its members."""
    about = written("funders")
    kind, _, code = (funder["territory"] or "").partition("-")
    if kind == "epci" and funder["name"] not in about["not_the_territory"]["names"]:
        return code
    siren: str | None = about["sirens"].get(funder["name"])
    return siren
