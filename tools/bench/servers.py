"""Servers that run as long as a measure."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BARE = ["-m", "gunicorn", "bench.bare:application", "--workers", "2", "--bind"]
# A first load of 100,000 aids, on a machine that does other things.
PATIENCE = 300


@contextmanager
def running(command: list[str], environment: dict[str, str], probe: str, *, folder: Path = ROOT) -> Iterator[int]:
    """A server in a process group of its own until the block ends; gives its pid once `probe` answers."""
    log = ROOT / "var" / "bench.log"
    with log.open("ab") as output:
        server = subprocess.Popen(  # noqa: S603 - our own command
            command, env=os.environ | environment, cwd=folder, stdout=output, stderr=output, start_new_session=True
        )
    try:
        wait_for(probe, server, log)
        yield server.pid
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the address answers; stop the bench when the server ended or the patience did."""
    for _ in range(PATIENCE):
        try:
            with urllib.request.urlopen(address, timeout=60):  # noqa: S310 - an address of this machine
                return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(1)
    raise SystemExit(f"{address} does not answer; see {log.relative_to(ROOT)}")


def ask_until_warm(address: str, times: int = 20) -> None:
    """Both workers have loaded what they keep when they have answered in turn, quickly."""
    quick = 0
    for _ in range(PATIENCE):
        start = time.monotonic()
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - an address of this machine
            answer.read()
        quick = quick + 1 if time.monotonic() - start < 0.5 else 0
        if quick == times:
            return


def etag_of(address: str) -> str:
    """The validator of an answer."""
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - an address of this machine
        return str(answer.headers["ETag"])


def bare_command(port: int) -> list[str]:
    """A Django without middleware, apps or database, on the same server."""
    return [sys.executable, *BARE, f"127.0.0.1:{port}"]


def worker_megabytes(pid: int) -> tuple[int, int]:
    """Of the largest worker that a server started: its resident set (RSS), and its share of it (PSS), in MB.

    The resident set counts what workers share, programs above all, once for each of them; the share doesn't.
    """
    listed = subprocess.run(  # noqa: S603 - our own command
        ["ps", "-o", "pid=,args=", "-g", str(pid)],  # noqa: S607 - wherever the machine has it
        capture_output=True,
        text=True,
        check=True,
    )
    sizes = [_sizes(int(line.split()[0])) for line in listed.stdout.splitlines() if "gunicorn" in line]
    return max(sizes)


def _sizes(pid: int) -> tuple[int, int]:
    try:
        said = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0, 0
    found = [re.search(rf"^{name}:\s+(\d+) kB", said, re.MULTILINE) for name in ("Rss", "Pss")]
    rss, pss = (int(match[1]) // 1024 if match else 0 for match in found)
    return rss, pss
