"""What a server process loads as it starts, so that the first request needn't."""

import ctypes
import gc
import logging
import threading

from django.db import Error, connections
from django.urls import get_resolver

from api import paris
from search.query import AidQuery
from search.service import search_aids
from territories.service import find_places

logger = logging.getLogger(__name__)


def start_warming() -> None:
    """Beside the first requests: a server that is watched (gunicorn's timeout) must not seem dead meanwhile."""
    threading.Thread(target=warm, name="warming", daemon=True).start()


def warm() -> None:
    """Load the addresses, the territories, their names and the index of the catalogue.

    A database that isn't there yet doesn't stop the start: then the first request loads them.
    """
    try:
        _ = get_resolver().url_patterns
        find_places("paris")
        search_aids(AidQuery(text="vélo", on_day=paris.today()))
        settle()
    except Error as error:
        logger.warning("Started without the catalogue in memory: %s", error)
    finally:
        connections.close_all()


def settle() -> None:
    """What is loaded now stays: the garbage collector need not look through it with every few requests.

    What loading needed besides goes back to the system, where its allocator can do so (glibc's): 10 to 30 MB.
    """
    gc.collect()
    gc.freeze()
    if give_back := getattr(ctypes.CDLL(None), "malloc_trim", None):
        give_back(0)
