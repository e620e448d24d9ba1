"""Waits until a page of the running site shows aids: `wait_for_page.py ADDRESS SECONDS`; exit 1 when it doesn't."""

import sys
import time
import urllib.error
import urllib.request

MARK = 'class="result-title"'


def shows_aids(address: str) -> bool:
    """Whether the page answers 200 and lists at least one aid."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - an address of this machine
            return MARK in answer.read().decode()
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


def main(address: str, seconds: float) -> int:
    """Poll once a second."""
    started_at = time.monotonic()
    while time.monotonic() - started_at < seconds:
        if shows_aids(address):
            print(f"{address} shows aids after {time.monotonic() - started_at:.0f} s")
            return 0
        time.sleep(1)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2])))
