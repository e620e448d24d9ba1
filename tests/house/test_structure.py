"""What the build promises about the shape of the code."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = ["*.py", "*.html", "*.css", "*.js", "*.lua"]
NOT_OURS = {".venv", "var", "node_modules", "migrations", ".git"}


def apps() -> set[str]:
    """The Django apps at the top level."""
    return {path.parent.name for path in ROOT.glob("*/apps.py")}


def our_files(*patterns: str) -> list[Path]:
    """Files of the project itself, by pattern."""
    return [
        path
        for pattern in patterns
        for path in sorted(ROOT.rglob(pattern))
        if not NOT_OURS & set(path.relative_to(ROOT).parts)
    ]


def test_every_app_stands_in_the_contract_of_layers() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = {app for layer in settings["contracts"][0]["layers"] for app in re.split(r"\W+", layer)}

    assert layers == apps()
    assert set(settings["root_packages"]) == apps()


def test_no_place_where_everything_ends_up() -> None:
    names = {path.stem for path in our_files("*.py")} | {path.name for path in our_files("*") if path.is_dir()}

    assert not names & {"utils", "common", "core", "helpers", "misc"}


def test_no_file_over_400_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): n for path in our_files(*CODE) if (n := len(path.read_text().splitlines())) > 400
    }

    assert long == {}


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt"])
def test_locks_have_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text()

    assert "://" not in text
    assert "--index" not in text
    assert text.count("==") <= text.count("--hash=sha256:")


def test_docs_explain_every_variable() -> None:
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "mcm_site/settings/production.py").read_text()))
    explained = (ROOT / "docs/settings.md").read_text()

    assert read
    assert [variable for variable in read if f"`{variable}`" not in explained] == []


def test_readme_stays_short() -> None:
    assert len((ROOT / "README.md").read_text().splitlines()) < 120
