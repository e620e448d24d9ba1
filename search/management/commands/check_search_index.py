"""Compare the search engine's index with the database, document by document."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from api import versions
from search.engines.surviving import UnusableError
from search.indexing.applying import apply_changes
from search.indexing.checking import Drift, find_drift, heal
from search.indexing.index import SearchIndex
from search.indexing.rebuilding import REPAIRED_BY_REBUILDING, rebuild
from search.indexing.site import site_index


class Command(BaseCommand):
    """Exit 0 when they agree, or do once healed. What changed a moment ago and is on its way is not a difference."""

    help = "Compare the search engine's index with the database; --heal puts right what differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--heal`."""
        parser.add_argument(
            "--heal", action="store_true", help="Write what differs anew; rebuild if that is not enough."
        )

    def handle(self, *, heal: bool, **options: Any) -> None:
        """Tell the differences, and what was done about them."""
        if (index := site_index()) is None:
            self.stdout.write("The database engine has no index of its own: nothing to compare.")
            return
        try:
            if heal:
                # What a worker would have done by now, if there is one.
                apply_changes(index)
            drift = find_drift(index)
        except UnusableError as error:
            self.stdout.write(f"The index cannot be used: {error}")
            if not heal or error.reason not in REPAIRED_BY_REBUILDING:
                sys.exit(1)
            self._rebuild(index)
            return
        self.stdout.write(in_words(drift))
        if (version := versions.current()[0]) > (applied := drift.state.applied):
            self.stdout.write(f"The worker has yet to bring it from version {applied} to {version}; so does --heal.")
        if drift and not heal:
            sys.exit(1)
        if drift:
            self._heal(index, drift)

    def _heal(self, index: SearchIndex, drift: Drift) -> None:
        if heal(index, drift):
            self.stdout.write("Healed.")
        else:
            self._rebuild(index)

    def _rebuild(self, index: SearchIndex) -> None:
        for _ in rebuild(index, because="drift"):
            pass
        self.stdout.write("Rebuilt.")


def in_words(drift: Drift) -> str:
    """The differences, with the first few aids of each kind."""
    if not drift:
        return f"{drift.state.name} is what the database says."
    kinds = {"missing": drift.missing, "different": drift.different, "unknown": tuple(drift.unknown)}
    told = [f"{len(ids)} {kind} ({', '.join(map(str, ids[:10]))}…)" for kind, ids in kinds.items() if ids]
    return f"{drift.state.name}: {'; '.join(told)}"
