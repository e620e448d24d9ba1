"""What was measured, as Markdown between two marks of docs/performance.md, and what of it misses its figure."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bench.measures import MEASURES, PLAIN_OF_BARE, TIMES_WAGTAIL, WORKER_MEGABYTES
from bench.servers import ROOT

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- make bench -->", "<!-- /make bench -->"


@dataclass(slots=True)
class Result:
    """One catalogue on one engine."""

    engine: str
    size: int
    plain: float = 0
    plain_of_bare: float = 0
    # By measure: answers a second, and the ratio to the plain view.
    speeds: dict[str, tuple[float, float]] = field(default_factory=dict)
    # How many times as fast as Wagtail's endpoint our list is.
    times_wagtail: float = 0
    # Pages a second without our project.
    limits: dict[str, float] = field(default_factory=dict)
    # RSS and PSS of the largest worker.
    megabytes: tuple[int, int] = (0, 0)
    queries: dict[str, int] = field(default_factory=dict)

    def missed(self) -> list[str]:
        """The figures that are not reached."""
        where = f"{self.size} aids, {self.engine}"
        missed = [
            f"{where}: {measure.name}: {self.speeds[measure.name][1]:.2f} < {least:.2f}"
            for measure in MEASURES
            if measure.name in self.speeds
            and (least := measure.least.get(self.engine, {}).get(self.size))
            and self.speeds[measure.name][1] < least
        ]
        lists = {count for name, count in self.queries.items() if name.startswith("list of")}
        others = {
            f"plain view {self.plain_of_bare:.2f} of a bare Django": 0 < self.plain_of_bare < PLAIN_OF_BARE,
            f"{self.times_wagtail:.0f} times Wagtail's endpoint": 0 < self.times_wagtail < TIMES_WAGTAIL,
            f"a worker's share is {self.megabytes[1]} MB": self.megabytes[1] > WORKER_MEGABYTES,
            f"queries that depend on the number of aids: {self.queries}": len(lists) > 1,
        }
        return [*missed, *(f"{where}: {said}" for said, is_missed in others.items() if is_missed)]


def markdown(results: Sequence[Result]) -> str:
    """The tables."""
    day = datetime.now(UTC).date().isoformat()
    lines = [f"Measured on {day}, {os.cpu_count()} cores for clients, workers, PostgreSQL and Elasticsearch together."]
    for engine in dict.fromkeys(result.engine for result in results):
        lines += ["", *_table(engine, [result for result in results if result.engine == engine])]
    return "\n".join(lines)


def write(results: Sequence[Result]) -> None:
    """Put the tables where docs quote them."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{markdown(results)}\n{END}{after}", encoding="utf-8")


def _table(engine: str, results: Sequence[Result]) -> list[str]:
    sizes = [f"{result.size:,} aids" for result in results]
    lines = [f"| engine: {engine} | {' | '.join(sizes)} | at least |", "| --- " * (len(sizes) + 2) + "|"]
    for measure in MEASURES:
        if any(measure.name in result.speeds for result in results):
            cells = [_cell(*result.speeds[measure.name]) for result in results if measure.name in result.speeds]
            least = dict.fromkeys(f"{figure:.2f}" for figure in measure.least.get(engine, {}).values())
            lines.append(f"| {measure.name} | {' | '.join(cells)} | {', '.join(least)} |")
    rows = {
        "plain JSON view (1), of a bare Django": ([_cell(r.plain, r.plain_of_bare) for r in results], PLAIN_OF_BARE),
        "times Wagtail's API v2 over the same rows": ([_number(r.times_wagtail, "×") for r in results], TIMES_WAGTAIL),
        "largest worker: its share, MB (resident)": (
            [f"{r.megabytes[1]} ({r.megabytes[0]})" for r in results],
            f"≤ {WORKER_MEGABYTES}",
        ),
        **{
            f"without our project: {name}": ([_number(r.limits.get(name, 0), "/s") for r in results], "")
            for name in dict.fromkeys(name for result in results for name in result.limits)
        },
    }
    lines += [f"| {name} | {' | '.join(cells)} | {least} |" for name, (cells, least) in rows.items() if any(cells)]
    queries = {name: count for result in results for name, count in result.queries.items()}
    if queries:
        lines += ["", "Queries: " + ", ".join(f"{count} for {name}" for name, count in queries.items()) + "."]
    return lines


def _cell(speed: float, ratio: float) -> str:
    return f"{ratio:.2f} ({speed:.0f}/s)" if speed else ""


def _number(number: float, unit: str) -> str:
    return f"{number:.0f}{unit}" if number else ""
