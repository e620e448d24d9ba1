"""How gunicorn serves the site: it reads this file by itself when it is started in the project's folder."""

import ctypes
import gc
from typing import Any

# Half of a worker's memory is programs and what they keep, the same in all: loaded once, before the workers.
preload_app = True
keepalive = 15
# A worker's first request waits for the catalogue, on a busy machine for longer than gunicorn's usual 30 s.
timeout = 120
# A hundred territories beside 200 characters of text are a question; gunicorn's usual 4,094 bytes cut it off.
limit_request_line = 8190


# glibc gives each thread a heap of its own; of one heap, more goes back to the system. -8 is M_ARENA_MAX.
if set_allocator := getattr(ctypes.CDLL(None), "mallopt", None):
    set_allocator(-8, 1)


def when_ready(server: Any) -> None:
    """Workers share what is loaded for as long as nobody writes to it: the garbage collector would."""
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """Each worker loads the catalogue, beside its first requests."""
    from mcm_site.warming import start_warming

    start_warming()
