"""`manage.py relevance`: how good each engine's answers are on the judged questions, and which are the worst."""

import json
import tomllib
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from aids.models import Aid
from api import paris
from search import engines
from search.engines.interface import Engine
from search.indexing.applying import apply_changes
from search.indexing.site import site_index
from search.query import MAX_LIMIT, AidQuery
from search.relevance import RIGHT, Facts, Judged, Measures, mean, measure
from search.results import SearchResults
from search.service import search_aids
from territories import division
from territories.matching import Perimeter, matches

FACTS = ("bike_aids.json", "other_aids.json")


class Answer(NamedTuple):
    """A question, how good its answer is, and the answer."""

    text: str
    measures: Measures
    relevant: int
    results: SearchResults


class Command(BaseCommand):
    """Judges what engines answer over an imported catalogue whose aids keep the facts' external_id."""

    help = "Measure nDCG@10, recall@100, precision@n and MRR on judged questions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the questions and the facts are, and how many of the worst to show."""
        root = Path(settings.BASE_DIR)
        queries = sorted((root / "tests" / "relevance").glob("*.toml"))
        parser.add_argument("--queries", type=Path, nargs="+", default=queries)
        parser.add_argument("--facts", type=Path, default=root / "home" / "demo" / "data")
        parser.add_argument("--worst", type=int, default=20)
        parser.add_argument(
            "--engine", choices=("database", "elasticsearch"), help="otherwise the database's, and that of SEARCH_URL"
        )

    def handle(self, *args: object, **options: Any) -> None:
        """Print the means of each file of questions, then its worst questions with what was understood of them."""
        facts = read_facts(options["facts"])
        judged = {path.name: read_judged(path) for path in options["queries"]}
        self.stdout.write(f"{sum(len(rule.texts) for rules in judged.values() for rule in rules)} judged questions")
        if index := site_index():
            # What the worker would have done by now, if there is one.
            apply_changes(index)
        for engine in _engines(options["engine"]):
            for name, rules in judged.items():
                answers = list(ask_all(rules, facts, engine=engine))
                if any(answer.results.is_fallback for answer in answers):
                    raise CommandError(f"{engine.name} answered instead: the other engine is down, or behind.")
                self.stdout.write(f"{name}: {len(answers)} questions, engine {engine.name}")
                self.stdout.write(_in_words(mean([answer.measures for answer in answers])))
                for answer in sorted(answers, key=_quality)[: options["worst"]]:
                    self.stdout.write(_line(answer))


def _engines(name: str | None) -> list[Engine]:
    """The engine of that name; all those that there are if none is named. An engine that is down isn't judged."""
    there = dict.fromkeys((engines.in_memory(), engines.current()))
    asked = [engine for engine in there if name in {None, engine.name}]
    if not asked:
        raise CommandError(f"No engine {name}: SEARCH_URL tells where it is, manage.py rebuild_search_index fills it.")
    return asked


def read_judged(path: Path) -> list[Judged]:
    """The judged questions of a file."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["judged"]
    return [Judged(**_frozen(row)) for row in rows]


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def read_facts(folder: Path) -> list[dict[str, Any]]:
    """The public facts of the catalogue, the bike aids' and the others'."""
    return [aid for name in FACTS for aid in json.loads((folder / name).read_text(encoding="utf-8"))["aids"]]


def ask_all(judged: Sequence[Judged], facts: Sequence[Facts], *, engine: Engine | None = None) -> Iterator[Answer]:
    """Ask each question as the public does: what is open today. Rules that no open aid satisfies are left out."""
    today = paris.today()
    names = dict(Aid.objects.visible().filter(locale__language_code="fr").values_list("pk", "external_id"))
    here = set(Aid.objects.visible().open_on(today).values_list("external_id", flat=True))
    for rule in judged:
        grades = {aid["external_id"]: rule.grade(aid, _applies) for aid in facts if aid["external_id"] in here}
        relevant = sum(grade == RIGHT for grade in grades.values())
        if not relevant and not rule.nothing:
            continue
        for text in rule.texts:
            results = search_aids(AidQuery(on_day=today, text=text, limit=MAX_LIMIT), engine=engine)
            answered = [names[hit.aid_id] for hit in results.hits]
            yield Answer(text, measure(answered, grades), relevant, results)


def _applies(facts: Facts, place: str) -> bool:
    perimeter = Perimeter(*(frozenset(facts[part]) for part in ("include", "exclude", "within")))
    return matches(perimeter, division.current().place(place), "applicable")


def _line(answer: Answer) -> str:
    told = answer.results.interpreted
    return (
        f"{_in_words(answer.measures)}  {answer.text!r}: {answer.results.total} for {answer.relevant}"
        f" {answer.results.suggestion or ''} {told.search!r} {told.territories}"
    )


def _quality(answer: Answer) -> float:
    measures = answer.measures
    return measures.ndcg + measures.recall + measures.precision


def _in_words(measures: Measures) -> str:
    return (
        f"nDCG@10 {measures.ndcg:.3f}  recall@100 {measures.recall:.3f}  "
        f"precision@n {measures.precision:.3f}  MRR {measures.reciprocal_rank:.3f}"
    )
