"""What a person is told: refused rows in a report and, unchanged, in a file to correct and import again."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, TextIO

from django.utils.translation import gettext as _

from aids.importing.reading import Place, SourceFile
from aids.importing.rows import Problem

Say = Callable[[str], object]
CHUNK = 1 << 16


class Report:
    """Two files beside the input, made when the first row is refused; where that isn't allowed, lines on the output.

    For `aides.csv`: `aides.report.txt`, one line a refused row, and `aides.refused.csv`, with the header.
    """

    def __init__(self, path: Path, say: Say) -> None:
        self.lines_path = path.with_name(f"{path.stem}.report.txt")
        self.rows_path = path.with_name(f"{path.stem}.refused{path.suffix}")
        self.say = say
        self._input = path
        self._lines: TextIO | None = None
        self._rows: BinaryIO | None = None
        self._source: BinaryIO | None = None
        self._writes_files = True

    def __enter__(self) -> Self:
        """An earlier import's files say nothing about this one."""
        for path in (self.lines_path, self.rows_path):
            if path.exists():
                path.unlink()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for stream in (self._lines, self._rows, self._source):
            if stream is not None:
                stream.close()

    @property
    def has_files(self) -> bool:
        return self._lines is not None

    def refuse(self, file: SourceFile, place: Place, problems: list[Problem]) -> None:
        """One line for the row, and the row itself."""
        line = self._line(place, "; ".join(map(str, problems)))
        if self._writes_files and self._lines is None:
            self._open(file)
        if self._lines is None or self._rows is None:
            self.say(line)
            return
        self._lines.write(f"{line}\n")
        self._copy(place)

    def tell(self, place: Place, what: str) -> None:
        """Something one should know of a row that wasn't refused."""
        self.say(self._line(place, what))

    def _line(self, place: Place, what: str) -> str:
        # A column's name may be anything: half a character can't be written.
        printable = what.encode(errors="backslashreplace").decode()
        return _("ligne %(line)d : %(what)s") % {"line": place.line, "what": " ".join(printable.split())}

    def _open(self, file: SourceFile) -> None:
        try:
            self._lines = self.lines_path.open("w", encoding="utf-8")
            self._rows = self.rows_path.open("wb")
        except OSError as error:
            self._writes_files = False
            self.say(_("Impossible d’écrire à côté du fichier (%s) : les lignes refusées sont dites ici.") % error)
            return
        self._source = self._input.open("rb")
        self._copy(Place(1, 0, file.header.end))

    def _copy(self, place: Place) -> None:
        """Byte for byte; a row may be larger than what one would hold in memory."""
        assert self._source is not None  # noqa: S101 - opened together
        assert self._rows is not None  # noqa: S101 - opened together
        self._source.seek(place.start)
        left, last = place.end - place.start, b"\n"
        while left > 0 and (chunk := self._source.read(min(left, CHUNK))):
            self._rows.write(chunk)
            left, last = left - len(chunk), chunk[-1:]
        if place.end > place.start and last != b"\n" and place.start > 0:
            self._rows.write(b"\n")
