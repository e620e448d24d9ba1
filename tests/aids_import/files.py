"""Files to import, as people send them."""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError

from aids.importing.columns import COLUMNS


def row(external_id: str = "velo-1", /, **changes: Any) -> dict[str, Any]:
    """A right row of the import format, but for what the test changes."""
    return {
        "external_id": external_id,
        "title": f"Prime {external_id}",
        "summary": "Pour un vélo neuf.",
        "description": "Une aide.\n\n- vélo\n- vélo cargo",
        "funder": {"name": "Ville de Dijon", "type": "local_authority", "siren": "", "territory": None},
        "kind": "territory",
        "include": ["commune-21231"],
        "modes": ["bike"],
        "benefit": "grant",
        "amount_max": "500",
        "amount_period": "once",
        "proofs": ["identity"],
        "closes_on": "2030-12-31",
        "subscription_url": "https://exemple.fr/demande",
        **changes,
    }


def jsonl(path: Path, rows: Iterable[dict[str, Any] | str | bytes]) -> Path:
    """A file of rows; a text or bytes are a line as it is."""
    lines = (line if isinstance(line, str | bytes) else json.dumps(line, ensure_ascii=False) for line in rows)
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines) + b"\n")
    return path


def csv_text(rows: Iterable[dict[str, Any]], delimiter: str = ",") -> str:
    """The same rows as a spreadsheet writes them."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow(COLUMNS)
    for stated in rows:
        flat = {**stated, **{f"funder.{name}": value for name, value in stated["funder"].items()}}
        cells = (flat.get(name) for name in COLUMNS)
        writer.writerow("|".join(cell) if isinstance(cell, list) else cell or "" for cell in cells)
    return stream.getvalue()


class Imported:
    """What a run of the command said and left beside the file."""

    def __init__(self, path: Path, *options: str) -> None:
        stream = io.StringIO()
        self.error = ""
        try:
            call_command("import_aids", path, *options, stdout=stream)
        except CommandError as error:
            self.error = str(error)
        self.said = stream.getvalue()
        report = path.with_name(f"{path.stem}.report.txt")
        self.report = report.read_text(encoding="utf-8").splitlines() if report.exists() else []
        self.refused_path = path.with_name(f"{path.stem}.refused{path.suffix}")
        self.refused = self.refused_path.read_bytes() if self.refused_path.exists() else b""

    @property
    def succeeded(self) -> bool:
        return not self.error
