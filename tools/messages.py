"""Collects the translations (`messages.py`, needs gettext) or checks them (`messages.py --check`, needs nothing).

French is the language of the source; English is complete. Both `.po` and `.mo` are committed, so that a machine without
gettext runs the site in both languages. JavaScript has no text of its own: it finds its words in the page's `data-`
attributes.
"""

import re
import subprocess
import sys
from pathlib import Path

import polib

CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
# What is filled in: `%(name)s`, `%s`, `%%`, JavaScript's `{name}`, and the tags around words.
PLACEHOLDERS = re.compile(r"%(?:\(\w+\))?[sd%]|\{\w+\}|</?\w+[^>]*>")


def collect() -> None:
    """Run makemessages over our own files; obsolete entries go."""
    command = ["manage.py", "makemessages", "-l", "en", "--no-wrap", "--no-obsolete", "--add-location", "file"]
    ignored = [option for folder in (".venv", "var", "node_modules", "tests") for option in ("-i", folder)]
    subprocess.run([sys.executable, *command, *ignored], check=True)  # noqa: S603 - our own command


def compiled(catalogue: polib.POFile) -> dict[tuple[str, str], object]:
    """What a compiled catalogue says, by context and message."""
    return {
        (entry.msgctxt or "", entry.msgid): entry.msgstr_plural or entry.msgstr
        for entry in catalogue
        if not entry.obsolete and "fuzzy" not in entry.flags
    }


def keeps_placeholders(entry: polib.POEntry) -> bool:
    """Whether each translation is filled in with what its French is, in whatever order: `%(place)s`, `<strong>`."""
    translations = [entry.msgstr, *entry.msgstr_plural.values()]
    expected = {*PLACEHOLDERS.findall(entry.msgid)}
    return all({*PLACEHOLDERS.findall(text)} == expected for text in translations if text)


def faults() -> list[str]:
    """A line for each message that English lacks, doubts or breaks, and one if the compiled file is another's."""
    catalogue = polib.pofile(str(CATALOGUE))
    found = [f"not translated: {entry.msgid!r}" for entry in catalogue.untranslated_entries()]
    found += [f"translation to be confirmed: {entry.msgid!r}" for entry in catalogue.fuzzy_entries()]
    found += [f"placeholders differ: {entry.msgid!r}" for entry in catalogue if not keeps_placeholders(entry)]
    if compiled(polib.mofile(str(CATALOGUE.with_suffix(".mo")))) != compiled(catalogue):
        found.append(f"{CATALOGUE.with_suffix('.mo')} is older than {CATALOGUE}: run make messages")
    return found


def check() -> int:
    """1 and a line per fault."""
    found = faults()
    sys.stderr.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


def main() -> int:
    """Check, or collect and compile; `--collect` leaves out the compiling, to compare what was collected."""
    if "--check" in sys.argv:
        return check()
    collect()
    if "--collect" in sys.argv:
        return 0
    polib.pofile(str(CATALOGUE)).save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    return check()


if __name__ == "__main__":
    sys.exit(main())
