"""The public facts that the catalogue is composed from, read from `data/`. Its README.md says where they come from."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@cache
def bike_facts() -> list[dict[str, Any]]:
    """339 bike aids: funder, places, kinds of bike, maximum amount, source, dates."""
    aids: list[dict[str, Any]] = json.loads((DATA / "bike_aids.json").read_text())["aids"]
    return aids


@cache
def other_facts() -> list[dict[str, Any]]:
    """130 aids for every other mode."""
    aids: list[dict[str, Any]] = json.loads((DATA / "other_aids.json").read_text())["aids"]
    return aids


@cache
def written(name: str) -> dict[str, Any]:
    """What people wrote in `data/<name>.toml`."""
    return tomllib.loads((DATA / f"{name}.toml").read_text())
