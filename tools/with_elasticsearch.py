"""Runs a command beside a throw-away Elasticsearch on loopback, given to it in ELASTICSEARCH_TEST_URL.

    with_elasticsearch.py [--nodes 3] make test-elasticsearch

The data live in a temporary folder and go with the command. See tools/elasticsearch/start for what the machine needs.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

START = Path(__file__).parent / "elasticsearch" / "start"
# The first start also fetches the node's libraries.
INSTALL_SECONDS, START_SECONDS = 600, 120
SETTINGS = ("transport.host=127.0.0.1", "indices.recovery.max_bytes_per_sec=-1", "logger.level=ERROR")


class NotStartedError(Exception):
    """The node doesn't answer; what it said is in the message."""


@dataclass(frozen=True, slots=True)
class Node:
    """One process of the cluster, for who wants to freeze or kill it."""

    process: subprocess.Popen[bytes]
    http_port: int
    log: Path


@dataclass(frozen=True, slots=True)
class Cluster:
    """What was started."""

    nodes: Sequence[Node]

    @property
    def url(self) -> str:
        """As SEARCH_URL wants it, without a prefix."""
        return "elasticsearch://" + ",".join(f"127.0.0.1:{node.http_port}" for node in self.nodes)


def free_ports(number: int) -> list[int]:
    """Ports that nobody uses at this moment."""
    with ExitStack() as probes:
        sockets = [probes.enter_context(socket.socket()) for _ in range(number)]
        for probe in sockets:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in sockets]


@contextmanager
def elasticsearch(nodes: int = 1) -> Iterator[Cluster]:
    """A running cluster of so many nodes, for as long as the block lasts."""
    subprocess.run([START, "--install"], check=True, timeout=INSTALL_SECONDS)  # noqa: S603 - our own
    folder = Path(tempfile.mkdtemp(prefix="mcm-elasticsearch-"))
    started: list[Node] = []
    try:
        ports = free_ports(2 * nodes)
        transports, https = ports[:nodes], ports[nodes:]
        for number, (transport, http) in enumerate(zip(transports, https, strict=True)):
            started.append(_start(folder / f"node-{number}", number, http, transport, transports))
        for node in started:
            _wait_for(node, len(started))
        yield Cluster(started)
    finally:
        for node in started:
            node.process.kill()
            node.process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path, number: int, http: int, transport: int, transports: Sequence[int]) -> Node:
    settings = [
        f"path.data={folder}",
        f"path.logs={folder}",
        f"node.name=node-{number}",
        f"http.port={http}",
        f"transport.port={transport}",
        *SETTINGS,
    ]
    if len(transports) > 1:
        settings += [
            "discovery.type=multi-node",
            "discovery.seed_hosts=" + ",".join(f"127.0.0.1:{port}" for port in transports),
            "cluster.initial_master_nodes=" + ",".join(f"node-{each}" for each in range(len(transports))),
        ]
    folder.mkdir()
    log = folder / "output"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own
            [START, "--with-parent", *settings], stdin=subprocess.PIPE, stdout=output, stderr=output
        )
    return Node(process, http, log)


def _wait_for(node: Node, nodes: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and node.process.poll() is None:
        try:
            health = f"http://127.0.0.1:{node.http_port}/_cluster/health?wait_for_nodes={nodes}&timeout=1s"
            with urllib.request.urlopen(health, timeout=5) as answer:
                if not json.load(answer)["timed_out"]:
                    return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
    raise NotStartedError(f"Elasticsearch did not start:\n{node.log.read_text()[-4000:]}")


def _interrupt(signum: int, frame: object) -> None:
    """SIGTERM stops as Ctrl-C does."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Run a command beside a throw-away Elasticsearch.")
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, _interrupt)
    with elasticsearch(arguments.nodes) as cluster:
        environment = os.environ | {"ELASTICSEARCH_TEST_URL": cluster.url}
        sys.exit(subprocess.run(arguments.command, env=environment, check=False).returncode)  # noqa: S603 - the caller's own
