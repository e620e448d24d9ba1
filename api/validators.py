"""What lets a cache ask "has it changed?": the validator of an answer, and the bodies that this process keeps.

What is answered depends on the catalogue's version, the engine, the day in Paris and the question. So the validator is
known before the work is done, and a client that already has the answer costs a hash.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from threading import Lock

from django.http import HttpRequest
from django.utils.http import http_date

from api import paris, versions

dated = lru_cache(maxsize=4)(http_date)
CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=600"
# The date of a change says no more than its second: two changes may share it, and this process may be a second late.
UNSETTLED = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class State:
    """Of what an answer is the picture: the catalogue's version, and the day in Paris."""

    version: int
    changed_at: datetime
    day: date

    @classmethod
    def now(cls) -> "State":
        """As this process knows it: at most a second old."""
        version, changed_at = versions.recent()
        return cls(version, changed_at, paris.today())

    def at(self, version: int) -> "State":
        """The same day at another version: that of an index a moment behind or ahead. When it was reached isn't known.

        To date its answers by the state's own change would tell their readers later that nothing changed since.
        """
        return State(version, versions.NEVER, self.day)

    def etag(self, request: HttpRequest, depends_on: str) -> str:
        """The validator of the answer to that question.

        The host is part of the question: answers hold absolute addresses.
        """
        known = f"{self.version} {depends_on} {self.day} {request.scheme} {request.get_host()} "
        question = f"{request.path_info}?{request.META.get('QUERY_STRING', '')}"
        return f'"{blake2b((known + question).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()}"'

    def last_modified(self) -> int:
        """When the answer last changed, in seconds: at the catalogue's change or at midnight, when statuses change.

        During the two seconds after a change it says the second before: a client that read too early will read again.
        """
        settled = datetime.now(paris.PARIS) - UNSETTLED
        return int(max(min(self.changed_at, settled), paris.midnight(self.day)).timestamp())

    def headers(self, etag: str) -> dict[str, str]:
        """What every answer that may be kept says of itself."""
        return {"ETag": etag, "Last-Modified": dated(self.last_modified()), "Cache-Control": CACHE_CONTROL}


class Bodies:
    """The last answers of this process by their validator, within a number of bytes: the oldest used goes first.

    An answer made of an older state is never found again, since its validator isn't asked for any more.
    """

    def __init__(self, *, capacity: int, largest: int) -> None:
        self.capacity = capacity
        self.largest = largest
        self.size = 0
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, etag: str) -> bytes | None:
        """The body with that validator, if it is still there."""
        with self._lock:
            if (body := self._bodies.get(etag)) is not None:
                self._bodies.move_to_end(etag)
            return body

    def put(self, etag: str, body: bytes) -> None:
        """Keep it, unless it alone would take the place of many."""
        if len(body) > self.largest:
            return
        with self._lock:
            self.size += len(body) - len(self._bodies.pop(etag, b""))
            self._bodies[etag] = body
            while self.size > self.capacity:
                self.size -= len(self._bodies.popitem(last=False)[1])

    def clear(self) -> None:
        """Forget them all."""
        with self._lock:
            self._bodies.clear()
            self.size = 0


bodies = Bodies(capacity=4 * 1024 * 1024, largest=256 * 1024)


def reset() -> None:
    """Forget what this process keeps of earlier answers."""
    bodies.clear()
