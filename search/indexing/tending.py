"""What the worker does for the engine's index: keeps it true, makes it anew when nothing else helps, tidies up."""

import logging
import threading
import time

from django.db import Error as DatabaseError
from django.db import close_old_connections
from django.utils import timezone

from search.engines.surviving import UnusableError
from search.indexing import lease
from search.indexing.applying import apply_changes
from search.indexing.checking import find_drift, heal, totals_agree
from search.indexing.index import SearchIndex, WriteError
from search.indexing.lease import LEASE_SECONDS, BusyError
from search.indexing.models import IndexUpkeep
from search.indexing.rebuilding import REPAIRED_BY_REBUILDING, rebuild
from search.indexing.site import site_index

logger = logging.getLogger(__name__)

APPLY_EVERY_SECONDS = 1.0
TIDY_EVERY_SECONDS = 5.0
CHECK_EVERY_SECONDS = 30.0
# After a rebuild that failed.
PAUSE_SECONDS = 5.0


class Clock:
    """What is due every so many seconds, the first time at once."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._done_at = float("-inf")

    def is_due(self) -> bool:
        """Whether it is time again."""
        return time.monotonic() - self._done_at >= self.seconds

    def done(self) -> None:
        """From now on, count anew."""
        self._done_at = time.monotonic()


class Tending:
    """One worker's care of the index. Others may do the same at the same time."""

    def __init__(self, index: SearchIndex) -> None:
        self.index = index
        self._tidy, self._check = Clock(TIDY_EVERY_SECONDS), Clock(CHECK_EVERY_SECONDS)
        self._apply, self._rebuild = Clock(APPLY_EVERY_SECONDS), Clock(PAUSE_SECONDS)
        self._failure: str | None = None
        self._over = threading.Event()

    def stop(self) -> None:
        """`run` ends when it has done what it is at."""
        self._over.set()

    def run(self) -> None:
        """Until told to stop: in a thread, so that an engine that hangs holds up nothing else.

        It may end at any point with its process. What was begun is found begun, and done again, by the next one.
        """
        while not self._over.is_set():
            try:
                self.tend()
            except Exception:  # the thread must not end: nobody would start another one
                logger.exception("The care of the search index goes on after an error")
            finally:
                close_old_connections()
            self._over.wait(APPLY_EVERY_SECONDS)

    def tend(self) -> None:
        """Do what is due. That the engine fails is told, once; it is tried again the next time."""
        try:
            self._keep_true()
            if self._tidy.is_due():
                tidy(self.index)
                self._tidy.done()
            if self._check.is_due():
                self._compare()
        except DatabaseError:
            raise
        except Exception as error:  # noqa: BLE001 - what an engine may do has no end
            self._tell(f"{type(error).__name__}: {error}"[:300])
        else:
            self._tell("")

    def _keep_true(self) -> None:
        because = "requested" if lease.upkeep().requested_at else ""
        try:
            apply_changes(self.index)
        except (UnusableError, WriteError) as error:
            # Whatever is wrong with the index, a new one is made if somebody asks for it.
            because = because or getattr(error, "reason", "")
            if because not in {*REPAIRED_BY_REBUILDING, "requested"}:
                raise
        if because and self._rebuild.is_due():
            self._make_anew(because)

    def _make_anew(self, because: str) -> None:
        self._rebuild.done()
        try:
            for _ in rebuild(self.index, because=because):
                if self._apply.is_due():
                    self._apply.done()
                    self._apply_meanwhile()
        except BusyError:
            logger.debug("The search index is being rebuilt by another process")

    def _apply_meanwhile(self) -> None:
        """The index that people search stays true while the next one is made; unless it is why one is made."""
        try:
            apply_changes(self.index)
        except Exception as error:  # noqa: BLE001 - the next one is being made
            logger.debug("The index in service cannot be kept true: %s", error)

    def _compare(self) -> None:
        agree = totals_agree(self.index)
        if agree is None:
            return  # changes are on their way: the next time
        self._check.done()
        healed = 0
        if not agree:
            drift = find_drift(self.index)
            healed = len(drift)
            logger.warning("The search index differs from the database by %s documents", healed)
            if not heal(self.index, drift):
                self._make_anew("drift")
        IndexUpkeep.objects.filter(pk=1).update(checked_at=timezone.now(), healed=healed)

    def _tell(self, failure: str) -> None:
        if failure == self._failure:
            return
        if failure:
            logger.warning("The search index cannot be kept true: %s", failure)
        elif self._failure:
            logger.info("The search index is true again")
        self._failure = failure
        IndexUpkeep.objects.filter(pk=1).update(failure=failure)


def site_tending() -> Tending | None:
    """Of this site's index; `None` where the engine has none of its own."""
    index = site_index()
    return Tending(index) if index else None


def tidy(index: SearchIndex) -> list[str]:
    """Delete what killed rebuilds left: indexes that nobody searches and no living rebuild is filling."""
    building = {lease.leased()}
    found = index.unused()
    # Looked at again: one that was listed may have been leased, or put in service, in between.
    building.add(lease.leased())
    left = [name for name, age in found.items() if name not in building and age > LEASE_SECONDS]
    for name in left:
        logger.warning("Deleting the index %s, left by a rebuild that did not end", name)
        index.drop(name)
    return left
