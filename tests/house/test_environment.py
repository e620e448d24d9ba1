"""Settings come from the environment; a wrong value is told by the name of its variable, before anybody is served."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mcm_site.environment import Environment

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
