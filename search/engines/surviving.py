"""An engine that may go away, and the database's that answers for it meanwhile: no search outage is one of the site.

The database engine is always warm and finds the same aids in the same order, so to use it costs a person nothing. Hence
the rules: whatever goes wrong, the same request is answered by the database; after the first failure nobody is made to
wait for another one; a thread beside the requests watches every second, tries a question of its own, and only then are
people's questions put to the engine again. One that fails people again and again is tried less and less often.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connections
from django.utils import timezone

from api import paris
from search.engines.database import known_tokens
from search.engines.deadline import TooSlowError
from search.engines.interface import Answer, Engine, Question
from search.query import FACETS

logger = logging.getLogger(__name__)

WATCH_EVERY_SECONDS = 1.0
# After a question failed, until the engine is tried again: doubled each time, forgotten after a calm minute.
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, CALM_SECONDS = 1.0, 15.0, 60.0
# What a server says of one question, not of itself: nobody may switch an engine off by asking it something odd.
REFUSED = (400, 413)
# What it says of who asks: a wrong password, or rights that are missing.
FORBIDDEN = (401, 403)


class UnusableError(Exception):
    """The engine is there but must not answer. `reason` is one word for the admin: "missing", "behind", "empty"…"""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason} {detail}".strip())
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the engine answers people, since when and why, as this process knows it."""

    is_up: bool
    since: datetime
    reason: str = ""
    detail: str = ""
    # The catalogue's version that the engine's answers are at least of.
    version: int = 0


class SurvivingEngine:
    """Puts questions to an engine while it is well, else to the database's.

    `check` tells the version that the engine has, or raises what keeps it from answering.
    """

    def __init__(self, main: Engine, fallback: Engine, check: Callable[[], int]) -> None:
        self.main = main
        self.fallback = fallback
        self._check = check
        self._health = Health(is_up=False, since=timezone.now(), reason="starting")
        self._lock = threading.Lock()
        self._watching = False
        self._stopped = threading.Event()
        self._pause = 0.0
        self._failed_at = self._not_before = float("-inf")

    @property
    def name(self) -> str:
        """The engine that would answer now."""
        return self.main.name if self.health.is_up else self.fallback.name

    @property
    def health(self) -> Health:
        """As known now. Who asks first starts the watch, and waits for its first look; others meanwhile don't."""
        if not self._watching:
            with self._lock:
                is_first, self._watching = not self._watching, True
            if is_first:
                self.look()
                threading.Thread(target=self._watch, name="search-engine-watch", daemon=True).start()
        return self._health

    def watch_no_more(self) -> None:
        """From now on whoever wants to know calls `look` (tests)."""
        self._watching = True
        self._stopped.set()

    def answer(self, question: Question) -> Answer:
        """The engine's answer if it is well, else the database's."""
        health = self.health
        if health.is_up:
            try:
                answer = self.main.answer(question)
            except Exception as error:  # nothing that an engine does may reach a person
                if getattr(error, "status_code", None) in REFUSED:
                    logger.exception("The search engine refused a question; the database answers it")
                else:
                    self._fail(error)
            else:
                if answer.total or not (other := self.fallback.answer(question)).total:
                    return replace(answer, version=health.version, engine=self.main.name)
                # An empty answer is rare and the check cheap. An index a moment behind needs no more than that; one
                # that has lost documents is found and healed by the worker.
                logger.info("The search engine found nothing where the database did: the database answers")
                return replace(other, engine=self.fallback.name, is_fallback=True)
        return replace(self.fallback.answer(question), engine=self.fallback.name, is_fallback=True)

    def look(self) -> None:
        """Learn how the engine is, from the watch's thread."""
        looked_at = time.monotonic()
        try:
            version = self._check()
            if not self._health.is_up:
                self._try_out()
        except DatabaseError:
            # Ours, not the engine's: nothing was learnt.
            logger.warning("The search engine could not be checked: the database does not answer")
        except Exception as error:  # noqa: BLE001 - whatever it is, the engine isn't well
            self._set_down(error)
        else:
            self._set_up(version, looked_at)

    def _watch(self) -> None:
        while not self._stopped.wait(WATCH_EVERY_SECONDS):
            try:
                self.look()
                # Taken up to date here, the fallback has nothing left to do when its moment comes.
                known_tokens()
            except Exception:  # the watch must not end
                logger.exception("The watch over the search engine goes on after an error")
            finally:
                # A thread's connections are its own, and no request would close them.
                connections.close_all()

    def _try_out(self) -> None:
        """A question of our own before people's: the latest aids of any status, with every count."""
        question = Question(paris.today(), settings.LANGUAGE_CODE, "-updated", limit=20, status="all", facets=FACETS)
        answer = self.main.answer(question)
        if not answer.total and self.fallback.answer(question).total:
            raise UnusableError("empty")

    def _fail(self, error: Exception) -> None:
        """A person's question failed: not again before a pause."""
        with self._lock:
            now = time.monotonic()
            if now < self._not_before:
                return  # asked at the same time as one that failed before
            was_calm = now - self._failed_at > CALM_SECONDS
            self._pause = FIRST_PAUSE_SECONDS if was_calm else min(self._pause * 2, LONGEST_PAUSE_SECONDS)
            self._failed_at, self._not_before = now, now + self._pause
        self._set_down(error)

    def _set_up(self, version: int, looked_at: float) -> None:
        with self._lock:
            if self._health.is_up:
                self._health = replace(self._health, version=version)
                return
            if looked_at < self._not_before:
                return
            self._health = Health(is_up=True, since=timezone.now(), version=version)
        logger.info("The search engine %s answers", self.main.name)

    def _set_down(self, error: Exception) -> None:
        with self._lock:
            was = self._health
            reason, detail = _told(error)
            since = timezone.now() if was.is_up else was.since
            self._health = Health(is_up=False, since=since, reason=reason, detail=detail)
        if was.is_up or was.reason != reason:
            logger.warning("The search engine %s is down, the database answers: %s %s", self.main.name, reason, detail)


def _told(error: Exception) -> tuple[str, str]:
    """The reason in a word, and what a technician reads beside it."""
    if isinstance(error, UnusableError):
        return error.reason, error.detail
    if isinstance(error, TooSlowError):
        return "slow", str(error)
    reason = "forbidden" if getattr(error, "status_code", None) in FORBIDDEN else "error"
    return reason, f"{type(error).__name__}: {error}"[:300]
