"""Runs a command beside a throw-away PostgreSQL on loopback, given to it in DATABASE_URL.

    with_postgresql.py make test

Needs PostgreSQL's server programs (Debian: postgresql). The data live in a temporary folder and go with the command; as
root the server runs as the user postgres, since PostgreSQL refuses root.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A throw-away database need not survive a power cut.
SERVER_OPTIONS = "-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=50"


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def program(name: str) -> str:
    """The newest installed server program of that name."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    if path := (str(found[-1]) if found else shutil.which(name)):
        return path
    raise SystemExit(f"{name} is not on this machine: install PostgreSQL (Debian: apt-get install postgresql).")


def as_owner(command: list[str], folder: Path) -> None:
    """Run a server program as the user that may; its output only matters when it fails."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*prefix, *command], check=True, cwd=folder, stdout=subprocess.DEVNULL)  # noqa: S603 - our own


@contextmanager
def postgresql() -> Iterator[str]:
    """A running server's address, for as long as the block lasts."""
    # Not in the checkout, which may lie where the user postgres can't look.
    folder = Path(tempfile.mkdtemp(prefix="mcm-postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data, port = str(folder / "data"), free_port()
    try:
        as_owner([program("initdb"), "-D", data, "-U", "mcm", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"], folder)
        options = SERVER_OPTIONS.format(port=port, folder=folder)
        as_owner([program("pg_ctl"), "-D", data, "-l", str(folder / "log"), "-o", options, "-w", "start"], folder)
        try:
            yield f"postgres://mcm@127.0.0.1:{port}/postgres"
        finally:
            as_owner([program("pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    with postgresql() as address:
        environment = os.environ | {"DATABASE_URL": address}
        sys.exit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)  # noqa: S603 - the caller's own
