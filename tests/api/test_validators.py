"""What a process keeps of its answers is bounded, and what it says of their date is safe."""

from datetime import UTC, date, datetime

import time_machine

from api.validators import Bodies, State


def test_bodies_stay_within_their_bytes() -> None:
    kept = Bodies(capacity=100, largest=50)
    for number in range(10):
        kept.put(str(number), b"x" * 30)
    assert kept.size == 90
    assert [number for number in range(10) if kept.get(str(number))] == [7, 8, 9]


def test_the_body_used_last_stays() -> None:
    kept = Bodies(capacity=60, largest=50)
    kept.put("a", b"x" * 30)
    kept.put("b", b"x" * 30)
    kept.get("a")
    kept.put("c", b"x" * 30)
    assert (kept.get("a") is None, kept.get("b") is None) == (False, True)


def test_a_body_too_large_is_not_kept() -> None:
    kept = Bodies(capacity=100, largest=50)
    kept.put("a", b"x" * 51)
    assert kept.get("a") is None
    assert kept.size == 0


def test_a_body_replaced_is_counted_once() -> None:
    kept = Bodies(capacity=100, largest=50)
    kept.put("a", b"x" * 40)
    kept.put("a", b"x" * 10)
    assert kept.size == 10


@time_machine.travel(datetime(2026, 7, 14, 10, tzinfo=UTC), tick=False)
def test_the_date_is_that_of_the_change() -> None:
    state = State(1, datetime(2026, 7, 14, 9, tzinfo=UTC), date(2026, 7, 14))
    assert state.last_modified() == datetime(2026, 7, 14, 9, tzinfo=UTC).timestamp()


@time_machine.travel(datetime(2026, 7, 14, 10, tzinfo=UTC), tick=False)
def test_the_date_is_never_before_midnight_in_paris() -> None:
    state = State(1, datetime(2026, 7, 1, tzinfo=UTC), date(2026, 7, 14))
    assert state.last_modified() == datetime(2026, 7, 13, 22, tzinfo=UTC).timestamp()


@time_machine.travel(datetime(2026, 7, 14, 10, tzinfo=UTC), tick=False)
def test_an_answer_of_another_version_is_not_dated_by_this_change() -> None:
    """An index a moment behind answers from before the change: whoever read it must be told later that it changed."""
    state = State(2, datetime(2026, 7, 14, 9, tzinfo=UTC), date(2026, 7, 14))
    assert state.at(1).last_modified() == datetime(2026, 7, 13, 22, tzinfo=UTC).timestamp()
    assert state.at(1).version == 1


@time_machine.travel(datetime(2026, 7, 14, 10, tzinfo=UTC), tick=False)
def test_a_change_of_this_second_is_not_dated_yet() -> None:
    """Two changes may share a second: whoever read between them must not be told later that nothing changed."""
    state = State(1, datetime(2026, 7, 14, 10, tzinfo=UTC), date(2026, 7, 14))
    assert state.last_modified() < datetime(2026, 7, 14, 10, tzinfo=UTC).timestamp()
