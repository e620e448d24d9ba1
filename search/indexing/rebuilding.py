"""A new index from the database, made beside the one in service and put in its place in one step."""

import logging
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from django.utils import timezone
from elastic_transport import ApiError, TransportError

from api import versions
from search.engines.elasticsearch import mapping
from search.engines.elasticsearch.documents import to_write
from search.engines.surviving import UnusableError
from search.indexing import lease
from search.indexing.applying import CHUNK, changed_since, settle
from search.indexing.index import SearchIndex, WriteError
from search.indexing.lease import Lease
from search.indexing.models import IndexUpkeep
from search.indexing.state import parse
from search.models import SearchDocument

logger = logging.getLogger(__name__)

# A node that goes away, or a server that has too much to do, is given some time. Less than a lease between two tries.
TRIES = 5
PAUSE_SECONDS = 1.0
# Of what keeps an index from being used, what a rebuild repairs. One that isn't ours is for a person to decide on.
REPAIRED_BY_REBUILDING = {"missing", "schema", "ahead"}
# A person may also go back to an older release, whose index takes the place of a newer one's.
BY_HAND = {"command", "requested"}


class Progress(NamedTuple):
    """Documents written, of all that are to be."""

    done: int
    total: int


def rebuild(index: SearchIndex, *, because: str) -> Iterator[Progress]:
    """Make the index anew, telling how far it is after each chunk; `BusyError` if somebody else is at it.

    People search the old one meanwhile, and the worker keeps it true. Whatever ends this before the swap leaves an
    index that nobody searches, deleted here or, if this process is killed, by the worker once the lease has run out.
    """
    started = time.monotonic()
    total = SearchDocument.objects.filter(withdrawn_at=None).count()
    name = index.new_name()
    held = lease.take(name, because=because, total=total)
    logger.info("Rebuilding the search index as %s: %s", name, because)
    try:
        if because not in BY_HAND:
            _refuse_newer(index)
        since, _ = versions.current()
        index.create(name)
        yield from _fill(index, held, total)
        _put_in_service(index, held, since, total)
    except BaseException:
        _drop_quietly(index, name)
        raise
    finally:
        held.release()
    IndexUpkeep.objects.filter(pk=1).update(
        built_at=timezone.now(),
        built_because=because,
        built_in_seconds=time.monotonic() - started,
        built_documents=total,
        requested_at=None,
    )
    logger.info("Rebuilt the search index as %s: %s documents", name, total)


def _fill(index: SearchIndex, held: Lease, total: int) -> Iterator[Progress]:
    done = 0
    # Those of now: what comes after them is replayed.
    living = list(SearchDocument.objects.filter(withdrawn_at=None).order_by("aid_id").values_list("aid_id", flat=True))
    for start in range(0, len(living), CHUNK):
        ids = living[start : start + CHUNK]
        done += len(ids)
        _insist(held, done, partial(index.write, held.building, to_write(ids)))
        yield Progress(done, total)


def _put_in_service(index: SearchIndex, held: Lease, since: int, done: int) -> None:
    """Replay what changed meanwhile, twice: the second time, after the copies were made, there is next to nothing."""
    name = held.building
    since = _replay(index, held, since, done)
    index.compact(name)
    index.wait_for_copies(name)
    _replay(index, held, since, done)
    _insist(held, done, partial(index.swap, name))
    # The index before may have been a moment ahead of this one: no answer that is kept somewhere may pass for one of
    # a version that this one is yet to reach.
    versions.bump()


def _replay(index: SearchIndex, held: Lease, since: int, done: int) -> int:
    version, _ = versions.current()
    for chunk in changed_since(since):
        _insist(held, done, partial(index.write, held.building, to_write(chunk)))
    _insist(held, done, partial(settle, index, held.building, version))
    return version


def _insist(held: Lease, done: int, write: Callable[[], None]) -> None:
    for tries_left in reversed(range(TRIES)):
        try:
            write()
        except (TransportError, ApiError, WriteError) as error:
            if not tries_left:
                raise
            logger.info("Trying again to write the search index: %s", error)
            held.renew(done)
            time.sleep(PAUSE_SECONDS)
        else:
            break
    held.renew(done)


def _refuse_newer(index: SearchIndex) -> None:
    """What called for this rebuild may be over: a newer release has made its own index, which stays."""
    for name in index.in_service():
        if (known := parse(name, index.alias)) and known.form > mapping.FORM:
            raise UnusableError("newer", name)


def _drop_quietly(index: SearchIndex, name: str) -> None:
    try:
        if name not in index.in_service():
            index.drop(name)
    except (TransportError, ApiError) as error:
        logger.info("%s will be deleted by the worker: %s", name, error)
