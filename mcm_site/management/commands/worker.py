"""The one process beside the server: background tasks, and what is due by the clock."""

import logging
import os
import signal
import threading
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management import BaseCommand, call_command
from django.db import DatabaseError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from forms.mailing import Delivery
from search.indexing.tending import site_tending

logger = logging.getLogger(__name__)

# What is due by the clock, and every how many seconds.
CLOCK = {"publish_scheduled": 30.0, "purge_messages": 3600.0}


class Command(BaseCommand):
    """Runs queued tasks (django-tasks-db), scheduled publication and the purge of messages until it is told to stop;
    sends mail; tends the search index.

    A database that goes away stops nothing: the worker says so and tries again. The index of a search engine is tended
    in a thread of its own, and mail sent in another: neither a long import nor an engine or a mail server that hangs
    makes the others wait.
    """

    help = "Runs background tasks and scheduled publication, sends mail, and keeps the search engine's index true."
    stopping = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.done_at: dict[str, float] = {}

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--once` for tests and cron, `--with-parent` for `make run` and `make serve`."""
        parser.add_argument("--interval", type=float, default=1.0, help="Seconds between two looks at the queue.")
        parser.add_argument("--once", action="store_true", help="Do what is due now and leave.")
        parser.add_argument(
            "--with-parent", action="store_true", help="Leave when the process that started it is gone."
        )

    def handle(self, *, interval: float, once: bool, with_parent: bool, **options: Any) -> None:
        """Loop over tasks and the clock."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        parent = os.getppid()
        tending, delivery = site_tending(), Delivery(interval)
        if once:
            self.look()
            delivery.once()
            if tending:
                tending.tend()
            close_old_connections()
            return
        if tending:
            threading.Thread(target=tending.run, name="search-index", daemon=True).start()
        delivery.start()
        while not self.stopping and not (with_parent and os.getppid() != parent):
            self.look()
            close_old_connections()
            time.sleep(interval)
        delivery.stop()
        if tending:
            tending.stop()

    def look(self) -> None:
        """Do what is due now."""
        try:
            run_tasks()
            for command, every in CLOCK.items():
                if time.monotonic() - self.done_at.get(command, -every) >= every:
                    call_command(command)
                    self.done_at[command] = time.monotonic()
        except DatabaseError:
            logger.exception("The database did not answer; trying again")

    def stop(self, signum: int, frame: FrameType | None) -> None:
        """Finish the task at hand, then leave."""
        self.stopping = True


def run_tasks() -> None:
    """Run every queued task that is ready, and return."""
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    ).run()
