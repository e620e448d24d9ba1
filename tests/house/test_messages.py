"""English is complete, and it is what the site reads."""

import ast
from collections.abc import Iterator
from pathlib import Path

import polib

from tests.house.test_structure import ROOT, our_files
from tools.messages import CATALOGUE, faults, keeps_placeholders

# What marks a text of ours, with the position of its words in the call.
MARKS = {"_": 0, "gettext": 0, "gettext_lazy": 0, "ngettext": 0, "ngettext_lazy": 0, "pgettext": 1, "pgettext_lazy": 1}


def texts_of(source: Path) -> Iterator[str]:
    """The texts that a module asks to be translated, as Python reads them."""
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            text = node.args[MARKS[node.func.id]]
            if isinstance(text, ast.Constant):
                yield text.value


def test_every_message_is_translated_and_compiled() -> None:
    assert faults() == []


def test_every_text_of_the_code_is_in_the_catalogue() -> None:
    known = {entry.msgid for entry in polib.pofile(str(ROOT / CATALOGUE))}
    sources = [path for path in our_files("*.py") if path.relative_to(ROOT).parts[0] not in {"tests", "tools"}]

    unknown = {text for path in sources for text in texts_of(path) if text and text not in known}

    assert not unknown, "run make messages"


def test_a_translation_without_its_placeholder_is_told() -> None:
    entry = polib.POEntry(msgid="Les aides de %(funder)s", msgstr="Aids from the funder")

    assert not keeps_placeholders(entry)
