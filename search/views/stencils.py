"""HTML of what a page shows dozens of times, a card or a value of a filter.

Drawing a template costs some microseconds for each of its variables and tests: a page of cards would take longer than
the search itself. So a template is drawn once for each shape (which texts are there at all, and what it tests), with
marks where the texts go; afterwards texts are put between the pieces. Therefore such a template prints its texts as
they are: a filter would be given the mark (tests/site/test_stencils.py would tell).
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

# Characters that no text has: for private use.
MARK = "\ue000{}\ue001"
MARKS = re.compile("\ue000([a-z_0-9]+)\ue001")

ONE = -1
# A text, or several, as the names on a way.
Text = str | tuple[str, ...] | None
Shape = tuple[tuple[str, str | bool], ...]


def draw(template: str, thing: str, texts: Mapping[str, Text], shape: Shape = ()) -> SafeString:
    """The template with the texts, its `thing`'s: `{{ result.title }}`. What it tests but by presence is the shape."""
    counts = tuple([(name, _count(text)) for name, text in texts.items()])
    pieces, names = _stencil(template, thing, counts, shape, get_language())
    filled = list(pieces)
    filled[1::2] = [_escaped(texts, name) for name in names]
    return mark_safe("".join(filled))  # noqa: S308 - pieces were made by a template, texts are escaped


@lru_cache(maxsize=512)
def _stencil(
    template: str, thing: str, counts: tuple[tuple[str, int], ...], shape: Shape, language: str | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is drawn around the texts, with empty pieces in their places, and which text goes where."""
    marked: dict[str, object] = dict(shape)
    for name, count in counts:
        marks = [MARK.format(name)] if count == ONE else [MARK.format(f"{name}_{number}") for number in range(count)]
        safe = tuple(map(SafeString, marks))
        marked[name] = safe[0] if count == ONE else safe or ""
    pieces = MARKS.split(render_to_string(template, {thing: marked, **dict(shape)}))
    names = tuple(pieces[1::2])
    return tuple(pieces), names


def _count(text: Text) -> int:
    """How many texts; `ONE` for a text that isn't one of several."""
    return (ONE if isinstance(text, str) else len(text)) if text else 0


def _escaped(texts: Mapping[str, Text], name: str) -> str:
    text = texts.get(name)
    if text is None:
        several, _, number = name.rpartition("_")
        text = (texts[several] or ())[int(number)]
    return text if isinstance(text, SafeString) else escape(str(text))
