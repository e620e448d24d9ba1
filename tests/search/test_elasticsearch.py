"""What Elasticsearch is asked and how its answers are read, without a server; tests/contracts has a real one."""

from copy import deepcopy
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import blake2b
from itertools import product
from typing import Any

import orjson
import pytest

from search.engines.elasticsearch import answering, asking
from search.engines.elasticsearch.address import parse
from search.engines.elasticsearch.client import Client
from search.engines.elasticsearch.digits import EXACT, best_weight, digits
from search.engines.elasticsearch.documents import microseconds, pack, source
from search.engines.elasticsearch.mapping import FORM, MAPPING, SETTINGS
from search.engines.interface import EngineDownError, Question
from search.entry import FIELDS, Dates, Entry, amount_rank
from search.groups import Alternative, Group
from search.query import ORDERS
from territories import division
from tests.search_survival.fakes import Handler, fake_server

WORD = Group((Alternative(("velo",), "word"),))
MODE = Group((Alternative(("velo",), "word"), Alternative((), "word", ("mode:bike",))))
WEAK = Group((Alternative(("prim",), "word"),), required=False)
QUESTION = Question(date(2026, 6, 15), "fr", "relevance", limit=20, facets=("mode",))
ANSWER = {
    "timed_out": False,
    "_shards": {"failed": 0},
    "hits": {"total": {"value": 1}, "hits": [{"fields": {"shown": [pack(7, "fr", "{}", "[]\n{}")]}}]},
    "aggregations": {"mode": {"buckets": [{"key": "bike", "doc_count": 1}]}},
}


@pytest.mark.parametrize("order", ORDERS)
def test_a_digit_is_worth_more_than_all_after_it(order) -> None:
    groups = (MODE, WORD, WEAK)
    known = digits(groups, levels=12, tells_open=True, order=order)

    most_groups, most_score = sum(group.worth for group in groups if group.required), sum(map(best_weight, groups))
    numbers = {
        worth * known.groups + score * known.score + level * known.closeness + is_open * known.is_open
        for worth, score, level, is_open in product(
            range(most_groups + 1), range(most_score + 1), range(known.levels), range(2)
        )
    }

    # As many numbers as states to tell apart, one after the other: none stands for two.
    assert numbers == set(range((most_groups + 1) * (most_score + 1) * 12 * 2))


def test_a_question_of_a_hundred_words_and_places_stays_exact() -> None:
    groups = (MODE,) * 100
    known = digits(groups, levels=300, tells_open=True, order="relevance")

    highest = sum(known.of(group, best_weight(group)) for group in groups) + known.levels * known.closeness
    assert highest < EXACT
    assert known.levels >= 1


def without(path: str) -> dict[str, Any]:
    """The answer without a part of it."""
    answer = deepcopy(ANSWER)
    *parents, last = path.split(".")
    inner: Any = answer
    for name in parents:
        inner = inner[name]
    del inner[last]
    return answer


def test_a_whole_answer_is_read() -> None:
    answer = answering.read(QUESTION, ANSWER)

    assert (answer.total, answer.facets, answer.engine) == (1, {"mode": {"bike": 1}}, "elasticsearch")
    (found,) = answer.found
    assert found == (7, "fr", b"{}", b"[]\n{}")


@pytest.mark.parametrize(
    "response",
    [
        None,
        "",
        [],
        {},
        {"error": "no such index"},
        ANSWER | {"timed_out": True},
        ANSWER | {"_shards": {"failed": 1}},
        ANSWER | {"hits": {"total": {"value": 0}, "hits": ANSWER["hits"]["hits"]}},
        ANSWER | {"hits": {"total": {"value": 2}, "hits": ANSWER["hits"]["hits"]}},
        ANSWER | {"hits": {"total": {"value": "1"}, "hits": ANSWER["hits"]["hits"]}},
        ANSWER | {"hits": {"total": {"value": 1}, "hits": [{"fields": {"shown": ["not base 64"]}}]}},
        ANSWER | {"aggregations": {"mode": {"buckets": [{"key": "bike"}]}}},
        ANSWER | {"aggregations": {"mode": {"buckets": [{"key": "bike", "doc_count": "1"}]}}},
        *map(without, ["timed_out", "_shards", "hits", "hits.total", "hits.hits", "aggregations", "aggregations.mode"]),
    ],
)
def test_what_isn_t_the_whole_answer_is_none(response: object) -> None:
    with pytest.raises(EngineDownError):
        answering.read(QUESTION, response)


def test_who_asks_is_told_and_never_logged(caplog: pytest.LogCaptureFixture) -> None:
    # Given a server that notes who asks, and refuses
    asked: list[str] = []

    def refuse(request: Handler) -> None:
        asked.append(request.headers["Authorization"])
        request.answer_json({"error": "no"}, status=401)

    with fake_server() as server:
        server.behaviour = refuse
        host = server.url.removeprefix("elasticsearch://")
        # When a user and a key ask
        for url in (f"elasticsearch://mcm:s%40cret@{host}", f"elasticsearch://{host}?api_key=c2VjcmV0"):
            with pytest.raises(EngineDownError) as refused:
                Client(parse(url)).post("/fake-aids/_search", b"{}")
            # Then the failure says what the server said, and no secret
            assert refused.value.status_code == 401
            assert "cret" not in str(refused.value) + caplog.text

    assert asked == ["Basic bWNtOnNAY3JldA==", "ApiKey c2VjcmV0"]


def test_a_server_that_isn_t_there() -> None:
    with pytest.raises(EngineDownError):
        Client(parse("elasticsearch://mcm:secret@127.0.0.1:9")).post("/mcm-aids/_search", b"{}")


def test_what_is_written_in_another_way_has_another_form() -> None:
    """A release that reads an index of another form would misread it: each change here wants a higher FORM."""
    entry = Entry(
        tokens={name: (name, "velo") for name in FIELDS},
        codes={
            "mode": ("bike", "car"),
            "kind": ("territory",),
            "funder": ("dijon",),
            "beneficiary": ("student",),
            "benefit": (),
        },
        include=("epci-242100410",),
        exclude=("commune-21231",),
        dates=Dates(None, date(2026, 12, 31)),
        amount_rank=amount_rank(Decimal(200), "once"),
        funder_name="Dijon Métropole",
    )
    written = source(
        entry,
        aid_id=7,
        version=12,
        locale="fr",
        hidden_in=("en",),
        published=microseconds(datetime(2026, 6, 15, 12, 0, 0, 1, tzinfo=UTC)),
        sorted_title="prime velo",
        summary='{"id": 7}',
        marks="[]\n{}",
    )
    digest = blake2b(orjson.dumps([MAPPING, SETTINGS, written], option=orjson.OPT_SORT_KEYS), digest_size=8).hexdigest()

    assert (FORM, digest) == (1, "ca0fa84c0b1a80dc")


@pytest.mark.full_division
@pytest.mark.django_db
@pytest.mark.usefixtures("full_division")
@pytest.mark.parametrize("match", ["any", "within"])
def test_the_whole_country_is_asked_in_few_words(match) -> None:
    """35,000 names of communes weigh a megabyte, and take a second of a busy server."""
    known = division.current()
    question = Question(
        date(2026, 6, 15),
        "fr",
        "proximity",
        limit=20,
        places=(known.place("pays-FR"),),
        territory_match=match,
        commune_count=known.commune_count,
    )

    assert len(asking.body(question)) < 100_000
