"""What is explained of one aid is what the engines do with all of them."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from search.engines.interface import Question
from search.entry import FIELDS, FILTERS, Entry
from search.groups import Alternative, Group
from search.index.answering import answer
from search.index.catalogue import Catalogue
from search.ranking import best_way, ranked, refusals
from tests.search.oracle import Shelf, place


@pytest.mark.parametrize("seed", range(6))
def test_hits_and_their_order_are_the_engine_s(seed: int) -> None:
    # Given a random catalogue
    shelf, catalogue = Shelf(Random(seed)), Catalogue("fr")
    for version in range(1, 6):
        catalogue.change(*shelf.change(30), version)

    for _ in range(60):
        question = replace(shelf.question(), order="relevance", limit=100, offset=0, facets=())
        # When the engine answers, and each aid is looked at alone
        found = answer(catalogue, catalogue.view, question, texts=lambda aids: dict.fromkeys(aids, (b"{}", b"")))
        hits = [
            document
            for document in shelf.shown(question.locale)
            if not refusals(document.entry, question, published=document.published)
        ]
        hits.sort(
            key=lambda each: (
                ranked(each.entry, question).key,
                -each.published,
                each.sorted_title,
                each.aid_id,
            )
        )

        # Then both say the same
        assert [document.aid_id for document in hits] == [hit.aid_id for hit in found.found], question


ENTRY = Entry(
    tokens=dict.fromkeys(FIELDS, ()) | {"title": ("prim", "velo"), "body": ("cargo",)},
    codes=dict.fromkeys(FILTERS, ()) | {"mode": ("bike",), "funder": ("dijon",), "beneficiary": ("student",)},
    include=("epci-1",),
)
BIKE = Group((Alternative(("velo",), "word"), Alternative((), "word", ("mode:bike",))))


def test_the_best_alternative_and_field_are_told() -> None:
    way = best_way(ENTRY, Group((Alternative(("cargo",), "word"), Alternative(("velo",), "synonym"))))

    assert way
    assert (way.alternative.tokens, way.field, way.weight) == (("velo",), "title", 7)


def test_a_weak_group_counts_for_one_wherever_it_is() -> None:
    way = best_way(ENTRY, Group((Alternative(("prim",), "word"),), required=False))

    assert way
    assert way.weight == 1


def test_what_keeps_an_aid_out_is_told() -> None:
    question = Question(
        on_day=date(2026, 6, 15),
        locale="fr",
        order="relevance",
        limit=20,
        groups=(Group((Alternative(("train",), "word"),)),),
        places=(place("commune-9"),),
        codes={"mode": ("car",), "beneficiary": ("student",)},
        status="closed",
    )

    assert refusals(ENTRY, question, published=0) == ("search", "territory", "mode", "status")
    assert refusals(ENTRY, replace(question, groups=(BIKE,), codes=None, status="open"), published=0) == ("territory",)


def test_closeness_is_the_territory_that_decided() -> None:
    question = Question(
        on_day=date(2026, 6, 15),
        locale="fr",
        order="relevance",
        limit=20,
        groups=(BIKE,),
        places=(place("commune-1"),),
        commune_count=lambda territory: 3,
    )

    ranking = ranked(ENTRY, question)

    assert (ranking.territory, ranking.communes, ranking.groups_matched, ranking.score) == ("epci-1", 3, 2, 8)
