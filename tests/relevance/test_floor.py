"""Answers to the judged questions stay as good as docs/search-relevance.md says, on the demonstration catalogue."""

from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from pytest_django import Settings

from search import engines
from search.management.commands.relevance import ask_all, read_facts, read_judged
from search.relevance import mean

QUESTIONS = sorted(Path(__file__).parent.glob("*.toml"))
FACTS = Path("home/demo/data")
NDCG, RECALL, PRECISION = 0.9, 0.9, 0.85


def test_the_questions_are_many() -> None:
    assert sum(len(rule.texts) for path in QUESTIONS for rule in read_judged(path)) >= 1000


# As many aids close at the end of that year: fewer open ones would be other questions.
@time_machine.travel("2026-11-23")
@pytest.mark.full_division
@pytest.mark.django_db
@pytest.mark.usefixtures("full_division")
def test_no_set_of_questions_falls_below_the_floor(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    call_command("load_demo")
    facts = read_facts(settings.BASE_DIR / FACTS)

    for path in QUESTIONS:
        answers = ask_all(read_judged(path), facts, engine=engines.in_memory())
        found = mean([answer.measures for answer in answers])

        assert (found.ndcg >= NDCG, found.recall >= RECALL, found.precision >= PRECISION) == (True,) * 3, (path, found)
