"""Files as they come: lines, quotes, encodings."""

import codecs
import io

import pytest

from aids.importing.reading import MAX_ROW_BYTES, SourceFile, SourceRow, UnreadableFile
from tests.aids_import.files import csv_text, row


def read(content: bytes, file_format: str = "csv") -> list[SourceRow]:
    return list(SourceFile(io.BytesIO(content), file_format).rows())


def test_a_row_is_at_the_physical_line_it_begins_on() -> None:
    # Given a description of three lines in the first row
    content = csv_text([row("a", description="un\ndeux\ntrois"), row("b")]).encode()
    # When it is read
    rows = read(content)
    # Then the second row is told by its line in the file, and each row by its own bytes
    assert [found.place.line for found in rows] == [2, 5]
    assert rows[0].values is not None
    assert rows[0].values["description"] == "un\ndeux\ntrois"
    assert content[rows[1].place.start : rows[1].place.end].startswith(b"b,Prime b")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_spreadsheets_write_is_read(encoding: str, delimiter: str) -> None:
    rows = read(csv_text([row(title="Prime à l’achat – été")], delimiter).encode(encoding))
    assert [found.values and found.values["title"] for found in rows] == ["Prime à l’achat – été"]


def test_one_broken_line_does_not_change_the_accents_of_the_others() -> None:
    titles = {"a": "Été", "b": "Hiver", "c": "Âge"}
    lines = csv_text([row(key, title=title, description="") for key, title in titles.items()]).encode().splitlines(True)
    lines[2] = lines[2].replace(b"Hiver", b"Hiver \xe9")
    first, broken, last = read(b"".join(lines))
    assert (first.values or {})["title"] == "Été"
    assert (last.values or {})["title"] == "Âge"
    assert broken.place.line == 3
    assert "UTF-8" in broken.problem


def test_a_quote_that_never_closes_costs_its_line_only() -> None:
    lines = csv_text([row(key, description="") for key in "abcd"]).encode().splitlines(True)
    lines[2] = lines[2].replace(b"Prime b", b'"Prime b')
    rows = read(b"".join(lines))
    assert [(found.place.line, found.values is not None) for found in rows] == [
        (2, True), (3, False), (4, True), (5, True),
    ]  # fmt: skip


def test_a_row_with_too_few_columns_is_told() -> None:
    rows = read(csv_text([row()]).encode() + b"x,y\r\n")
    assert "2 colonnes au lieu de" in rows[1].problem


def test_blank_lines_are_no_rows() -> None:
    assert len(read(csv_text([row()]).encode() + b"\r\n" + b"," * 32 + b"\r\n")) == 1
    assert len(read(b'\n{"a": 1}\n  \n', "jsonl")) == 1


@pytest.mark.parametrize("file_format", ["jsonl", "csv", "fabmob"])
def test_an_empty_file_has_no_row(file_format: str) -> None:
    assert read(b"", file_format) == []
    assert read(codecs.BOM_UTF8, file_format) == []


def test_json_lines_that_are_no_object_are_told() -> None:
    rows = read(b'{"a": 1}\n[1]\nnull\n{"a": \n{"t": "\xe9"}\n' + b'{"a": NaN', "jsonl")
    assert [found.place.line for found in rows if found.values is None] == [2, 3, 4, 5, 6]


def test_a_huge_line_is_told_and_what_follows_is_read() -> None:
    huge = b'{"a": "' + b"x" * (2 * MAX_ROW_BYTES) + b'"}\n'
    rows = read(huge + b'{"a": 1}\n', "jsonl")
    assert rows[0].values is None
    assert rows[0].place.end == len(huge)
    assert rows[1].values == {"a": 1}


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (b"external_id,titel", "titel"),
        (b"external_id,title", "modes"),
        (b"title,title", "title"),
        (codecs.BOM_UTF16_LE + "external_id".encode("utf-16-le"), "UTF-16"),
    ],
)
def test_a_first_line_that_is_not_ours_stops_everything(header: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        read(header + b"\n")
