"""May the index answer? Only if it is there, of the form that this code reads, and neither ahead nor long behind."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from api import versions
from search.engines.elasticsearch import mapping
from search.engines.elasticsearch.address import Address
from search.engines.elasticsearch.client import Client, client_at
from search.engines.interface import EngineDownError
from search.engines.surviving import UnusableError

STATE_ID = "state"
# What is published is in the index a second later; a longer delay is a stopped worker or a long import.
MOST_LAG = timedelta(seconds=5)


class Name(NamedTuple):
    """What the name of an index tells: its form, and when it was made, in seconds."""

    form: int
    made_at: float


@dataclass(frozen=True, slots=True)
class State:
    """What the index in service says of itself."""

    name: str
    # Every change up to this version of the catalogue can be found in it.
    applied: int
    form: int


def parse(name: str, alias: str) -> Name | None:
    """The parts of a name that we gave; none of any other."""
    found = re.fullmatch(rf"{re.escape(alias)}-(\d{{1,6}})-(\d{{13}})", name)
    return Name(int(found[1]), int(found[2]) / 1_000) if found else None


def read(client: Client, alias: str) -> State:
    """The state, as the index in service tells it; `UnusableError` when there is none."""
    target = f"/{alias}/_doc/{STATE_ID}"
    status, answer = client.request("GET", target)
    if status not in (200, 404):
        raise EngineDownError(f"GET {target}: {status} {str(answer)[:300]}", status)
    try:
        if status == 404 and ("error" in answer or answer["found"] is False):
            raise UnusableError("missing")
        applied, name = answer["_source"]["state"]["applied"], answer["_index"]
        known = parse(name, alias)
    except (LookupError, TypeError) as error:
        raise UnusableError("nonsense", f"{status} {answer!r}"[:300]) from error
    if known is None or type(applied) is not int:
        raise UnusableError("foreign", str(name))
    return State(name, applied, known.form)


def refuse_unless_usable(state: State, version: int) -> None:
    """What only a rebuild repairs; of an index that a newer release made, not one by this release."""
    if state.form != mapping.FORM:
        raise UnusableError("schema" if state.form < mapping.FORM else "newer", state.name)
    if state.applied > version:
        raise UnusableError("ahead", f"{state.applied} > {version}")


class Standing:
    """Compares the index in service with the catalogue, again and again."""

    def __init__(self, address: Address, *, now: Callable[[], datetime] = timezone.now) -> None:
        self._client = client_at(address)
        self._alias = address.alias
        self._now = now
        # The version whose changes are waited for, and since when: those of the one before have all arrived.
        self._awaited = 0
        self._since = now()

    def check(self) -> int:
        """The version that the index has applied; `UnusableError` when it must not answer."""
        state = read(self._client, self._alias)
        # Read after the index: a catalogue behind it was restored from an older state.
        version, changed_at = versions.current()
        refuse_unless_usable(state, version)
        if state.applied >= self._awaited:
            self._awaited, self._since = version, changed_at
        if state.applied < self._awaited and self._now() - self._since > MOST_LAG:
            raise UnusableError("behind", f"{state.applied} < {version}")
        return state.applied
