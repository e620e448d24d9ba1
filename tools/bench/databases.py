"""The catalogues that are asked: a database for each size, made by `generate.py`."""

import os
import subprocess
import sys

from bench.servers import ROOT


def manage(*arguments: str, environment: dict[str, str]) -> str:
    """Run a management command, or a script, on a bench's database and return what it said."""
    command = arguments if arguments[0].endswith(".py") else ("manage.py", *arguments)
    run = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *command],
        env=os.environ | environment,
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return run.stdout


def prepare(server: str, size: int, *, reuse: bool) -> dict[str, str]:
    """A database with the reference data and `size` aids; the environment that points to it.

    To `reuse` one that an earlier bench left saves the minutes that it takes to fill.
    """
    name = f"bench_{size}"
    environment = {
        "DATABASE_URL": server.rsplit("/", 1)[0] + f"/{name}",
        "DJANGO_SETTINGS_MODULE": "mcm_site.settings.loopback",
        "DEMO": "0",
        "BENCH": "1",
        "LOG_LEVEL": "WARNING",
    }
    if not reuse or name not in psql(server, "SELECT datname FROM pg_database").splitlines():
        psql(server, f"DROP DATABASE IF EXISTS {name}")
        psql(server, f"CREATE DATABASE {name}")
    for command in (["migrate", "--verbosity", "0"], ["load_territories"], ["create_site"]):
        manage(*command, environment=environment)
    documents = "SELECT count(*) FROM search_searchdocument WHERE withdrawn_at IS NULL"
    if psql(environment["DATABASE_URL"], documents) != str(size):
        manage("tools/bench/generate.py", str(size), environment=environment)
    psql(environment["DATABASE_URL"], "ANALYZE")
    return environment


def psql(address: str, statement: str) -> str:
    """Run a statement and return what it told."""
    command = ["psql", "-q", "-t", "-A", address, "-c", "SET client_min_messages = warning", "-c", statement]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own command
    return run.stdout.strip()
