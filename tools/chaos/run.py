"""`make chaos`: people search the running site while its search engine fails in every way that we know of.

    tools/chaos/run.py [--aids 20000] [--nodes 1] [--seconds 15] [--people 8] [--only silent,rebuilt] [--prepared]

A real Elasticsearch of one or several nodes behind proxies that can make it ill, gunicorn with two workers, the worker,
and people who search without a pause; the database is that of DATABASE_URL, or a throw-away PostgreSQL. After each part
a line of the table; exit 1 if a request failed, found nothing, got a 5xx, if fewer than 95 of 100 took under two
seconds, or if the index wasn't equal to the database, without a leftover, within a minute.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from chaos.load import Load, ask, questions
from chaos.proxy import Proxy
from chaos.stage import PREFIX, Site, environment_of, prepare, running, wait
from with_elasticsearch import Cluster, elasticsearch, free_ports
from with_postgresql import postgresql

ILL = (
    *("refusing", "unavailable", "silent", "slow", "html", "empty-object", "another-shape", "truncated"),
    *("finding-nothing", "failed-shards"),
)
EQUAL_WITHIN_SECONDS = 60.0
# By the database's engine. By way of the index it takes the worker's second and the refresh on top.
FOUND_WITHIN_SECONDS, FOUND_IN_INDEX_WITHIN_SECONDS = 2.0, 5.0
LEAST_SOON = 0.95
KILLED_AT = (0.0, 0.5, 0.9)
HEAD = "| part | requests | failed | empty | 5xx | under 2 s | longest | by the database | afterwards |"


@dataclass
class Play:
    """The stage: the site, its search server, the people."""

    site: Site
    cluster: Cluster
    proxies: list[Proxy]
    load: Load
    seconds: float
    folder: Path
    is_right: bool = True
    published: int = 0

    def behave(self, behaviour: str) -> None:
        """All nodes at once."""
        for proxy in self.proxies:
            proxy.behave(behaviour)

    def act(self, name: str, what: Callable[["Play"], str]) -> None:
        """Play one part and tell how it went."""
        started = time.monotonic()
        said = what(self)
        tally = self.load.between(started, time.monotonic())
        is_right = not (tally.failed or tally.empty or tally.errors) and tally.soon >= LEAST_SOON and "!" not in said
        self.is_right &= is_right and bool(tally.outcomes)
        share = tally.engines["database"] / max(tally.engines.total(), 1)
        print(
            f"| {name} | {len(tally.outcomes)} | {tally.failed} | {tally.empty} | {tally.errors} | {tally.soon:.1%} "
            f"| {tally.longest:.2f} s | {share:.0%} | {said} |",
            flush=True,
        )

    def publish(self, within: float = FOUND_IN_INDEX_WITHIN_SECONDS) -> str:
        """Publish an aid and tell how soon the site finds it."""
        self.published += 1
        title = f"Chaotique{self.published}"
        code = self.site.publish(title, self.folder)
        found = wait(lambda: self.site.finds(title), 20, every=0.1)
        is_right = code == 0 and found is not None and found <= within
        return f"import exit {code}, found after {found or 99:.1f} s{'' if is_right else ' !'}"

    def heal(self) -> str:
        """Wait until the engine answers again, and the index is right: when the comparison that says so was begun."""
        started = time.monotonic()
        port = next(node.http_port for node in self.cluster.nodes if node.process.poll() is None)
        back = wait(lambda: self.site.engine() == "elasticsearch", EQUAL_WITHIN_SECONDS)
        equal = None
        while equal is None and time.monotonic() - started < EQUAL_WITHIN_SECONDS:
            begun = time.monotonic() - started
            equal = begun if all(self.site.indexes(port).values()) and self.site.is_index_equal() else None
        indexes = self.site.indexes(port)
        is_right = back is not None and equal is not None and [*indexes.values()] == [True]
        return (
            f"back after {back or 99:.0f} s, equal after {equal or 99:.0f} s, {len(indexes)} index"
            f"{'' if is_right else ' !'}"
        )

    def wait_for_another(self, known: set[str]) -> float | None:
        """Until a rebuild has made its index."""
        return wait(lambda: set(self.site.indexes()) - known, 60, every=0.05)

    def wait_for_leftovers_to_go(self) -> float | None:
        """Until the worker has deleted what a killed rebuild left."""
        return wait(lambda: all(self.site.indexes().values()), 60)


def calm(play: Play) -> str:
    """Nothing happens but searches and a publication."""
    time.sleep(play.seconds)
    return play.publish()


def ill(behaviour: str) -> Callable[[Play], str]:
    """The server behaves so for a while; an aid is published meanwhile."""

    def part(play: Play) -> str:
        play.behave(behaviour)
        time.sleep(1)
        published = play.publish(FOUND_WITHIN_SECONDS)
        time.sleep(play.seconds)
        play.behave("well")
        return f"{published}; {play.heal()}"

    return part


def frozen(play: Play) -> str:
    """The processes themselves stop, and go on."""
    for node in play.cluster.nodes:
        os.kill(node.process.pid, signal.SIGSTOP)
    try:
        time.sleep(1)
        published = play.publish(FOUND_WITHIN_SECONDS)
        time.sleep(play.seconds)
    finally:
        for node in play.cluster.nodes:
            os.kill(node.process.pid, signal.SIGCONT)
    return f"{published}; {play.heal()}"


def rebuilt(play: Play) -> str:
    """A whole rebuild, with publications."""
    started = time.monotonic()
    rebuild = play.site.start("rebuild_search_index")
    published = play.publish()
    code = rebuild.wait(600)
    return f"exit {code}{' !' * bool(code)} after {time.monotonic() - started:.0f} s; {published}; {play.heal()}"


def killed(play: Play) -> str:
    """Three rebuilds killed: just begun, half-way, nearly done; an aid is published between them."""
    aids = play.site.get("/api/v1/aids/?status=all&limit=1")["meta"]["total_count"]
    said = []
    for share in KILLED_AT:
        before = set(play.site.indexes())
        rebuild = play.site.start("rebuild_search_index")
        play.wait_for_another(before)
        wait(lambda: play.site.written(before) >= share * aids, 300, every=0.05)  # noqa: B023 - called here
        rebuild.kill()
        said.append(f"{share:.0%}" if rebuild.wait() == -signal.SIGKILL else "too late !")
        # A lease that nobody renews any more keeps the next rebuild waiting.
        play.wait_for_leftovers_to_go()
    return f"killed at {', '.join(said)}; {play.publish()}; {play.heal()}"


def deleted(play: Play) -> str:
    """Somebody deletes the index."""
    play.site.delete_index()
    return f"{play.publish()}; {play.heal()}"


def node_killed(play: Play) -> str:
    """The first node of the cluster, which has the most to do, dies for good."""
    play.cluster.nodes[0].process.kill()
    published = play.publish()
    time.sleep(play.seconds)
    return f"{published}; {play.heal()}"


def node_frozen(play: Play) -> str:
    """One node of the cluster stops, and goes on."""
    os.kill(play.cluster.nodes[1].process.pid, signal.SIGSTOP)
    try:
        published = play.publish()
        time.sleep(play.seconds)
    finally:
        os.kill(play.cluster.nodes[1].process.pid, signal.SIGCONT)
    return f"{published}; {play.heal()}"


def parts(nodes: int) -> dict[str, Callable[[Play], str]]:
    """What is played, in order."""
    played: dict[str, Callable[[Play], str]] = {"calm": calm}
    played |= {behaviour: ill(behaviour) for behaviour in ILL}
    played |= {"frozen": frozen, "rebuilt": rebuilt, "rebuilds-killed": killed, "deleted": deleted}
    if nodes > 1:
        played |= {"node-frozen": node_frozen, "node-killed": node_killed, "rebuilt-without-it": rebuilt}
    return played


def play(options: argparse.Namespace, database: str) -> bool:
    """Set the stage, play, and tell whether all went well."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mcm-chaos-")))
        cluster = stack.enter_context(elasticsearch(options.nodes))
        proxies = [Proxy(node.http_port) for node in cluster.nodes]
        hosts = ",".join(f"127.0.0.1:{proxy.port}" for proxy in proxies)
        port = free_ports(1)[0]
        environment = environment_of(database, f"elasticsearch://{hosts}/{PREFIX}", port)
        started = time.monotonic()
        if not options.prepared:
            prepare(environment, options.aids)
        print(
            f"{options.aids} aids, {options.nodes} node(s); ready after {time.monotonic() - started:.0f} s", flush=True
        )
        log = Path("var") / "chaos.log"
        site = stack.enter_context(running(Site(environment, port, cluster.nodes[0].http_port, log)))
        first = wait(lambda: site.engine() == "elasticsearch", 300)
        print(f"the worker made the index: {first or 0:.0f} s after the first answer", flush=True)
        communes = [place["id"].partition("-")[2] for place in site.get("/api/v1/territories/?search=saint")["items"]]
        asked = [path for path in questions(100, [c for c in communes if c.isdigit()]) if _has_answer(port, path)]
        load = Load(port, asked, people=options.people)
        stage = Play(site, cluster, proxies, load, options.seconds, folder)
        load.start()
        print(f"{HEAD}\n|{' --- |' * HEAD.count(' |')}")
        for name, part in parts(options.nodes).items():
            if not options.only or name in options.only.split(","):
                stage.act(name, part)
        load.stop()
        return stage.is_right


def _has_answer(port: int, path: str) -> bool:
    """Only questions that something answers: an empty answer to them is a wrong one."""
    return ask(port, path, Random(1)).total > 0  # noqa: S311 - no secret


def main() -> int:
    """Read the options, find a database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--aids", type=int, default=20_000)
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--people", type=int, default=8)
    parser.add_argument("--only", default="")
    parser.add_argument("--prepared", action="store_true", help="the database has its aids since an earlier play")
    options = parser.parse_args()
    if unknown := {*filter(None, options.only.split(","))}.difference(parts(options.nodes)):
        parser.error(f"no part is called {', '.join(unknown)}; there are {', '.join(parts(options.nodes))}")
    if given := os.environ.get("DATABASE_URL"):
        return 0 if play(options, given) else 1
    with postgresql() as database:
        return 0 if play(options, database) else 1


if __name__ == "__main__":
    sys.exit(main())
