"""Lighthouse on its phone: the figures that a page must reach, as medians of several visits."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

PROGRAM = Path(__file__).parent / "node_modules/.bin/lighthouse"
FLAGS = "--headless=new --no-sandbox --disable-background-networking --disable-component-update"
CHROMIUM = "/usr/bin/chromium"
# On a busy machine the browser sometimes doesn't answer it in time.
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a report and its limit, in the figure's own unit: at least for scores, at most for the rest."""

    name: str
    limit: float
    at_least: bool = False

    def holds(self, value: float) -> bool:
        """Whether the value is on the right side of the limit."""
        return value >= self.limit if self.at_least else value <= self.limit


FIGURES = (
    Figure("performance", 0.95, at_least=True),
    Figure("accessibility", 1.0, at_least=True),
    Figure("best-practices", 1.0, at_least=True),
    Figure("seo", 0.95, at_least=True),
    Figure("LCP s", 2.0),
    Figure("CLS", 0.05),
    Figure("TBT ms", 100),
    Figure("KB", 150),
    Figure("requests", 15),
    Figure("KB of JavaScript", 30),
    Figure("hosts", 1),
)
# A page that isn't for search engines (an error, one of the thousand filtered lists) says so itself.
NOT_INDEXED = ("?", "nulle-part", "/api/")


def faults(address: str, paths: list[str], *, runs: int) -> list[str]:
    """A line for each figure that a page misses; prints each page's figures."""
    found = []
    for path in paths:
        # A page that misses is visited anew: the machine may have been busy. What is wrong with it stays wrong.
        found += _missed(address, path, runs) and _missed(address, path, runs)
    return found


def _missed(address: str, path: str, runs: int) -> list[str]:
    values = medians([figures(report(address + path)) for _run in range(runs)])
    print(path, ", ".join(f"{name} {value:g}" for name, value in values.items()), flush=True)
    return [
        f"{path}: {figure.name} is {values[figure.name]:g}, the limit {figure.limit:g}"
        for figure in FIGURES
        if not figure.holds(values[figure.name]) and not (figure.name == "seo" and _is_not_indexed(path))
    ]


def _is_not_indexed(path: str) -> bool:
    return any(mark in path for mark in NOT_INDEXED)


def report(address: str) -> dict[str, Any]:
    """One visit of Lighthouse."""
    if not PROGRAM.exists():
        raise SystemExit("Lighthouse is not here: make pages installs it.")
    command = [str(PROGRAM), address, "--quiet", "--output=json", "--output-path=stdout", f"--chrome-flags={FLAGS}"]
    categories = "--only-categories=performance,accessibility,best-practices,seo"
    environment = {"CHROME_PATH": CHROMIUM} | os.environ
    for _attempt in range(ATTEMPTS):
        visit = subprocess.run([*command, categories], check=False, capture_output=True, env=environment)  # noqa: S603 - our own command
        if visit.returncode == 0:
            read: dict[str, Any] = json.loads(visit.stdout)
            if "runtimeError" not in read:
                return read
    raise SystemExit(f"Lighthouse could not visit {address}: {visit.stderr.decode()[-2000:]}")


def figures(told: dict[str, Any]) -> dict[str, float]:
    """The figures of a report."""
    audits = told["audits"]
    visits = audits["network-requests"]["details"]["items"]
    scripts = [visit for visit in visits if visit.get("resourceType") == "Script"]
    return {
        **{name: category["score"] or 0.0 for name, category in told["categories"].items()},
        "LCP s": audits["largest-contentful-paint"]["numericValue"] / 1000,
        "CLS": audits["cumulative-layout-shift"]["numericValue"],
        "TBT ms": audits["total-blocking-time"]["numericValue"],
        "KB": sum(visit.get("transferSize", 0) for visit in visits) / 1024,
        "requests": len(visits),
        "KB of JavaScript": sum(visit.get("transferSize", 0) for visit in scripts) / 1024,
        "hosts": len({visit["url"].split("/")[2] for visit in visits if "://" in visit["url"]}),
    }


def medians(visits: list[dict[str, float]]) -> dict[str, float]:
    """The median of each figure."""
    return {name: median(visit[name] for visit in visits) for name in visits[0]}
