"""Servers on loopback that answer as a search engine does, until they are told to behave like an ill one."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from search.engines.elasticsearch.documents import to_write
from search.engines.elasticsearch.mapping import FORM

Behaviour = Callable[["Handler"], None]
NO_STATUS = {status: {"doc_count": 0} for status in ("open", "upcoming", "closed")}


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    server: "FakeServer"

    def do_GET(self) -> None:
        self.server.asked += 1
        self.sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.behaviour(self)

    do_POST = do_PUT = do_GET  # noqa: N815 - as the standard library calls them

    def answer(self, status: int, body: bytes, content_type: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer_json(self, content: object, status: int = 200) -> None:
        self.answer(status, json.dumps(content).encode())

    def log_message(self, *args: object) -> None:
        """Quiet."""


class FakeServer(ThreadingHTTPServer):
    """Well, it has applied a version and finds the same aids whatever it is asked."""

    daemon_threads = True

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviour = behaviour
        self.asked = 0
        self.applied = 0
        self.hits: list[dict[str, Any]] = []
        self.over = threading.Event()

    def index(self, aids: list[int], applied: int) -> None:
        """Know these aids, at this version."""
        self.hits = [{"fields": {"shown": [one.source["shown"]]}} for one in to_write(aids)]
        self.applied = applied

    @property
    def url(self) -> str:
        return f"elasticsearch://127.0.0.1:{self.server_port}/fake"

    def handle_error(self, *args: object) -> None:
        """A client that went away is what these tests are about."""


@contextmanager
def fake_server() -> Iterator[FakeServer]:
    server = FakeServer(well)
    threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
    yield server
    server.over.set()
    server.shutdown()
    server.server_close()


def well(handler: Handler) -> None:
    server = handler.server
    if handler.path.endswith("/_doc/state"):
        name = f"fake-aids-{FORM}-1700000000000"
        handler.answer_json({"_index": name, "found": True, "_source": {"state": {"applied": server.applied}}})
    else:
        handler.answer_json(found(server.hits, json.loads(handler.sent)))


def found(hits: list[dict[str, Any]], request: dict[str, Any]) -> dict[str, Any]:
    return {
        "timed_out": False,
        "_shards": {"failed": 0},
        # What is changed of it stays with this answer.
        "hits": {"total": {"value": len(hits)}, "hits": deepcopy(hits[: request["size"]])},
        "aggregations": no_counts(request.get("aggs", {})),
    }


def no_counts(asked: dict[str, Any]) -> dict[str, Any]:
    return {
        name: no_counts(one["aggs"]) if "aggs" in one else {"buckets": NO_STATUS if name == "status" else []}
        for name, one in asked.items()
    }


def frozen(handler: Handler) -> None:
    handler.server.over.wait(20)


def slow(handler: Handler) -> None:
    if not handler.server.over.wait(10):
        well(handler)


def dribbling(handler: Handler) -> None:
    """A byte now and then: no silence lasts long enough for a client's timeout."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(40):
        if handler.server.over.wait(0.3):
            return
        handler.wfile.write(b" ")
        handler.wfile.flush()


def truncated(handler: Handler) -> None:
    """Half an answer, then nothing more."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"timed_out": false, "hits": {"total": ')
    handler.wfile.flush()
    handler.connection.close()


def refusing(handler: Handler) -> None:
    handler.connection.close()


def unavailable(handler: Handler) -> None:
    handler.answer_json({"error": {"type": "cluster_block_exception"}, "status": 503}, 503)


def refusing_credentials(handler: Handler) -> None:
    handler.answer_json({"error": {"type": "security_exception"}, "status": 401}, 401)


def not_found(handler: Handler) -> None:
    handler.answer(404, b"<h1>Not found</h1>", "text/html")


def speaking_html(handler: Handler) -> None:
    handler.answer(200, b"<!doctype html><title>Welcome to nginx!</title>", "text/html")


def speaking_gibberish(handler: Handler) -> None:
    handler.answer(200, b"\xff\xfe{{{")


def empty_object(handler: Handler) -> None:
    handler.answer_json({})


def a_list(handler: Handler) -> None:
    handler.answer_json([1, 2, 3])


def null(handler: Handler) -> None:
    handler.answer_json(None)


def another_shape(handler: Handler) -> None:
    handler.answer_json({"hits": {"total": 3, "hits": {"a": "b"}}, "_source": [], "_index": 3, "timed_out": False})


def _changed(change: Callable[[dict[str, Any]], object]) -> Behaviour:
    """Well in all but its searches."""

    def behave(handler: Handler) -> None:
        if handler.path.endswith("/_doc/state"):
            return well(handler)
        answer = found(handler.server.hits, json.loads(handler.sent))
        change(answer)
        return handler.answer_json(answer)

    return behave


without_fields = _changed(lambda answer: [hit.pop("fields") for hit in answer["hits"]["hits"]])
with_null_fields = _changed(lambda answer: [hit["fields"].update(shown=[None]) for hit in answer["hits"]["hits"]])
without_hits = _changed(lambda answer: answer["hits"].update(hits=[]))
with_partial_shards = _changed(lambda answer: answer["_shards"].update(failed=1))
timed_out = _changed(lambda answer: answer.update(timed_out=True))
finding_nothing = _changed(lambda answer: answer["hits"].update(total={"value": 0}, hits=[]))
counting_backwards = _changed(lambda answer: answer["hits"].update(total={"value": -1}, hits=[]))


def slow_in_searches(handler: Handler) -> None:
    (well if handler.path.endswith("/_doc/state") else slow)(handler)


SLOW: dict[str, Behaviour] = {
    "frozen": frozen,
    "slow": slow,
    "slow in searches alone": slow_in_searches,
    "dribbling": dribbling,
}
NONSENSE: dict[str, Behaviour] = {
    "connection closed": refusing,
    "half an answer": truncated,
    "503": unavailable,
    "401": refusing_credentials,
    "404 in HTML": not_found,
    "HTML": speaking_html,
    "bytes": speaking_gibberish,
    "{}": empty_object,
    "a list": a_list,
    "null": null,
    "another shape": another_shape,
    "hits without fields": without_fields,
    "fields that are null": with_null_fields,
    "a total without hits": without_hits,
    "some shards failed": with_partial_shards,
    "timed out": timed_out,
    "nothing found": finding_nothing,
    "a total below zero": counting_backwards,
}


def wait_until(condition: Callable[[], object], seconds: float = 10) -> bool:
    """Whether it comes true in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False
