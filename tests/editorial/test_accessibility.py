"""The state of the accessibility statement follows from an audit's figures."""

import pytest

from editorial.accessibility import rate, state


@pytest.mark.parametrize(
    ("met", "failed", "expected"),
    [(0, 0, "none"), (0, 50, "none"), (24, 26, "none"), (25, 25, "partial"), (49, 1, "partial"), (50, 0, "full")],
)
def test_state(met: int, failed: int, expected: str) -> None:
    assert state(met, failed) == expected


def test_a_rate_is_never_flattered() -> None:
    assert rate(105, 1) == 99
    assert rate(0, 0) == 0
