"""The filters of a question as clauses, each apart, so that a facet can be counted as if its own were off."""

from datetime import date

from django.conf import settings

from search.engines.elasticsearch.clauses import Clause, all_of, any_of, terms
from search.engines.elasticsearch.documents import microseconds
from search.engines.interface import Question
from search.entry import EVERYONE


def scope(question: Question) -> list[Clause]:
    """Language and last publication."""
    clauses = [_shown_in(question.locale)]
    if question.updated_since:
        clauses.append({"range": {"published": {"gte": microseconds(question.updated_since)}}})
    return clauses


def filters(question: Question) -> dict[str, Clause]:
    """By filter in use: "mode", "status"…"""
    clauses: dict[str, Clause] = {
        name: terms(name, (*values, EVERYONE) if name == "beneficiary" else values)
        for name, values in (question.codes or {}).items()
        if values
    }
    if question.status != "all":
        clauses["status"] = statuses(question.on_day)[question.status]
    return clauses


def statuses(on_day: date) -> dict[str, Clause]:
    """As `aids.opening.status` has them on a day in Paris."""
    day = on_day.isoformat()
    begun: Clause = {"range": {"opens_on": {"lte": day}}}
    return {
        "upcoming": {"range": {"opens_on": {"gt": day}}},
        "open": all_of(begun, {"range": {"closes_on": {"gte": day}}}),
        "closed": all_of(begun, {"range": {"closes_on": {"lt": day}}}),
    }


def _shown_in(locale: str) -> Clause:
    """Each aid once: in that language, else in the default one."""
    default = terms("locale", (settings.LANGUAGE_CODE,))
    if locale == settings.LANGUAGE_CODE:
        return default
    return any_of([terms("locale", (locale,)), all_of(default, never=(terms("hidden_in", (locale,)),))])
