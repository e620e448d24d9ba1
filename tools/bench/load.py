"""Asks a running server as fast as it can, through wrk."""

import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

CONNECTIONS = 8
SCRIPT = Path(__file__).with_name("paths.lua")


class LoadError(Exception):
    """The load generator could not measure: it is missing, or the server answered errors."""


def requests_per_second(address: str, paths: Sequence[str], *, seconds: int, etag: str = "") -> float:
    """The throughput over `paths`, asked in turn on 8 connections; any answer of 400 or more is an error."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.writelines(f"{path}\n" for path in paths)
        file.flush()
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s", "-s", str(SCRIPT), address]
        environment = os.environ | {"WRK_PATHS": file.name} | ({"WRK_ETAG": etag} if etag else {})
        try:
            run = subprocess.run(  # noqa: S603 - our own command
                command, env=environment, capture_output=True, text=True, check=True
            )
        except FileNotFoundError as error:
            raise LoadError("wrk is not on this machine: install it (Debian: apt-get install wrk).") from error
    if "Non-2xx" in run.stdout or "Socket errors" in run.stdout:
        raise LoadError(f"{paths[0]}: {run.stdout}")
    if not (found := re.search(r"Requests/sec:\s+([\d.]+)", run.stdout)):
        raise LoadError(run.stdout + run.stderr)
    return float(found[1])
