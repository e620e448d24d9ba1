"""The words found, marked in the texts that the reader sees. Plain Python, without Django."""

from collections.abc import Iterable, Sequence
from html import escape

import orjson

from search.groups import Group

Span = tuple[str, int, int]


def highlighted(marks: bytes, groups: Iterable[Group]) -> dict[str, str]:
    """The title and the summary as HTML with the words found in `<mark>`; a text without any is left out.

    `marks` come with the document: `{"title": ["Prime vélo", [["prim", 0, 5], ["velo", 6, 10]]], …}`.
    """
    found: dict[str, str] = {}
    wanted = [alternative.tokens for group in groups if group.required for alternative in group.alternatives]
    for name, (text, spans) in orjson.loads(marks).items():
        present = {span[0] for span in spans}
        tokens = {token for alternative in wanted if present.issuperset(alternative) for token in alternative}
        if tokens:
            found[name] = _marked(text, [span for span in spans if span[0] in tokens])
    return found


def _marked(text: str, spans: Sequence[Span]) -> str:
    parts: list[str] = []
    done = 0
    for _, start, end in spans:
        parts += (escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>")
        done = end
    return "".join((*parts, escape(text[done:])))
