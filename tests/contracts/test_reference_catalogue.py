"""The real bike aids: who gets what by where they live, commune by commune, equals a naive reading of the facts."""

import csv
import gzip
import io
from collections import defaultdict

import pytest

from home.demo.facts import bike_facts
from search.engines.interface import Question
from search.entry import FIELDS, FILTERS, Entry
from search.index.answering import answer
from search.index.catalogue import Catalogue, Document
from territories import division
from territories.loading import SHIPPED
from territories.matching import Perimeter, matches
from tests.search.oracle import TODAY

KINDS = ("epci", "ept", "departement", "region")


def holders() -> dict[str, set[str]]:
    """Read straight from the official file: the territories written on each commune's own line."""
    held: dict[str, set[str]] = {}
    for row in csv.DictReader(io.StringIO(gzip.decompress(SHIPPED.read_bytes()).decode())):
        if row["kind"] == "commune":
            written = {f"{kind}-{row[kind]}" for kind in KINDS if row[kind]}
            held[f"commune-{row['code']}"] = {f"commune-{row['code']}", "pays-FR", *written}
    return held


def naively(held: dict[str, set[str]]) -> dict[str, set[int]]:
    """By commune, the aids that apply: turned round, from the aid to its communes."""
    communes_of: dict[str, set[str]] = defaultdict(set)
    for commune, territories in held.items():
        for territory in territories:
            communes_of[territory].add(commune)
    applying: dict[str, set[int]] = {commune: set() for commune in held}
    for number, aid in enumerate(bike_facts()):
        reached = set().union(*(communes_of[territory] for territory in aid["include"]))
        reached = reached.difference(*(communes_of[territory] for territory in aid["exclude"]))
        if aid["within"]:
            reached &= set().union(*(communes_of[territory] for territory in aid["within"]))
        for commune in reached:
            applying[commune].add(number)
    return applying


@pytest.mark.full_division
@pytest.mark.django_db
@pytest.mark.usefixtures("full_division")
def test_every_commune_gets_exactly_its_aids() -> None:
    # Given the real aids in the index
    known = division.current()
    perimeters = [
        Perimeter(frozenset(aid["include"]), frozenset(aid["exclude"]), frozenset(aid["within"]))
        for aid in bike_facts()
    ]
    tokens, codes = dict.fromkeys(FIELDS, ()), {name: ("x",) if name == "funder" else () for name in FILTERS}
    catalogue = Catalogue("fr")
    entries = [Entry(tokens, codes, tuple(p.include), tuple(p.exclude), tuple(p.within)) for p in perimeters]
    catalogue.change([Document(0, "", n, None, "fr", e, b"{}", b"") for n, e in enumerate(entries)], (), 1)
    expected = naively(holders())
    assert len(expected) == 34_969
    assert sum(map(len, expected.values())) > 25_000

    for commune, applying in expected.items():
        place = known.place(commune)
        # When the rule and the engine are asked for each commune
        question = Question(
            on_day=TODAY,
            locale="fr",
            order="proximity",
            limit=400,
            places=(place,),
            commune_count=known.commune_count,
            status="all",
        )
        found = {hit.aid_id for hit in answer(catalogue, catalogue.view, question, texts=lambda ids: {}).found}

        # Then both say what the official file says
        assert found == applying, commune
        assert {n for n, perimeter in enumerate(perimeters) if matches(perimeter, place, "applicable")} == applying
