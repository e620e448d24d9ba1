"""The Summary and the marks of each position: what answers show, and never search.

100,000 of them are 160 MB. The first ones stay in memory; what doesn't fit goes to a file without a name in the
temporary folder (`TMPDIR`), from which one is read in two microseconds, out of the system's own cache: neither the
worker's memory nor a query. The file ends with the process.
"""

import logging
import os
import tempfile
import weakref
from array import array
from typing import IO

logger = logging.getLogger(__name__)

# Some 600 aids.
IN_MEMORY = 1024 * 1024
NOTHING = (b"", b"")


class Texts:
    """One writer at a time, any number of readers; who reads asks for positions that a view told."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []
        self._room = IN_MEMORY
        self._file: IO[bytes] | None = None
        self._end = 0
        # Of each position: where its texts begin in the file, how long they are, and how much of it is the Summary.
        # Nothing is known of a position whose texts are no bytes long.
        self._starts = array("Q")
        self._lengths = array("I")
        self._summaries = array("I")

    def append(self, summary: bytes, marks: bytes) -> None:
        """The texts of the next position; to be read after `flush`."""
        text = summary + marks
        if self._file is None and self._room >= len(text):
            self._room -= len(text)
            self._kept.append(text)
        elif not self._write(text):
            text = b""
        self._starts.append(self._end - len(text) if self._file else 0)
        self._summaries.append(len(summary))
        self._lengths.append(len(text))

    def flush(self) -> None:
        """What was appended may be read from now on."""
        if self._file:
            self._file.flush()

    def forget(self, position: int) -> None:
        """Nobody sees that position any more, but for who still reads an older view and looks in the database."""
        self._lengths[position] = 0
        if position < len(self._kept):
            self._kept[position] = b""

    def at(self, position: int) -> tuple[bytes, bytes]:
        """The Summary and the marks of a position; empty where they aren't known."""
        length = self._lengths[position]
        if not length:
            return NOTHING
        if position < len(self._kept):
            text = self._kept[position]
        else:
            text = os.pread(self._file.fileno(), length, self._starts[position]) if self._file else b""
        middle = self._summaries[position]
        return (text[:middle], text[middle:]) if len(text) == length else NOTHING

    def _write(self, text: bytes) -> bool:
        """At the end of the file. Where there is no room for it, texts will be read from the database."""
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(prefix="mcm-texts-")  # noqa: SIM115 - it lasts as long as this
                weakref.finalize(self, self._file.close)
            self._file.write(text)
        except OSError as error:
            logger.warning("Texts of aids can't be kept beside the database: %s", error)
            return False
        self._end += len(text)
        return True
