"""What tests of aids need."""

from collections.abc import Iterator, Sequence

import pytest
from django.db import connection
from django.test import Client

from aids.signals import aids_changed
from tests.factories import UserFactory


class Heard:
    """What a listener of `aids_changed` was told, and whether a transaction was open then."""

    def __init__(self) -> None:
        self.calls: list[list[int]] = []

    def __call__(self, ids: Sequence[int], **kwargs: object) -> None:
        assert connection.in_atomic_block
        self.calls.append(sorted(ids))


@pytest.fixture
def heard() -> Iterator[Heard]:
    """Listens from the start; a test forgets what its givens said with `heard.calls.clear()`."""
    listener = Heard()
    aids_changed.connect(listener)
    yield listener
    aids_changed.disconnect(listener)


@pytest.fixture
def editor(client: Client) -> Client:
    """A browser in which someone of the team has signed in."""
    client.force_login(UserFactory(superuser=True))
    return client
