"""The site under load: its database, its server and worker, and what its index is like."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "chaos"
START_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Site:
    """A running `serve.py serve`, and its search server asked directly."""

    environment: dict[str, str]
    port: int
    elasticsearch_port: int
    log: Path

    def command(self, *arguments: str) -> list[str]:
        """`manage.py …`"""
        return [sys.executable, "manage.py", *arguments]

    def manage(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a command beside the server, to its end."""
        return subprocess.run(  # noqa: S603 - our own
            self.command(*arguments), cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """Start a command, to be killed."""
        with self.log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - our own
                self.command(*arguments), cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )

    def get(self, path: str) -> Any:
        """An answer of the API."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            return json.load(answer)

    def engine(self) -> str:
        """Which engine answers now."""
        return str(self.get(f"/api/v1/aids/?search=velo&limit={time.time_ns() % 90 + 1}")["meta"]["engine"])

    def finds(self, title: str) -> bool:
        """Whether an aid of that title is found first."""
        found = self.get(f"/api/v1/aids/?search={title}&interpret=false")["items"]
        return bool(found) and found[0]["title"] == title

    def publish(self, title: str, folder: Path) -> int:
        """Import an aid of that title, published; the exit code."""
        aid = {
            "external_id": title,
            "title": title,
            "funder": {"name": "Chaos", "type": "national"},
            "kind": "national",
            "include": ["pays-FR"],
            "modes": ["bike"],
        }
        file = folder / f"{title}.jsonl"
        file.write_text(json.dumps(aid), encoding="utf-8")
        return self.manage("import_aids", str(file), "--source", "chaos").returncode

    def is_index_equal(self) -> bool:
        """Whether the index is what the database says, document by document."""
        return self.manage("check_search_index").returncode == 0

    def indexes(self, port: int | None = None) -> dict[str, bool]:
        """The site's indexes, and whether they are in service."""
        address = f"http://127.0.0.1:{port or self.elasticsearch_port}/{PREFIX}-aids-*/_alias"
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return {name: f"{PREFIX}-aids" in one["aliases"] for name, one in json.load(answer).items()}
        except urllib.error.HTTPError:
            return {}

    def written(self, known: set[str]) -> int:
        """How many documents an index has been given that isn't one of the known ones."""
        address = f"http://127.0.0.1:{self.elasticsearch_port}/{PREFIX}-aids-*/_stats/indexing"
        with urllib.request.urlopen(address, timeout=10) as answer:
            found = json.load(answer)["indices"]
        return sum(one["primaries"]["indexing"]["index_total"] for name, one in found.items() if name not in known)

    def delete_index(self) -> None:
        """As a slip of the hand would."""
        for name, in_service in self.indexes().items():
            if in_service:
                request = urllib.request.Request(f"http://127.0.0.1:{self.elasticsearch_port}/{name}", method="DELETE")
                urllib.request.urlopen(request, timeout=10).close()  # noqa: S310 - loopback


def prepare(environment: dict[str, str], aids: int) -> None:
    """A database with so many aids."""
    steps = (["manage.py", "migrate", "--verbosity", "0"], ["manage.py", "load_territories"])
    for step in (
        *steps,
        ["manage.py", "create_site"],
        ["manage.py", "collectstatic", "--no-input", "--verbosity", "0"],
        ["tools/bench/generate.py", str(aids)],
    ):
        subprocess.run([sys.executable, *step], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own


@contextmanager
def running(site: Site) -> Iterator[Site]:
    """The server and its worker, until the block ends."""
    with site.log.open("ab") as log:
        server = subprocess.Popen(
            [sys.executable, "tools/serve.py", "serve"], cwd=ROOT, env=site.environment, stdout=log, stderr=log
        )
    try:
        if not wait(lambda: answers(site), START_SECONDS):
            raise SystemExit(f"the site did not start: see {site.log}")
        yield site
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


def answers(site: Site) -> bool:
    """Whether the server is there."""
    try:
        return bool(site.engine())
    except (OSError, http.client.HTTPException):
        return False


def wait(condition: Callable[[], object], seconds: float, *, every: float = 0.3) -> float | None:
    """After how many seconds it came true; `None` if it did not."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        if condition():
            return max(time.monotonic() - started, 0.001)
        time.sleep(every)
    return None


def environment_of(database: str, search: str, port: int) -> dict[str, str]:
    """What all processes of the site are given."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "mcm_site.settings.loopback",
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": database,
        "SEARCH_URL": search,
        "PORT": str(port),
        "WEB_CONCURRENCY": "2",
        "SECRET_KEY": "for-a-play-on-loopback-that-nobody-else-can-see-or-reach-0123456789",
    }
