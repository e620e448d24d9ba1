"""Exports: the round trip, what a spreadsheet would run, how many queries."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aids import exporting
from aids.models import Aid
from funders.models import Funder
from tests.aids_import.files import Imported, jsonl, row
from tests.factories import AidFactory, FunderFactory

pytestmark = pytest.mark.django_db


def exported(file_format: str) -> str:
    return "".join(exporting.stream(file_format, address=lambda slug, locale: f"https://exemple.fr/{locale}/{slug}/"))


def lasting(text: str, file_format: str) -> list[dict[str, Any]]:
    """The rows without what another database must give anew."""
    rows = (
        map(json.loads, text.splitlines()) if file_format == "jsonl" else csv.DictReader(io.StringIO(text, newline=""))
    )
    return [{name: value for name, value in cells.items() if name not in exporting.EXPORT_ONLY} for cells in rows]


@pytest.mark.parametrize("file_format", ["jsonl", "csv"])
def test_an_export_imported_into_an_empty_site_gives_the_same_export(tmp_path: Path, file_format: str) -> None:
    # Given aids of every kind: imported, translated, made by hand, with what spreadsheets stumble on
    rows = [
        row("a", title="=1+1", amount_text="-20 %\nsur l’abonnement", exclude=["commune-31555"], within=["region-27"]),
        row("a", title="Grant", locale="en"),
        row("b", title='Prime « vélo », 500\u00a0€ ; "neuf"', contact="+33 1 23", amount_min="12,50"),
        row("c", opens_on="2030-01-01", verified_at="2026-01-01T10:00:00+02:00", envelope="spent", kind="national"),
    ]
    assert Imported(jsonl(tmp_path / "a.jsonl", rows)).succeeded
    AidFactory(title="Faite à la main")
    before = exported(file_format)
    # When they are exported, deleted and imported again
    path = tmp_path / f"export.{file_format}"
    path.write_bytes(before.encode())
    Aid.objects.all().delete()
    Funder.objects.all().delete()
    assert Imported(path).succeeded
    # Then nothing is different
    assert lasting(exported(file_format), file_format) == lasting(before, file_format)


def test_only_what_the_public_sees_is_exported() -> None:
    public = AidFactory(closed=True)
    AidFactory(draft=True)
    AidFactory(funder=FunderFactory(withdrawn=True))
    assert [json.loads(line)["id"] for line in exported("jsonl").splitlines()] == [public.pk]
    assert len(lasting(exported("csv"), "csv")) == len(lasting(exported("fabmob"), "csv")) == 1


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    Imported(
        jsonl(tmp_path / "a.jsonl", [row(title="=cmd|'/C calc'!A0", amount_text="@SUM(A1)", validity_duration="+1")])
    )
    for file_format in ("csv", "fabmob"):
        for cells in csv.reader(io.StringIO(exported(file_format), newline="")):
            assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_an_export_tells_the_page_and_the_last_publication() -> None:
    aid = AidFactory()
    cells = json.loads(exported("jsonl"))
    assert cells["html_url"] == f"https://exemple.fr/fr/{aid.slug}/"
    assert cells["updated_at"] == aid.last_published_at.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_fabmob_has_each_aid_once(tmp_path: Path) -> None:
    Imported(jsonl(tmp_path / "a.jsonl", [row("a"), row("a", title="Grant", locale="en"), row("b", locale="en")]))
    records = lasting(exported("fabmob"), "csv")
    assert [cells["nom"] for cells in records] == ["Prime a", "Prime b"]
    assert all(int(cells.get("id", 1)) >= 1 for cells in records)


def queries_of(file_format: str) -> int:
    """Of a second export: the process has read the vocabularies for the first."""
    exported(file_format)
    with CaptureQueriesContext(connection) as captured:
        exported(file_format)
    return len(captured)


@pytest.mark.parametrize("file_format", ["jsonl", "csv", "fabmob"])
def test_queries_do_not_grow_with_aids(tmp_path: Path, file_format: str) -> None:
    Imported(jsonl(tmp_path / "a.jsonl", [row("a")]))
    one = queries_of(file_format)
    Imported(jsonl(tmp_path / "b.jsonl", [row(str(number)) for number in range(30)]))
    assert queries_of(file_format) <= one


def test_the_command_writes_a_file_or_the_output(tmp_path: Path) -> None:
    AidFactory()
    path = tmp_path / "aides.csv"
    call_command("export_aids", path)
    assert path.read_bytes().startswith(b"external_id,title,")
    assert list(tmp_path.iterdir()) == [path]
    stream = io.StringIO()
    call_command("export_aids", stdout=stream)
    assert json.loads(stream.getvalue())["title"]


def test_an_id_that_two_sources_share_is_two_aids_in_a_file(tmp_path: Path) -> None:
    # Given the first aid of two sources, one of them in two languages
    path = jsonl(tmp_path / "a.jsonl", [row("1", title="De A"), row("1", title="Of A", locale="en"), row("2")])
    assert Imported(path, "--source", "a").succeeded
    assert Imported(jsonl(tmp_path / "b.jsonl", [row("1", title="De B")]), "--source", "b").succeeded
    # When the whole catalogue goes out and into an empty site
    export = tmp_path / "export.jsonl"
    export.write_text(exported("jsonl"), encoding="utf-8")
    Aid.objects.all().delete()
    # Then nothing is refused, translations stay together, and an id that is alone stays
    assert Imported(export).succeeded
    keys = dict(Aid.objects.values_list("title", "translation_key"))
    assert keys["De A"] == keys["Of A"] != keys["De B"]
    assert Aid.objects.get(title="Prime 2").external_id == "2"
