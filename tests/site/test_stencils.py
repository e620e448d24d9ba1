"""What is drawn by stencil is what its template draws."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from search.views.filters import Group, Option
from search.views.results import Result

FULL = Result(
    **{
        name: f"{name} « <b> & \"' »"
        for name in Result._fields
        if name not in {"amount_in_words", "modes", "status", "title", "way"}
    },
    title=mark_safe("Prime <mark>vélo</mark> &amp; cargo"),
    modes=mark_safe("<ul><li>Vélo</li></ul>"),
    amount_in_words=True,
    status="open",
    way=("Toulouse", "Toulouse <Métropole>", "Occitanie"),
)
ABSENT = ("amount", "amount_language", "audience", "benefit", "employer", "envelope", "language", "summary")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "result",
    [
        FULL,
        FULL._replace(status="closed", amount_in_words=False, title="é < è"),
        FULL._replace(way=()),
        FULL._replace(opens_on=None, closes_on=None),
        FULL._replace(way=("Occitanie",)),
        *(FULL._replace(**{name: ""}) for name in ABSENT),
        FULL._replace(**dict.fromkeys(ABSENT, "")),
    ],
)
def test_a_card(result: Result, language: str) -> None:
    with translation.override(language):
        template = render_to_string("components/result.html", {"result": result, "heading": "h2"})
        # Drawn twice: the second time from what the first one kept.
        assert (result.drawn, result._replace(funder="Un autre").drawn) == (
            template,
            render_to_string("components/result.html", {"result": result._replace(funder="Un autre"), "heading": "h2"}),
        )


@pytest.mark.parametrize(
    ("type_", "option"),
    [
        ("checkbox", Option("bike", "Vélo & co <", "12", chosen=True)),
        ("radio", Option("", "Toutes", "", chosen=False)),
    ],
)
def test_a_value_of_a_filter(type_: str, option: Option) -> None:
    template = render_to_string("search/_option.html", {"type": type_, "name": "mode", "option": option})
    assert Group("mode", "Mode", (option, option), open=True, type=type_).drawn() == 2 * template
