"""`make bench`: the ratios of the speed table, against a plain JSON view of the same server in the same run.

    tools/bench/run.py [--sizes 5000,100000] [--seconds 5] [--rounds 3]

For each size: a PostgreSQL database of its own (on a throw-away server, or on that of DATABASE_URL, which must let us
create databases), `BENCH=1 make serve`, and wrk with 8 connections on the same machine. Each measure stands between two
of the plain view, so that a noisy moment weighs on both. Exit 1 when a ratio misses its figure.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.load import requests_per_second
from with_postgresql import free_port, postgresql

ROOT = Path(__file__).resolve().parents[2]
MODES = ["bike", "public_transport", "carpooling", "car_sharing", "car", "electric_two_wheels", "shared_two_wheels"]
WORDS = [
    "vélo électrique",
    "vélo cargo",
    "abonnement bus",
    "covoiturage",
    "permis",
    "scooter",
    "trottinette",
    "étudiant",
]
PLAIN = "/bench/plain/"


@dataclass(frozen=True, slots=True)
class Measure:
    """A line of the table: what is asked, and the least ratio to the plain view by size of the catalogue."""

    name: str
    paths: Callable[[random.Random, dict[str, list[str]]], list[str]]
    least: dict[int, float]
    conditional: bool = False


def api(path: str, **params: str) -> str:
    """An address of the public API."""
    return f"/api/v1/{path}/?{urlencode(params)}"


def filtered(chance: random.Random, places: dict[str, list[str]]) -> list[str]:
    """20,000 different questions: a place and a mode."""
    return [api("aids", territory=chance.choice(places["ids"]), mode=chance.choice(MODES)) for _ in range(20_000)]


def faceted(chance: random.Random, places: dict[str, list[str]]) -> list[str]:
    """20,000 questions in words, with every facet."""
    return [
        api("aids", territory=chance.choice(places["ids"]), search=chance.choice(WORDS), facets="*")
        for _ in range(20_000)
    ]


def suggested(chance: random.Random, places: dict[str, list[str]]) -> list[str]:
    """What a person has typed of a commune's name so far."""
    names = chance.choices(places["names"], k=20_000)
    return [api("territories", search=name[: chance.randint(3, 8)].strip(" -'’")) for name in names]


def pages(chance: random.Random, places: dict[str, list[str]]) -> list[str]:
    """The search page for a place and a mode."""
    return [
        f"/fr/aides/?{urlencode({'territory': chance.choice(places['ids']), 'mode': chance.choice(MODES)})}"
        for _ in range(20_000)
    ]


def same(chance: random.Random, places: dict[str, list[str]]) -> list[str]:
    """One question, again and again."""
    return [api("aids", territory="commune-31555", mode="bike")]


MEASURES = [
    Measure("aids list, territory + mode", filtered, {5_000: 1 / 3, 100_000: 1 / 4}),
    Measure("aids list, text + all facets", faceted, {5_000: 1 / 5, 100_000: 1 / 8}),
    Measure("conditional GET, 304", same, {5_000: 0.8, 100_000: 0.8}, conditional=True),
    Measure("cached body", same, {5_000: 0.8, 100_000: 0.8}),
    Measure("territory suggestions", suggested, {5_000: 1 / 3, 100_000: 1 / 3}),
    Measure("search page in HTML", pages, {5_000: 1 / 10, 100_000: 1 / 12}),
]


@contextmanager
def running(command: list[str], environment: dict[str, str], probe: str) -> Iterator[int]:
    """A server in a process group of its own until the block ends; gives its pid once `probe` answers."""
    log = ROOT / "var" / "bench.log"
    with log.open("ab") as output:
        server = subprocess.Popen(  # noqa: S603 - our own command
            command, env=os.environ | environment, cwd=ROOT, stdout=output, stderr=output, start_new_session=True
        )
    try:
        wait_for(probe, server, log)
        yield server.pid
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the address answers; stop the bench when the server ended or three minutes have gone."""
    for _ in range(180):
        try:
            with urllib.request.urlopen(address, timeout=60):  # noqa: S310 - an address of this machine
                return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(1)
    raise SystemExit(f"{address} does not answer; see {log.relative_to(ROOT)}")


def etag_of(address: str) -> str:
    """The validator of an answer."""
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - an address of this machine
        return str(answer.headers["ETag"])


def worker_megabytes(pid: int) -> float:
    """The largest resident set among the processes that a server started, in MB."""
    listed = subprocess.run(  # noqa: S603 - our own command
        ["ps", "-o", "rss=,args=", "-g", str(pid)],  # noqa: S607 - wherever the machine has it
        capture_output=True,
        text=True,
        check=True,
    )
    sizes = [int(line.split()[0]) for line in listed.stdout.splitlines() if "gunicorn" in line]
    return max(sizes) / 1024


def places_of(environment: dict[str, str]) -> dict[str, list[str]]:
    """Ids and names of all communes, from the loaded database."""
    code = (
        "import json; from territories.models import Territory; "
        "rows = list(Territory.objects.filter(kind='commune').order_by('id').values_list('id', 'name')); "
        "print(json.dumps({'ids': [r[0] for r in rows], 'names': [r[1] for r in rows]}))"
    )
    shown = manage("shell", "--verbosity", "0", "-c", code, environment=environment)
    places: dict[str, list[str]] = json.loads(shown.splitlines()[-1])
    return places


def manage(*arguments: str, environment: dict[str, str]) -> str:
    """Run a management command on the bench's database and return what it said."""
    run = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *(["manage.py", *arguments] if not arguments[0].endswith(".py") else arguments)],
        env=os.environ | environment,
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return run.stdout


def prepare(database: str, size: int) -> dict[str, str]:
    """A database with the reference data and `size` aids; the environment that points to it."""
    name = f"bench_{size}"
    psql = [
        "psql",
        "-q",
        database,
        "-c",
        "SET client_min_messages = warning",
        "-c",
        f"DROP DATABASE IF EXISTS {name}",
        "-c",
        f"CREATE DATABASE {name}",
    ]
    subprocess.run(psql, check=True)  # noqa: S603 - our own command
    environment = {
        "DATABASE_URL": database.rsplit("/", 1)[0] + f"/{name}",
        "DJANGO_SETTINGS_MODULE": "mcm_site.settings.loopback",
        "DEMO": "0",
        "BENCH": "1",
        "LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(ROOT),
    }
    for command in (["migrate", "--verbosity", "0"], ["load_territories"], ["create_site"]):
        manage(*command, environment=environment)
    manage("tools/bench/generate.py", str(size), environment=environment)
    manage(
        "shell",
        "-c",
        "from django.db import connection; connection.cursor().execute('ANALYZE')",
        environment=environment,
    )
    return environment


def ratio(measure: Measure, paths: list[str], address: str, seconds: int, rounds: int) -> tuple[float, float]:
    """Requests per second, and the median of its ratios to the plain view measured just before and after."""
    etag = etag_of(address + paths[0]) if measure.conditional else ""
    speeds, ratios = [], []
    for number in range(rounds):
        share = paths[number * len(paths) // rounds :] if len(paths) > 1 else paths
        before = requests_per_second(address, [PLAIN], seconds=seconds)
        speeds.append(requests_per_second(address, share, seconds=seconds, etag=etag))
        after = requests_per_second(address, [PLAIN], seconds=seconds)
        ratios.append(2 * speeds[-1] / (before + after))
    return median(speeds), median(ratios)


def bench(database: str, size: int, seconds: int, rounds: int) -> bool:
    """Measure one size and print its table; whether every figure is reached."""
    environment, port, bare_port = prepare(database, size), free_port(), free_port()
    address, bare = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{bare_port}"
    chance, places, reached = random.Random(2), places_of(environment), True  # noqa: S311 - the same load each time
    gunicorn = [
        sys.executable,
        "-m",
        "gunicorn",
        "bench.bare:application",
        "--chdir",
        str(ROOT),
        "--pythonpath",
        "tools",
    ]
    with (
        running(["make", "serve"], environment | {"PORT": str(port)}, address + PLAIN) as pid,
        running([*gunicorn, "-b", f"127.0.0.1:{bare_port}", "-w", "2"], {}, bare + PLAIN),
    ):
        requests_per_second(address, [PLAIN], seconds=10)  # until every worker has loaded what it keeps
        plain, without = (requests_per_second(a, [PLAIN], seconds=seconds) for a in (address, bare))
        reached = plain / without >= 0.5
        print(f"\n{size} aids\nplain JSON view: {plain:.0f}/s, {plain / without:.2f} of a bare Django (least 0.50)")
        print("| path | requests/s | ratio | at least |\n| --- | --- | --- | --- |")
        for measure in MEASURES:
            speed, found = ratio(measure, measure.paths(chance, places), address, seconds, rounds)
            least = measure.least.get(size)
            reached &= least is None or found >= least
            print(f"| {measure.name} | {speed:.0f} | {found:.2f} | {least or 0:.2f} |", flush=True)
        print(f"memory of the largest worker: {worker_megabytes(pid):.0f} MB")
    return reached


def main() -> int:
    """Read the options, bench each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="5000,100000")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        results = [bench(given, size, options.seconds, options.rounds) for size in sizes]
    else:
        with postgresql() as database:
            results = [bench(database, size, options.seconds, options.rounds) for size in sizes]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
