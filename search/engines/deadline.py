"""Waiting no longer than one means to, whatever is waited for.

A client's timeouts watch a silence: a server that sends a byte every half second, or a name that takes long to resolve,
outlasts them all. So the call is made in a thread of its own and left behind when its time is over.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")

# Calls under way at once, the abandoned ones among them: each ends some time, with its connection.
MOST_CALLS = 32


class TooSlowError(Exception):
    """The time given is over, or so many earlier calls still hang that another one would only join them."""


class Deadline:
    """Makes calls within a number of seconds. Its threads don't keep the process from ending."""

    def __init__(self, seconds: float, *, most: int = MOST_CALLS) -> None:
        self.seconds = seconds
        self.most = most
        self._calls: SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = SimpleQueue()
        self._lock = threading.Lock()
        self._threads = 0
        self._busy = 0

    def call(self, function: Callable[[], T]) -> T:
        """What the function returns or raises; `TooSlowError` when that takes too long."""
        with self._lock:
            if self._busy >= self.most:
                raise TooSlowError(f"{self._busy} earlier calls have not ended")
            self._busy += 1
            if self._busy > self._threads:
                self._threads += 1
                threading.Thread(target=self._work, name="search-engine-call", daemon=True).start()
        future: Future[T] = Future()
        self._calls.put((future, function))
        try:
            return future.result(self.seconds)
        except TimeoutError as error:
            raise TooSlowError(f"no answer within {self.seconds} s") from error

    def _work(self) -> None:
        while True:
            # In a function, so that a waiting thread doesn't keep the last answer alive.
            self._do(*self._calls.get())

    def _do(self, future: Future[Any], function: Callable[[], Any]) -> None:
        result, failure = None, None
        try:
            result = function()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where the call was made
            failure = error
        with self._lock:
            self._busy -= 1
        if failure:
            future.set_exception(failure)
        else:
            future.set_result(result)
