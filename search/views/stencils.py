"""HTML of what a page shows dozens of times, a card or a value of a filter.

Drawing a template costs some microseconds for each of its variables and tests: a page of cards would take longer than
the search itself. So a template is drawn once for each shape (which texts are there at all, and what it tests), with
marks where the texts go; afterwards texts are put between the pieces. Therefore such a template prints its texts as
they are: a filter would be given the mark (tests/site/test_stencils.py would tell).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import Any, Protocol

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

# Characters that no text has: for private use.
MARK = "\ue000{} {}\ue001"
MARKS = re.compile("\ue000([0-9]+) (-?[0-9]+)\ue001")

ONE = -1
# A text, or several, as the names on a way.
Text = str | tuple[str, ...] | None
Shape = tuple[tuple[str, str | bool], ...]


class Texts(Protocol):
    """A named tuple of texts; what isn't a text is in the shape."""

    @property
    def _fields(self) -> tuple[str, ...]: ...

    def __iter__(self) -> Iterator[Any]: ...


class Stencil:
    """What is drawn around the texts, with empty pieces in their places."""

    def __init__(self, drawn: str) -> None:
        pieces = MARKS.split(drawn)
        self._places = [(int(field), int(at)) for field, at in zip(pieces[1::3], pieces[2::3], strict=True)]
        del pieces[2::3]
        self._pieces = pieces

    def fill(self, texts: Sequence[Any]) -> SafeString:
        """The texts in their places."""
        filled = self._pieces.copy()
        filled[1::2] = [_escaped(texts[field] if at == ONE else texts[field][at]) for field, at in self._places]
        return SafeString("".join(filled))


def draw(template: str, thing: str, texts: Texts, shape: Shape, language: str | None = None) -> SafeString:
    """The template with the texts, its `thing`'s: `{{ result.title }}`. What it tests but by presence is the shape.

    `language` is the active one, for who draws many.
    """
    values = tuple(texts)
    counts = tuple([len(text) if isinstance(text, tuple) else ONE if text else 0 for text in values])
    return stencil(template, thing, texts._fields, counts, shape, language or get_language()).fill(values)


@lru_cache(maxsize=512)
def stencil(
    template: str, thing: str, names: tuple[str, ...], counts: tuple[int, ...], shape: Shape, language: str | None
) -> Stencil:
    """The stencil for things of so many texts in each of the fields, `ONE` where it is one and not several."""
    marked: dict[str, object] = {}
    for field, (name, count) in enumerate(zip(names, counts, strict=True)):
        marks = [SafeString(MARK.format(field, at)) for at in ([ONE] if count == ONE else range(count))]
        marked[name] = marks[0] if count == ONE else marks or ""
    return Stencil(render_to_string(template, {thing: marked | dict(shape), **dict(shape)}))


def _escaped(text: str) -> str:
    return text if isinstance(text, SafeString) or text.isalnum() else escape(text)
