"""Settings come from the environment; a wrong value is told by the name of its variable, before anybody is served."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mcm_site.environment import Environment
from search.engines.elasticsearch.address import parse

ROOT = Path(__file__).resolve().parents[2]
RIGHT = {
    "SECRET_KEY": "k" * 60 + "0123456789",
    "ALLOWED_HOSTS": "aides.example.org",
    "DATABASE_URL": "sqlite://:memory:",
}


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py on production's settings with these variables alone."""
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "mcm_site.settings.production", **variables}
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_right_production_settings_pass_the_deployment_checks() -> None:
    run = manage("check", "--deploy", "--fail-level", "WARNING", **RIGHT)

    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SECRET_KEY", ""),
        ("ALLOWED_HOSTS", ""),
        ("DATABASE_URL", "mysql://localhost/aids"),
        ("DATABASE_URL", "nonsense"),
        ("SEARCH_URL", "solr://localhost"),
        ("SEARCH_URL", "elasticsearch://localhost:none"),
        ("BASE_URL", "aides.example.org"),
        ("HSTS_SECONDS", "a year"),
        ("BEHIND_PROXY", "perhaps"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_wrong_value_is_an_error_that_names_the_variable(variable: str, value: str) -> None:
    run = manage("check", **RIGHT | {variable: value})

    assert run.returncode == 1
    assert f"{variable}: " in run.stderr
    assert "Traceback" not in run.stderr


def test_a_server_refuses_to_start_without_its_secret() -> None:
    code = "import mcm_site.wsgi"
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "mcm_site.settings.production"}
    run = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert run.returncode != 0
    assert "SECRET_KEY: is not set" in run.stderr
    assert "ALLOWED_HOSTS: is not set" in run.stderr


def test_words_and_flags_are_read_generously(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOSTS", " a.fr , b.fr,")
    monkeypatch.setenv("FLAG", "Yes")
    env = Environment()

    assert env.words("HOSTS") == ["a.fr", "b.fr"]
    assert env.flag("FLAG", default=False) is True
    assert env.problems == []


@pytest.mark.parametrize(
    "value",
    [
        "solr://mcm:se%40cret@host",
        "elasticsearch://mcm:se%40cret@host:99999",
        "elasticsearch://mcm:se%40cret@host/Majuscules",
        "elasticsearch://mcm:se%40cret@host?api_key=se%40cret",
        "elasticsearch://mcm:se%40cret@host?verify=no",
        "elasticsearch://mcm:se%40cret@host?ca_certs=/a.pem",
        "elasticsearch://mcm:se/cret@host",
        "elasticsearch://[mcm:se%40cret@host",
        "elasticsearch://:se%40cret@host",
        "elasticsearch://",
    ],
)
def test_a_wrong_cluster_is_told_without_its_password(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given an address that holds a password and a mistake
    monkeypatch.setenv("SEARCH_URL", value)
    env = Environment()

    # When it is read
    assert env.search("SEARCH_URL") == "database://"

    # Then the problem is told, and the password isn't
    (problem,) = env.problems
    assert str(problem).startswith("SEARCH_URL: ")
    assert "cret" not in str(problem)


def test_a_cluster_is_read_in_every_form() -> None:
    assert parse("elasticsearch://localhost").hosts == (("localhost", 9200),)
    plain = parse("elasticsearch://mcm:p%40ss@es-1:9201,[::1]:9202/aides")
    assert plain.hosts == (("es-1", 9201), ("::1", 9202))
    assert (plain.user, plain.password, plain.prefix, plain.alias) == ("mcm", "p@ss", "aides", "aides-aids")
    secure = parse("elasticsearch+https://es.example.org/?api_key=aB%2Bc/d+e==&ca_certs=/etc/ca.pem")
    assert (secure.is_encrypted, secure.api_key, secure.ca_certs) == (True, "aB+c/d+e==", "/etc/ca.pem")
    assert "aB+c" not in repr(secure)
