"""What a text makes hard for some of its readers: said to whoever publishes it, who decides.

An image without alternative isn't here: its block asks for one, or for the mark "decorative", before it is saved.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.rich_text import RichText

# Read alone, as screen readers list them, these say nothing of where they lead.
VAGUE = frozenset(
    {
        "ici", "cliquez ici", "cliquer ici", "clic ici", "lien", "ce lien", "suivre ce lien", "lire la suite",
        "la suite", "en savoir plus", "plus d'infos", "plus d'informations", "voir", "voir plus",
        "consulter", "télécharger",
        "here", "click here", "link", "this link", "read more", "more", "learn more", "download",
    }
)  # fmt: skip
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# Someone checked that this PDF can be read by all: a tag of the document says so.
ACCESSIBLE_TAG = "accessible"
PDF = "pdf"
# The level of a block's own title; that of an item within it is one below.
BLOCK_LEVEL = 2


@dataclass
class Text:
    """What is looked at of one or several texts, in their order: links, titles, documents."""

    links: list[str] = field(default_factory=list)
    # Level and words, as they come.
    headings: list[tuple[int, str]] = field(default_factory=list)
    documents: list[int] = field(default_factory=list)


def of_html(*texts: str, level: int = BLOCK_LEVEL) -> list[str]:
    """The remarks on rich texts that stand below titles of the level given."""
    seen = Text(headings=[(level, "")])
    for text in texts:
        _read(text, seen)
    return _remarks(seen)


def of_blocks(*streams: Any) -> list[str]:
    """The remarks on the blocks of a page, whose own title is of the first level."""
    seen = Text(headings=[(1, "")])
    for stream in streams:
        for block in stream:
            _walk(block.value, seen, is_block=True)
    return _remarks(seen)


def _walk(value: Any, seen: Text, *, is_block: bool = False) -> None:
    if isinstance(value, RichText):
        _read(value.source, seen)
    elif isinstance(value, get_document_model()):
        seen.documents.append(value.pk)
    elif hasattr(value, "items"):  # a struct
        for name, part in value.items():
            if part and (name == "heading" or (name == "title" and isinstance(part, str))):
                seen.headings.append((BLOCK_LEVEL if is_block else BLOCK_LEVEL + 1, str(part)))
            else:
                _walk(part, seen)
    elif hasattr(value, "bound_blocks"):  # a list
        for part in value:
            _walk(part, seen)


def _read(html: str, seen: Text) -> None:
    reader = _Reader(seen)
    reader.feed(html)
    reader.close()


class _Reader(HTMLParser):
    """Collects the words of links and titles, and the documents linked to."""

    def __init__(self, seen: Text) -> None:
        super().__init__()
        self.seen = seen
        self._words: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" or _level(tag):
            self._words[tag] = ""
        given = dict(attrs)
        if tag == "a" and given.get("linktype") == "document" and (number := given.get("id") or "").isdigit():
            self.seen.documents.append(int(number))

    def handle_data(self, data: str) -> None:
        for tag in self._words:
            self._words[tag] += data

    def handle_endtag(self, tag: str) -> None:
        words = self._words.pop(tag, None)
        if words is None:
            return
        if tag == "a":
            self.seen.links.append(" ".join(words.split()))
        else:
            self.seen.headings.append((_level(tag), " ".join(words.split())))


def _level(tag: str) -> int:
    return int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456" else 0


def _remarks(seen: Text) -> list[str]:
    found = [*_of_links(seen), *_of_headings(seen), *_of_documents(seen)]
    return list(dict.fromkeys(found))


def _of_links(seen: Text) -> Iterator[str]:
    for words in seen.links:
        if words.lower().replace("’", "'").strip(" .…:»«>→") in VAGUE:
            yield _("Le lien « %s » ne dit pas où il mène : nommez ce que l’on trouve en le suivant.") % words
        elif ADDRESS.fullmatch(words):
            yield _("Le lien « %s » est une adresse : écrivez plutôt le nom de ce que l’on y trouve.") % words


def _of_headings(seen: Text) -> Iterator[str]:
    for (before, _words), (level, words) in zip(seen.headings, seen.headings[1:], strict=False):
        if not words:
            yield _("Un titre est vide : écrivez-le, ou enlevez-le.")
        elif level > before + 1:
            yield _("Le titre « %s » saute un niveau : il manque un titre au-dessus de lui.") % words


def _of_documents(seen: Text) -> Iterator[str]:
    known = get_document_model().objects.filter(pk__in=seen.documents).prefetch_related("tags")
    for document in known:
        if document.file_extension.lower() == PDF and ACCESSIBLE_TAG not in {tag.name for tag in document.tags.all()}:
            yield _(
                "Le PDF « %(title)s » n’est pas marqué accessible : donnez aussi son contenu dans une page, ou "
                "vérifiez-le, puis ajoutez-lui l’étiquette « %(tag)s »."
            ) % {"title": document.title, "tag": ACCESSIBLE_TAG}
