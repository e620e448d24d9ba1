"""Texts from elsewhere, made fit to keep: rich text reduced to what the editor allows, one-line fields on one line.

Cleaning twice gives the same as cleaning once: what was exported and comes back is unchanged.
"""

import re
from html import escape
from html.parser import HTMLParser

import nh3

# A spreadsheet runs a cell that begins with one of these; exports put an apostrophe before it, imports take it away.
FORMULA_STARTS = ("=", "+", "-", "@")
FORMULA_MARK = "'"

# What each feature of the editor (aids.models.RICH_TEXT_FEATURES) writes. Paragraphs and line breaks are always there.
FEATURE_TAGS = {
    "h3": {"h3"},
    "h4": {"h4"},
    "bold": {"b"},
    "italic": {"i"},
    "ol": {"ol", "li"},
    "ul": {"ul", "li"},
    "link": {"a"},
}
FEATURES = ("h3", "h4", "bold", "italic", "ol", "ul", "link")
ALLOWED_TAGS = {"p", "br"}.union(*(FEATURE_TAGS[feature] for feature in FEATURES))
LINK_SCHEMES = {"http", "https", "mailto", "tel"}
# What other editors write for the same thing.
SYNONYMS = {
    "strong": "b", "em": "i", "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4",
    "div": "p", "section": "p", "article": "p", "blockquote": "p", "header": "p", "footer": "p", "tr": "p", "pre": "p",
}  # fmt: skip
BLOCKS = {"p", "h3", "h4", "ul", "ol", "li"}

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS = re.compile(r"[ \t]*[\t\r\n\u2028\u2029]+[ \t]*")
_NEWLINES = re.compile(r"\r\n?|[\u2028\u2029]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#[xX][0-9a-fA-F]+);")
_BLOCK_TAG = re.compile(
    r"</?(?:p|h[1-6]|[uo]l|li|br|hr|div|section|article|blockquote|header|footer|table|pre)\b", re.IGNORECASE
)
_SYNONYM_TAG = re.compile(rf"<(/?)({'|'.join(SYNONYMS)})\b", re.IGNORECASE)
_CELL_END = re.compile(r"</t[dh]\b[^<>]*>", re.IGNORECASE)
_BULLET = re.compile(r"[-•*] +")
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_EMPTY_BLOCK = re.compile(r"<(p|h3|h4|li|ul|ol|b|i|a)(?: [^<>]*)?>(?:\s|&nbsp;|<br/>)*</\1>")


def has_control_characters(text: str) -> bool:
    """NUL and halves of characters break databases, the others XML, terminals and people: none means anything."""
    return _CONTROL.search(text) is not None


def without_formula_mark(text: str) -> str:
    """`'=1+1` was neutralised for a spreadsheet: `=1+1`. Any other apostrophe is the author's."""
    if text.startswith(FORMULA_MARK) and text[1:].lstrip(FORMULA_MARK).startswith(FORMULA_STARTS):
        return text[1:]
    return text


def with_formula_mark(text: str) -> str:
    """The contrary: what a spreadsheet would run, or what would lose its own apostrophe on the way back."""
    if text.lstrip(FORMULA_MARK).startswith(FORMULA_STARTS) or text.startswith(("\t", "\r")):
        return FORMULA_MARK + text
    return text


def one_line(text: str) -> str:
    """A title, a name: line breaks become a space. Non-breaking spaces ("500 €") stay."""
    return _LINE_BREAKS.sub(" ", without_formula_mark(text.strip())).strip()


def several_lines(text: str) -> str:
    """A plain text that may have several lines, with one kind of line break."""
    return _NEWLINES.sub("\n", without_formula_mark(text.strip())).strip()


def rich_text(text: str) -> str:
    """HTML or plain text, as the editor would keep it.

    >>> rich_text("Un vélo neuf :\\n- pliant\\n- cargo")
    '<p>Un vélo neuf :</p><ul><li>pliant</li><li>cargo</li></ul>'
    """
    text = several_lines(text)
    if not text:
        return ""
    if not (_TAG.search(text) or _ENTITY.search(text)):
        # Nothing to clean, and most texts are like this: written as nh3 would.
        return _without_empty_blocks(paragraphs(escape(text, quote=False).replace("\u00a0", "&nbsp;")))
    if not _BLOCK_TAG.search(text):
        text = paragraphs(text)
    text = _CELL_END.sub(" ", text)
    text = _SYNONYM_TAG.sub(lambda tag: f"<{tag[1]}{SYNONYMS[tag[2].lower()]}", text)
    clean = nh3.clean(text, tags=ALLOWED_TAGS, attributes={"a": {"href"}}, url_schemes=LINK_SCHEMES, link_rel=None)
    shaper = _Shaper()
    shaper.feed(clean)
    shaper.close()
    return _without_empty_blocks(shaper.html())


def paragraphs(text: str) -> str:
    """Plain text, already escaped, as paragraphs; lines that begin with a dash become a list."""
    return "".join(_block(lines.split("\n")) for lines in _BLANK_LINES.split(text) if lines.strip())


def _block(lines: list[str]) -> str:
    html: list[str] = []
    loose: list[str] = []
    items: list[str] = []

    def flush() -> None:
        if loose:
            html.append(f"<p>{'<br/>'.join(loose)}</p>")
        if items:
            html.append(f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>")
        loose.clear()
        items.clear()

    for line in lines:
        bullet = _BULLET.match(line)
        if bool(bullet) != bool(items):
            flush()
        if bullet:
            items.append(line[bullet.end() :])
        else:
            loose.append(line)
    flush()
    return "".join(html)


def _without_empty_blocks(html: str) -> str:
    """Emptied blocks may be inside one another: an item that held only a script, in a list that held only it."""
    for _depth in range(20):
        html, count = _EMPTY_BLOCK.subn("", html)
        if not count:
            break
    return html


class _Shaper(HTMLParser):
    """Gives what nh3 found safe the shape the editor keeps: every text in a block, no paragraph inside an item."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._out: list[str] = []
        self._blocks: list[str] = []
        self._inline: list[str] = []
        self._loose = False

    def html(self) -> str:
        """The text, its last paragraph closed."""
        self._end_loose()
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._start_block(tag)
        elif tag == "br":
            if self._blocks or self._loose:
                self._out.append("<br/>")
        elif tag != "a":
            self._start_inline(tag, f"<{tag}>")
        elif href := dict(attrs).get("href"):
            self._start_inline(tag, f'<a href="{escape(href)}">')

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._end_block()
        elif tag in self._inline:
            while self._inline:
                closed = self._inline.pop()
                self._out.append(f"</{closed}>")
                if closed == tag:
                    break

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._begin_loose()
        if self._loose or (self._blocks and self._blocks[-1] not in {"ul", "ol"}):
            self._out.append(data)

    def handle_entityref(self, name: str) -> None:
        self._begin_loose()
        self._out.append(f"&{name};")

    def _start_inline(self, tag: str, written: str) -> None:
        self._begin_loose()
        self._inline.append(tag)
        self._out.append(written)

    def _start_block(self, tag: str) -> None:
        self._close_inline()
        self._end_loose()
        if self._blocks and tag == "p":
            self._blocks.append("")
            return
        self._blocks.append(tag)
        self._out.append(f"<{tag}>")

    def _end_block(self) -> None:
        self._close_inline()
        if self._blocks:
            closed = self._blocks.pop()
            self._out.append(f"</{closed}>" if closed else " ")

    def _close_inline(self) -> None:
        self._out.extend(f"</{tag}>" for tag in reversed(self._inline))
        self._inline.clear()

    def _begin_loose(self) -> None:
        if not self._blocks and not self._loose:
            self._loose = True
            self._out.append("<p>")

    def _end_loose(self) -> None:
        if self._loose:
            self._close_inline()
            self._loose = False
            self._out.append("</p>")


def text_of(html: str) -> str:
    """Rich text as plain text, the way back of `paragraphs`: blocks apart, items after a dash."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _TextReader(HTMLParser):
    """Reads the blocks of clean rich text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []

    def text(self) -> str:
        """All blocks, without the empty ones."""
        return "".join(self._parts).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"p", "h3", "h4"}:
            self._parts.append("\n\n")
        elif tag == "li":
            self._parts.append("\n- ")
        elif tag == "br":
            self._parts.append("\n")

    def handle_data(self, data: str) -> None:
        self._parts.append(data)
