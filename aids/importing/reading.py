"""Files as they come: rows with the physical line they begin on and their place in the file, one at a time.

A row keeps no bytes of its own. Its place is enough to copy it, unchanged, to the file of refused rows.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import orjson
from django.utils.translation import gettext as _

from aids.importing.columns import (
    COLUMNS,
    CSV,
    EXPORT_ONLY,
    EXTENSIONS,
    FABMOB,
    FABMOB_COLUMNS,
    FABMOB_REQUIRED,
    JSONL,
    LISTS,
    REQUIRED,
    SEPARATOR,
)

UTF8_BOM = b"\xef\xbb\xbf"
UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
MAX_ROW_BYTES = 1_000_000
DELIMITERS = (",", ";", "\t")


class UnreadableFile(Exception):  # noqa: N818 - said to a person as it is, it reads better than with "Error"
    """Nothing of the file can be imported: its first line or its encoding isn't of a format we know."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row is: the line it begins on, from 1, and its bytes."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row as the file states it; or why it can't be read."""

    place: Place
    values: Mapping[str, object] | None
    problem: str = ""


class _Unclosed(Exception):  # noqa: N818 - internal: a record that doesn't end
    pass


class SourceFile:
    """An open file, of a known format, ready to give its rows.

    `header` is where the first row begins: what comes before is repeated at the top of the file of refused rows.
    """

    def __init__(self, stream: BinaryIO, file_format: str) -> None:
        self.stream = stream
        self.format = file_format
        self.header = Place(1, 0, 0)
        self._encoding = "utf-8"
        self._delimiter = ","
        self._columns: list[str] = []
        start = stream.read(3)
        if start.startswith(UTF16_BOMS):
            raise UnreadableFile(_("Ce fichier est en UTF-16 : enregistrez-le en UTF-8."))
        bom = len(UTF8_BOM) if start == UTF8_BOM else 0
        self.header = Place(1, 0, bom)
        if file_format != JSONL:
            if not bom:
                self._encoding = _encoding_of(stream)
            self._read_header()

    def rows(self) -> Iterator[SourceRow]:
        """Every row that isn't blank, in the order of the file."""
        if self.format == JSONL:
            return self._json_rows()
        return self._csv_rows()

    def _json_rows(self) -> Iterator[SourceRow]:
        for place, line in _lines(self.stream, self.header.end, 1):
            if line is None:
                yield SourceRow(place, None, _too_long())
            elif line.strip():
                yield _json_row(place, line)

    def _read_header(self) -> None:
        first = next(_lines(self.stream, self.header.end, 1), None)
        if first is None:
            return
        place, line = first
        if line is None:
            raise UnreadableFile(_too_long())
        try:
            text = line.decode(self._encoding)
        except UnicodeDecodeError as error:
            raise UnreadableFile(_("La première ligne n’est pas du texte.")) from error
        self._delimiter = max(DELIMITERS, key=text.count)
        self._columns = [name.strip() for name in next(csv.reader([text], delimiter=self._delimiter), [])]
        self.header = Place(1, 0, place.end)
        self._check_columns()

    def _check_columns(self) -> None:
        known, required = (FABMOB_COLUMNS, FABMOB_REQUIRED) if self.format == FABMOB else (COLUMNS, REQUIRED)
        unknown = [name for name in self._columns if name and name not in {*known, *EXPORT_ONLY}]
        twice = sorted({name for name in self._columns if name and self._columns.count(name) > 1})
        missing = [name for name in required if name not in self._columns]
        for names, message in (
            (unknown, _("Colonne inconnue : %s.")),
            (twice, _("Colonne en double : %s.")),
            (missing, _("Colonne manquante : %s.")),
        ):
            if names:
                raise UnreadableFile(message % ", ".join(names))

    def _csv_rows(self) -> Iterator[SourceRow]:
        """Records of one or several physical lines. One that can't be read costs its first line only.

        A quote that never closes would swallow the rest of the file: reading begins again on the line after it.
        """
        position, line = self.header.end, 2
        while True:
            restart = None
            for row, lines in self._records(position, line):
                if row.problem and lines > 1:
                    restart = row
                    break
                yield row
            if restart is None:
                return
            first, _bytes = next(_lines(self.stream, restart.place.start, restart.place.line))
            yield SourceRow(first, None, restart.problem)
            position, line = first.end, first.line + 1

    def _records(self, position: int, line: int) -> Iterator[tuple[SourceRow, int]]:
        """Records with their number of physical lines."""
        feed = _Feed(self.stream, position, line, self._encoding)
        reader = csv.reader(feed, delimiter=self._delimiter, strict=True)
        csv.field_size_limit(MAX_ROW_BYTES)
        while True:
            feed.begin_record()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except _Unclosed as error:
                reader = csv.reader(feed, delimiter=self._delimiter, strict=True)
                yield SourceRow(feed.place(), None, str(error)), feed.lines
            except csv.Error:
                reader = csv.reader(feed, delimiter=self._delimiter, strict=True)
                yield SourceRow(feed.place(), None, _("guillemets mal placés ou jamais fermés")), feed.lines
            else:
                if any(cell.strip() for cell in cells):
                    yield self._csv_row(feed.place(), cells), feed.lines

    def _csv_row(self, place: Place, cells: list[str]) -> SourceRow:
        count = len(self._columns)
        if len(cells) < count or any(cell.strip() for cell in cells[count:]):
            problem = _("%(found)d colonnes au lieu de %(expected)d") % {"found": len(cells), "expected": count}
            return SourceRow(place, None, problem)
        values = {name: cell for name, cell in zip(self._columns, cells, strict=False) if name}
        if self.format == CSV:
            return SourceRow(place, _nested(values))
        return SourceRow(place, values)


class _Feed:
    """Gives csv.reader decoded lines, and remembers which lines the record being read is made of."""

    def __init__(self, stream: BinaryIO, position: int, line: int, encoding: str) -> None:
        self._source = _lines(stream, position, line)
        self._encoding = encoding
        self._next = Place(line, position, position)
        self._first = self._last = self._next
        self.lines = 0

    def begin_record(self) -> None:
        """What is read from now on belongs to a new record."""
        self.lines = 0

    def place(self) -> Place:
        """Where the record is."""
        return Place(self._first.line, self._first.start, self._last.end)

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        place, line = next(self._source)
        self.lines += 1
        if self.lines == 1:
            self._first = place
        self._last = place
        if line is None or place.end - self._first.start > MAX_ROW_BYTES:
            raise _Unclosed(_too_long())
        try:
            return line.decode(self._encoding)
        except UnicodeDecodeError:
            raise _Unclosed(_not_text(self._encoding)) from None


def format_of(path: Path) -> str:
    """The format that the file's extension tells."""
    try:
        return EXTENSIONS[path.suffix.lower()]
    except KeyError:
        message = _("Extension inconnue : %s. Attendu : .jsonl ou .csv, ou --format.")
        raise UnreadableFile(message % (path.suffix or path.name)) from None


def _lines(stream: BinaryIO, position: int, number: int) -> Iterator[tuple[Place, bytes | None]]:
    """Physical lines from there on; None instead of one that is too long, whose bytes are never held together."""
    while True:
        stream.seek(position)
        line = stream.readline(MAX_ROW_BYTES + 1)
        if not line:
            return
        length = len(line)
        if length > MAX_ROW_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_ROW_BYTES)
                length += len(line)
            yield Place(number, position, position + length), None
        else:
            yield Place(number, position, position + length), line
        position += length
        number += 1


def _encoding_of(stream: BinaryIO) -> str:
    """UTF-8, or what Excel writes in France (cp1252) when most lines with an accent aren't UTF-8.

    One broken line in a UTF-8 file is that line's problem: it doesn't turn the accents of all others into "Ã©".
    """
    good = bad = 0
    for _place, line in _lines(stream, 0, 1):
        if line is None or line.isascii():
            continue
        try:
            line.decode()
        except UnicodeDecodeError:
            bad += 1
        else:
            good += 1
    return "cp1252" if bad > good else "utf-8"


def _json_row(place: Place, line: bytes) -> SourceRow:
    try:
        values = _json(line)
    except UnicodeDecodeError:
        return SourceRow(place, None, _not_text("utf-8"))
    except json.JSONDecodeError as error:
        return SourceRow(place, None, _("JSON illisible au caractère %(place)d") % {"place": error.pos + 1})
    except (ValueError, RecursionError):
        return SourceRow(place, None, _("JSON illisible : trop profond, ou un nombre trop long"))
    if not isinstance(values, dict):
        return SourceRow(place, None, _("un objet JSON est attendu"))
    return SourceRow(place, values)


def _json(line: bytes) -> object:
    """What is nearly JSON (NaN, 1e400, half a character) is read too: the value is bad, and told by its column."""
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        return json.loads(line.decode())


def _nested(values: Mapping[str, str]) -> dict[str, object]:
    """CSV cells as JSON would state them: the funder's together, lists split."""
    funder = {name.removeprefix("funder."): cell for name, cell in values.items() if name.startswith("funder.")}
    row: dict[str, object] = {name: cell for name, cell in values.items() if not name.startswith("funder.")}
    for name in LISTS:
        if name in values:
            row[name] = [item.strip() for item in values[name].split(SEPARATOR) if item.strip()]
    return {**row, "funder": funder}


def _too_long() -> str:
    return _("ligne de plus de %d octets") % MAX_ROW_BYTES


def _not_text(encoding: str) -> str:
    return _("octets qui ne sont pas du texte %s") % encoding.upper()
