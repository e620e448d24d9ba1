"""How the cluster is spoken to: the transport beneath the official client for searches, the client itself for the rest.

A search is one POST of bytes that are ready: .39 ms of this process, .57 by the official client's call. Both leave a
node that fails alone for a while and ask another one.
"""

from base64 import b64encode
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from elastic_transport import NodeConfig, OrjsonSerializer, Transport, TransportError

from search.engines.deadline import Deadline
from search.engines.elasticsearch.address import Address
from search.engines.interface import EngineDownError

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

# A search takes milliseconds: who waits a second waits for a node that is ill, and another one may not be.
SEARCH_SECONDS = 1.0
# In all, so that there is time to give a node up for another one.
PATIENCE = 1.5
# Filling an index may take a node's breath away.
MANAGEMENT_SECONDS = 30.0
JSON = "application/json"
# What the transport raises when what answers speaks something else than it should.
NONSENSE = (ValueError, LookupError, RuntimeError)


class Client:
    """Short requests to one cluster: what isn't an answer is an `EngineDownError`, none in time a `TooSlowError`."""

    def __init__(self, address: Address, *, seconds: float = SEARCH_SECONDS) -> None:
        self.address = address
        self._deadline = Deadline(seconds * PATIENCE)
        self._transport = Transport(
            _nodes(address, seconds),
            serializers={JSON: OrjsonSerializer()},
            # Once more, also when a connection that was kept had been closed meanwhile.
            max_retries=1,
            # With one node alone, twice as long would not be wiser.
            retry_on_timeout=len(address.hosts) > 1,
            meta_header=False,
        )

    def request(self, method: str, target: str, body: bytes | None = None) -> tuple[int, Any]:
        """The status of the answer and its JSON."""
        try:
            ask = partial(self._transport.perform_request, method, target, body=body, headers=_HEADERS)
            meta, answer = self._deadline.call(ask)
        except (TransportError, *NONSENSE) as error:
            raise EngineDownError(f"{method} {target.partition('?')[0]}: {type(error).__name__} {error}") from error
        return meta.status, answer

    def post(self, target: str, body: bytes) -> Any:
        """The JSON that answers, with the status 200."""
        status, answer = self.request("POST", target, body)
        if status != 200:
            raise EngineDownError(f"POST {target.partition('?')[0]}: {status} {str(answer)[:500]}", status)
        return answer

    def close(self) -> None:
        """Let go of the connections."""
        self._transport.close()


_HEADERS = {"content-type": JSON, "accept": JSON}


@cache
def client_at(address: Address) -> Client:
    """This process's client of a cluster."""
    return Client(address)


def management(address: Address, *, seconds: float = MANAGEMENT_SECONDS) -> "Elasticsearch":
    """The official client, for who makes, fills and removes indexes; imported only by them."""
    from elasticsearch import Elasticsearch

    return Elasticsearch(_nodes(address, seconds), max_retries=1, retry_on_timeout=True)


def _nodes(address: Address, seconds: float) -> list[NodeConfig]:
    return [
        NodeConfig(
            "https" if address.is_encrypted else "http",
            host,
            port,
            headers=_authorization(address),
            request_timeout=seconds,
            ca_certs=address.ca_certs or None,
        )
        for host, port in address.hosts
    ]


def _authorization(address: Address) -> dict[str, str]:
    if address.api_key:
        return {"authorization": f"ApiKey {address.api_key}"}
    if address.user:
        return {"authorization": f"Basic {b64encode(f'{address.user}:{address.password}'.encode()).decode()}"}
    return {}
