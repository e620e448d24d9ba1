"""The words found, marked in the texts that the reader sees. Plain Python, without Django."""

from collections.abc import Iterable, Sequence
from html import escape

from search.groups import Group
from search.marks import Span, Texts


def highlighted(texts: Texts, groups: Iterable[Group]) -> dict[str, str]:
    """The texts as HTML with the words found in `<mark>`; a text without any is left out."""
    wanted = {alternative.tokens for group in groups if group.required for alternative in group.alternatives}
    found: dict[str, str] = {}
    for name, (text, spans) in texts.items():
        present = {span[0] for span in spans}
        tokens = {token for alternative in wanted if present.issuperset(alternative) for token in alternative}
        if tokens:
            found[name] = _marked(text, [span for span in spans if span[0] in tokens])
    return found


def _marked(text: str, spans: Sequence[Span]) -> str:
    parts: list[str] = []
    done = 0
    for _, start, end in spans:
        parts += (escape(text[done:start], quote=False), "<mark>", escape(text[start:end], quote=False), "</mark>")
        done = end
    return "".join((*parts, escape(text[done:], quote=False)))
