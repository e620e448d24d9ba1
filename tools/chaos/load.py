"""People who search without a pause, and what became of each of their questions."""

import http.client
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

# Before a request counts as failed: nobody waits as long.
PATIENCE_SECONDS = 30.0
LONG_SECONDS = 2.0
MODES = ("bike", "public_transport", "carpooling", "car")
WORDS = ("vélo électrique", "abonnement bus", "covoiturage", "permis", "scooter", "trottinette", "prime velo cargo")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question: when it was asked, how long it took, and what came back. No status: nothing came back."""

    at: float
    seconds: float
    status: int
    total: int
    engine: str


@dataclass
class Tally:
    """What happened during a part of the play."""

    outcomes: Sequence[Outcome]
    engines: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.engines.update(outcome.engine for outcome in self.outcomes if outcome.engine)

    @property
    def failed(self) -> int:
        """No answer, or one that isn't 200 below 500."""
        return sum(outcome.status != 200 and outcome.status < 500 for outcome in self.outcomes)

    @property
    def errors(self) -> int:
        """5xx."""
        return sum(outcome.status >= 500 for outcome in self.outcomes)

    @property
    def empty(self) -> int:
        """Nothing found, though there is something to find."""
        return sum(outcome.status == 200 and not outcome.total for outcome in self.outcomes)

    @property
    def soon(self) -> float:
        """The share of answers within two seconds."""
        return sum(outcome.seconds < LONG_SECONDS for outcome in self.outcomes) / max(len(self.outcomes), 1)

    @property
    def longest(self) -> float:
        """The longest wait, in seconds."""
        return max((outcome.seconds for outcome in self.outcomes), default=0)


def questions(number: int, communes: Sequence[str], *, seed: int = 1) -> list[str]:
    """Addresses of the API and of the page, with places, modes, words and facets."""
    chance = random.Random(seed)  # noqa: S311 - the same questions each time, not a secret
    asked = []
    for _ in range(number):
        place = {"territory": f"commune-{chance.choice(communes)}"}
        asked += [
            f"/api/v1/aids/?{urlencode({**place, 'mode': chance.choice(MODES)})}",
            f"/api/v1/aids/?{urlencode({**place, 'search': chance.choice(WORDS), 'facets': '*'})}",
            f"/api/v1/aids/?{urlencode({'search': chance.choice(WORDS)})}",
            f"/fr/aides/?{urlencode({**place, 'search': chance.choice(WORDS)})}",
        ]
    return asked


class Load:
    """Some people at once, each on a connection of their own, until told to stop."""

    def __init__(self, port: int, asked: Sequence[str], *, people: int) -> None:
        self.port = port
        self.asked = asked
        self.outcomes: list[Outcome] = []
        self._over = threading.Event()
        self._people = [threading.Thread(target=self._search, args=[seed], daemon=True) for seed in range(people)]

    def start(self) -> None:
        """Begin."""
        for person in self._people:
            person.start()

    def stop(self) -> None:
        """Let the last questions be answered."""
        self._over.set()
        for person in self._people:
            person.join(PATIENCE_SECONDS + 5)

    def between(self, start: float, end: float) -> Tally:
        """Of the questions asked in that time, those that were answered or given up."""
        return Tally([outcome for outcome in list(self.outcomes) if start <= outcome.at < end])

    def _search(self, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - no secret
        while not self._over.is_set():
            self.outcomes.append(ask(self.port, chance.choice(self.asked), chance))


_connections = threading.local()


def ask(port: int, path: str, chance: random.Random) -> Outcome:
    """One question, in one of many forms, so that no cache answers them all."""
    path = f"{path}&limit={chance.randrange(10, 100)}" if path.startswith("/api/") else path
    started = time.monotonic()
    try:
        status, body = _get(port, path)
    except (OSError, http.client.HTTPException):
        _connections.open = None
        return Outcome(started, time.monotonic() - started, 0, 0, "")
    seconds = time.monotonic() - started
    if status != 200:
        return Outcome(started, seconds, status, 0, "")
    if path.startswith("/api/"):
        meta = json.loads(body)["meta"]
        return Outcome(started, seconds, status, meta["total_count"], meta["engine"])
    return Outcome(started, seconds, status, body.count(b'class="result '), "")


def _get(port: int, path: str) -> tuple[int, bytes]:
    connection = getattr(_connections, "open", None)
    if connection is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
        _connections.open = connection
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read()
