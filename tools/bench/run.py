"""`make bench`: how fast answers are, as ratios to a plain JSON view of the same server in the same run.

    tools/bench/run.py [--sizes 5000,20000,100000] [--engines database,elasticsearch] [--seconds 5] [--rounds 3]
                       [--reuse] [--write]

For each size: a PostgreSQL database of its own (on a throw-away server, or on that of DATABASE_URL, which must let us
create databases; `--reuse` keeps those that are there), `BENCH=1 make serve`, and wrk with 8 connections on the same
machine. Each measure stands between two of the plain view, and the median of some rounds counts, so that a noisy moment
weighs little. Elasticsearch is a throw-away one (tools/with_elasticsearch.py) on the same cores. `--write` puts the
tables into docs/performance.md. Exit 1 when a figure is missed.
"""

import argparse
import json
import os
import random
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import limits
from bench.databases import manage, prepare
from bench.load import requests_per_second
from bench.measures import LIST, MEASURES, PLAIN, SEARCHES, TEXT, WAGTAILS_OWN, Measure
from bench.report import Result, markdown, write
from bench.servers import ROOT, ask_until_warm, bare_command, etag_of, running, worker_megabytes
from with_elasticsearch import elasticsearch
from with_postgresql import free_port, postgresql

# Scripts and servers of the bench find the project and each other.
os.environ["PYTHONPATH"] = f"{ROOT}{os.pathsep}{ROOT / 'tools'}"
PREFIX = "bench"


class Bench:
    """One catalogue on one engine, with its server running."""

    def __init__(self, environment: dict[str, str], result: Result, options: argparse.Namespace) -> None:
        self.environment = environment
        self.result = result
        self.seconds: int = options.seconds
        self.rounds: int = options.rounds
        self.chance = random.Random(2)  # noqa: S311 - the same load each time
        self.places = self.told("places")
        self.address = ""

    def told(self, what: str) -> Any:
        """What `inside.py` tells of the project."""
        return json.loads(manage("tools/bench/inside.py", what, environment=self.environment).splitlines()[-1])

    def run(self) -> None:
        """All that is measured of this engine."""
        with self._serving() as pid:
            if self.result.engine == "database":
                self._measure_all(pid)
            else:
                for measure in SEARCHES:
                    paths = measure.paths(self.chance, self.places)
                    requests_per_second(self.address, paths, seconds=limits.WARM_UP_SECONDS)
                    self._measure(measure)
                self.result.megabytes = worker_megabytes(pid)
        print(f"\n{markdown([self.result])}", flush=True)

    def _measure_all(self, pid: int) -> None:
        self._measure_plain()
        for measure in MEASURES:
            self._measure(measure)
        self.result.megabytes = worker_megabytes(pid)
        self._measure(WAGTAILS_OWN)
        # By their ratios to the plain view, since the machine may have been busier for one than for the other.
        _speed, ratio = self.result.speeds.pop(WAGTAILS_OWN.name)
        self.result.times_wagtail = self.result.speeds[LIST][1] / ratio
        self.result.queries = self.told("queries")
        found = limits.of_postgresql(self.environment["DATABASE_URL"], self.told("holders"), self.seconds)
        self.result.limits["a page of the list by PostgreSQL"] = found

    def _measure_plain(self) -> None:
        port = free_port()
        bare = f"http://127.0.0.1:{port}"
        # In a folder without our gunicorn.conf.py.
        with running(bare_command(port), {}, bare + PLAIN, folder=ROOT / "tools"):
            pairs = [
                [requests_per_second(address, [PLAIN], seconds=self.seconds) for address in (self.address, bare)]
                for _ in range(self.rounds)
            ]
        self.result.plain = median(plain for plain, _ in pairs)
        self.result.plain_of_bare = median(plain / without for plain, without in pairs)

    def _measure(self, measure: Measure) -> None:
        """Answers a second, and the median of its ratios to the plain view measured just before and after."""
        paths = measure.paths(self.chance, self.places)
        etag = etag_of(self.address + paths[0]) if measure.conditional else ""
        speeds, ratios = [], []
        for number in range(self.rounds):
            share = paths[number * len(paths) // self.rounds :] if len(paths) > 1 else paths
            before = requests_per_second(self.address, [PLAIN], seconds=self.seconds)
            speeds.append(requests_per_second(self.address, share, seconds=self.seconds, etag=etag))
            after = requests_per_second(self.address, [PLAIN], seconds=self.seconds)
            ratios.append(2 * speeds[-1] / (before + after))
        self.result.speeds[measure.name] = median(speeds), median(ratios)

    @contextmanager
    def _serving(self) -> Iterator[int]:
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        environment = self.environment | {"PORT": str(port)}
        with running(["make", "serve"], environment, self.address + PLAIN) as pid:
            ask_until_warm(self.address + "/api/v1/aids/?search=covoiturage")
            requests_per_second(self.address, [PLAIN], seconds=self.seconds)
            yield pid


def bench(server: str, size: int, engines: list[str], options: argparse.Namespace) -> list[Result]:
    """One size, on each engine."""
    environment = prepare(server, size, reuse=options.reuse)
    results = [Result(engine, size) for engine in engines]
    for result in results:
        if result.engine == "database":
            Bench(environment, result, options).run()
        else:
            with elasticsearch() as cluster:
                url = f"{cluster.url}/{PREFIX}"
                on_cluster = Bench(environment | {"SEARCH_URL": url}, result, options)
                manage("rebuild_search_index", environment=on_cluster.environment)
                http = url.removesuffix(f"/{PREFIX}").replace("elasticsearch://", "http://")
                for name, bodies in on_cluster.told("bodies").items():
                    short = {LIST: "a page of the list", TEXT: "text and facets"}[name]
                    found = limits.of_elasticsearch(http, f"{PREFIX}-aids", bodies, options.seconds)
                    result.limits[f"{short} by Elasticsearch"] = found
                on_cluster.run()
    return results


def main() -> int:
    """Read the options, bench each size, tell what is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="5000,20000,100000")
    parser.add_argument("--engines", default="database")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--reuse", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    given = os.environ.get("DATABASE_URL", "")
    with ExitStack() as stack:
        server = given if given.startswith("postgres") else stack.enter_context(postgresql())
        results = [
            result
            for size in map(int, options.sizes.split(","))
            for result in bench(server, size, options.engines.split(","), options)
        ]
    if options.write:
        write(results)
    missed = [said for result in results for said in result.missed()]
    print("\n".join(["", *(missed or ["Every figure is reached."])]))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
