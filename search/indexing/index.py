"""What the server is asked while an index lives: made, filled, put in service, counted, dropped.

People search `<prefix>-aids`, an alias. Behind it stands `<prefix>-aids-<form>-<instant>`, which is written through
an alias of its own and only ever through it (`require_alias`): Elasticsearch makes an index of any name that is written
to, and a late write must not bring back one that was dropped.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from search.engines.elasticsearch import mapping
from search.engines.elasticsearch.address import Address
from search.engines.elasticsearch.client import client_at, management
from search.engines.elasticsearch.documents import Indexed
from search.indexing import state
from search.indexing.state import STATE_ID, State

# Writing has time: nobody waits for it. A node that is gone is given up for another one.
REQUEST_SECONDS = 10.0
RETRIES = 2
PAGE = 1_000
# How long a new index may take until each node that should has a copy.
COPIES_SECONDS = 8
# A document that was written later than what we bring: right as it is.
ALREADY_NEWER = 409


class WriteError(Exception):
    """Documents that the server did not take."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as it is in the index."""

    version: int
    source: Mapping[str, Any]


class SearchIndex:
    """The indexes of one site on a server that others may use too."""

    def __init__(self, address: Address) -> None:
        self.client = management(address, seconds=REQUEST_SECONDS).options(max_retries=RETRIES)
        self.address = address
        self.alias = address.alias
        self._reader = client_at(address)

    def new_name(self) -> str:
        """A name that no index had: the form and the instant, in milliseconds."""
        return f"{self.alias}-{mapping.FORM}-{time.time_ns() // 1_000_000}"

    def state(self) -> State:
        """Where the index in service stands; `UnusableError` when there is none."""
        return state.read(self._reader, self.alias)

    def write_state(self, name: str, applied: int) -> None:
        """After a refresh: all up to this version is found. What says more already stays."""
        self._bulk(name, [_indexed(STATE_ID, applied, {"state": {"applied": applied}})])

    def create(self, name: str) -> None:
        """An empty index with its private alias. Whoever writes refreshes: what is found is known exactly."""
        settings = {**mapping.SETTINGS["index"], "refresh_interval": "-1"}
        self.client.indices.create(index=name, aliases={writing(name): {}}, mappings=mapping.MAPPING, settings=settings)

    def write(self, name: str, documents: Iterable[Indexed]) -> None:
        """Put documents, or what remains of withdrawn ones, in the place of older ones, never of newer ones."""
        self._bulk(name, [_indexed(str(one.aid_id), one.version, one.source) for one in documents])

    def delete(self, name: str, versions: Mapping[int, int]) -> None:
        """Take out documents of aids that the database doesn't know, by their versions."""
        self._bulk(name, [_line("delete", str(aid_id), version) for aid_id, version in versions.items()])

    def refresh(self, name: str) -> None:
        """What was written can be found from now on, in each copy of the index that people may be answered from."""
        copies = self.client.indices.refresh(index=name)["_shards"]
        if copies["failed"]:
            raise WriteError(f"not refreshed: {copies}"[:300])

    def compact(self, name: str) -> None:
        """One segment instead of many, which counts in two thirds of the time; begun here, done while life goes on."""
        self.client.indices.forcemerge(index=name, max_num_segments=1, wait_for_completion=False)

    def wait_for_copies(self, name: str) -> None:
        """Until other nodes have it too, for a while: a cluster that is missing one must not wait for it."""
        self.client.options(ignore_status=408).cluster.health(
            index=name, wait_for_status="green", timeout=f"{COPIES_SECONDS}s"
        )

    def swap(self, name: str) -> None:
        """People search this index from now on, and the one before is gone: one change, whole or not at all.

        It may be said again: what was done though nobody heard so, since a node went away, is found done.
        """
        before = [old for old in self.in_service() if old != name]
        # A name that isn't an alias: someone's hand, or a write without require_alias. Taking its place removes it.
        actions: list[dict[str, Any]] = [{"remove_index": {"index": old}} for old in before]
        actions.append({"add": {"index": name, "alias": self.alias}})
        self.client.options(max_retries=0).indices.update_aliases(actions=actions)

    def drop(self, name: str) -> None:
        """Delete an index, if it is there."""
        self.client.indices.delete(index=name, ignore_unavailable=True)

    def in_service(self) -> list[str]:
        """The index behind the alias: one, or none."""
        return list(self.client.indices.get(index=self.alias, ignore_unavailable=True))

    def unused(self) -> dict[str, float]:
        """Our indexes that nobody searches, with their age in seconds."""
        listed = self.client.indices.get_alias(index=f"{self.alias}-*", ignore_unavailable=True)
        now = time.time()
        return {
            name: now - ours.made_at
            for name, known in listed.items()
            if (ours := state.parse(name, self.alias)) and self.alias not in known["aliases"]
        }

    def totals(self, name: str) -> tuple[int, int]:
        """How many aids are in it, and the sum of their versions."""
        asked = {
            "size": 0,
            "track_total_hits": True,
            "query": {"exists": {"field": "locale"}},
            "aggs": {"versions": {"sum": {"field": "version"}}},
        }
        found = self._reader.post(f"/{name}/_search?allow_partial_search_results=false", orjson.dumps(asked))
        return int(found["hits"]["total"]["value"]), int(found["aggregations"]["versions"]["value"])

    def everything(self, name: str) -> Iterator[tuple[int, Stored]]:
        """Every document, by aid, as at one instant."""
        instant = self.client.open_point_in_time(index=name, keep_alive="2m")["id"]
        try:
            after: list[Any] | None = None
            while True:
                hits = self.client.search(
                    size=PAGE,
                    query={"exists": {"field": "aid_id"}},
                    pit={"id": instant, "keep_alive": "2m"},
                    sort=[{"aid_id": "asc"}],
                    search_after=after,
                    version=True,
                    track_total_hits=False,
                )["hits"]["hits"]
                if not hits:
                    return
                for hit in hits:
                    yield int(hit["_id"]), Stored(hit["_version"], hit["_source"])
                after = hits[-1]["sort"]
        finally:
            self.client.close_point_in_time(id=instant)

    def close(self) -> None:
        """Let go of the connections."""
        self.client.close()

    def _bulk(self, name: str, lines: list[Any]) -> None:
        if not lines:
            return
        items = self.client.bulk(index=writing(name), operations=lines, require_alias=True)["items"]
        results = [result for item in items for result in item.values()]
        refused = [one for one in results if one["status"] >= 300 and one["status"] not in (ALREADY_NEWER, 404)]
        # Deleting what isn't there is 404 with a result; writing to a dropped index is 404 with an error.
        refused += [one for one in results if one["status"] == 404 and "error" in one]
        if refused:
            raise WriteError(f"{len(refused)} of {len(results)}: {refused[0].get('error')!r}"[:300])


def writing(name: str) -> str:
    """The alias through which an index is written."""
    return f"{name}-write"


def _line(operation: str, document_id: str, version: int) -> bytes:
    return orjson.dumps({operation: {"_id": document_id, "version": version, "version_type": "external_gte"}})


def _indexed(document_id: str, version: int, source: Mapping[str, Any]) -> bytes:
    return _line("index", document_id, version) + b"\n" + orjson.dumps(source)
