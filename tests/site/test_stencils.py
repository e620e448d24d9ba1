"""What is drawn by stencil is what its template draws."""

from dataclasses import fields, replace

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from search.views.filters import Option, drawn
from search.views.results import Result

FULL = Result(
    **{
        field.name: f"{field.name} « <b> & \"' »"
        for field in fields(Result)
        if field.name not in {"amount_in_words", "modes", "status", "title", "way"}
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
        replace(FULL, status="closed", amount_in_words=False, title="é < è"),
        replace(FULL, way=()),
        replace(FULL, opens_on=None, closes_on=None),
        replace(FULL, way=("Occitanie",)),
        *(replace(FULL, **{name: ""}) for name in ABSENT),
        replace(FULL, **dict.fromkeys(ABSENT, "")),
    ],
)
def test_a_card(result: Result, language: str) -> None:
    with translation.override(language):
        template = render_to_string("components/result.html", {"result": result, "heading": "h2"})
        # Drawn twice: the second time from what the first one kept.
        assert (result.drawn, replace(result, funder="Un autre").drawn) == (
            template,
            render_to_string("components/result.html", {"result": replace(result, funder="Un autre"), "heading": "h2"}),
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
    assert drawn(type_, "mode", option) == template
