"""The state of the accessibility statement, computed from an audit and never typed: plain Python, without Django.

RGAA: the share of the applicable criteria that are met decides. Without an audit a site is "non conforme", whatever
its tools say.
"""

from typing import Literal

State = Literal["full", "partial", "none"]

PARTIAL_FROM = 50


def rate(met: int, failed: int) -> int:
    """Criteria met of a hundred that apply, rounded down: 105 of 106 is 99."""
    return 100 * met // (met + failed) if met + failed else 0


def state(met: int, failed: int) -> State:
    """`full`: every applicable criterion is met; `partial`: at least half of them."""
    if not met:
        return "none"
    if not failed:
        return "full"
    return "partial" if 100 * met >= PARTIAL_FROM * (met + failed) else "none"
