"""Puts the demonstration catalogue in the database, by the way that any file of aids takes."""

import json
from pathlib import Path
from typing import Any

from aids.importing.reports import Say
from aids.importing.service import Options, Outcome, run
from home.demo.catalogue import rows
from home.demo.zones import create_zones

SOURCE = "demo"


def load_demo(file: Path, say: Say) -> Outcome:
    """Zones first, for aids apply to them; then the rows, written to `file` as whoever sends us aids would.

    A second time changes nothing; an aid that somebody edited since is left as it is.
    """
    create_zones()
    file.write_text("".join(map(_line, rows())))
    return run(path=file, options=Options(source=SOURCE), say=say)


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"
