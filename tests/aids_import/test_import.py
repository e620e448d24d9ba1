"""`import_aids`: what goes in, what is refused, what a second import changes."""

import json
from pathlib import Path
from typing import Any

import pytest
from wagtail.models import ModelLogEntry, Revision

from aids.importing import service
from aids.models import Aid
from api import versions
from funders.models import Funder
from tests.aids.conftest import Heard
from tests.aids_import.files import Imported, csv_text, jsonl, row
from tests.factories import AidFactory, FunderFactory

pytestmark = pytest.mark.django_db


def the_aid(external_id: str = "velo-1", locale: str = "fr") -> Aid:
    return Aid.objects.get(external_id=external_id, locale__language_code=locale)


def test_a_row_becomes_a_public_aid_that_the_editor_opens_as_it_is(tmp_path: Path) -> None:
    imported = Imported(jsonl(tmp_path / "a.jsonl", [row(include=["commune-21231", "region-27"])]))
    assert imported.succeeded
    aid = the_aid()
    assert aid in Aid.objects.visible()
    assert aid.slug == "prime-velo-1"
    assert aid.description == "<p>Une aide.</p><ul><li>vélo</li><li>vélo cargo</li></ul>"
    assert [child.territory_id for child in aid.include.all()] == ["commune-21231", "region-27"]
    assert [mode.code for mode in aid.modes.all()] == ["bike"]
    assert aid.latest_revision_id == aid.live_revision_id
    assert not aid.has_unpublished_changes
    # And publishing the revision again, as an editor would, loses nothing
    aid.latest_revision.publish()
    again = the_aid()
    assert [child.territory_id for child in again.include.all()] == ["commune-21231", "region-27"]
    assert [proof.code for proof in again.proofs.all()] == ["identity"]
    history = ModelLogEntry.objects.for_instance(aid).values_list("action", flat=True)
    assert {"wagtail.create", "wagtail.publish"} <= set(history)


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", [row("a"), row("b", amount_max="500,00 €"), {"external_id": "c"}])
    Imported(path)
    before = (versions.current(), Revision.objects.count(), list(Aid.objects.order_by("pk").values()))
    again = Imported(path)
    assert "2 inchangées" in again.said
    assert len(again.report) == 1
    assert (versions.current(), Revision.objects.count(), list(Aid.objects.order_by("pk").values())) == before


def test_a_changed_row_keeps_the_address_and_says_so_once(tmp_path: Path, heard: Heard) -> None:
    path = tmp_path / "a.jsonl"
    Imported(jsonl(path, [row("a"), row("b")]))
    heard.calls.clear()
    Imported(jsonl(path, [row("a", title="Autre titre", include=["region-27"], modes=["car", "bike"]), row("b")]))
    aid = the_aid("a")
    assert (aid.title, aid.slug) == ("Autre titre", "prime-a")
    assert [child.territory_id for child in aid.include.all()] == ["region-27"]
    assert {mode.code for mode in aid.modes.all()} == {"car", "bike"}
    assert heard.calls == [[aid.pk]]


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"title": ""}, "title"),
        ({"title": "t" * 256}, "title"),
        ({"summary": "s" * 301}, "summary"),
        ({"title": "a\x00b"}, "title"),
        ({"external_id": ""}, "external_id"),
        ({"funder": None}, "funder.name"),
        ({"funder": {"name": "X", "type": "ville"}}, "funder.type"),
        ({"funder": {"name": "X", "type": "employer"}}, "kind"),
        ({"funder": {"name": "X", "type": "local_authority", "siren": "123"}}, "funder.siren"),
        ({"kind": "régionale"}, "kind"),
        ({"include": []}, "include"),
        ({"include": ["commune-99999"]}, "include"),
        ({"include": "commune-21231"}, "include"),
        ({"exclude": ["dijon"]}, "exclude"),
        ({"modes": ["fusée"]}, "modes"),
        ({"proofs": ["photo"]}, "proofs"),
        ({"benefit": "cadeau"}, "benefit"),
        ({"amount_min": "600"}, "amount_min"),
        ({"amount_percent": "101"}, "amount_percent"),
        ({"opens_on": "2031-01-01"}, "closes_on"),
        ({"closes_on": "demain"}, "closes_on"),
        ({"subscription_url": "javascript:alert(1)"}, "subscription_url"),
        ({"locale": "xx"}, "locale"),
        ({"close_on": "2030-01-01"}, "close_on"),
        ({"description": 12}, "description"),
    ],
)
def test_a_bad_row_is_refused_alone_and_told(tmp_path: Path, changes: dict[str, Any], column: str) -> None:
    # Given a bad row between two good ones
    bad = row("bad", **changes)
    imported = Imported(jsonl(tmp_path / "a.jsonl", [row("a"), bad, row("b")]))
    # Then the good ones are in, and the bad one is told by its line and column
    assert set(Aid.objects.values_list("external_id", flat=True)) == {"a", "b"}
    assert not imported.succeeded
    assert len(imported.report) == 1
    assert imported.report[0].startswith(f"ligne 2 : {column} : ")
    # and waits, unchanged, to be corrected
    assert json.loads(imported.refused) == bad


def test_refused_rows_corrected_go_in(tmp_path: Path) -> None:
    # Given a file of Excel's with a bad row
    path = tmp_path / "a.csv"
    path.write_bytes(csv_text([row("a"), row("b", closes_on="31/02/2030")], ";").encode("cp1252"))
    refused = Imported(path)
    # When the refused rows, header included, are corrected and imported
    refused.refused_path.write_bytes(refused.refused.replace(b"31/02/2030", b"28/02/2030"))
    assert Imported(refused.refused_path).succeeded
    assert str(the_aid("b").closes_on) == "2030-02-28"
    # Then the whole file's next success leaves no file behind
    path.write_bytes(csv_text([row("a")], ";").encode("cp1252"))
    assert Imported(path).report == []
    assert not refused.refused_path.exists()


def test_the_database_has_the_last_word_on_one_row_only(tmp_path: Path) -> None:
    # Given a title that the funder already has, and a slug that another's aid has
    funder = FunderFactory(name="Ville de Dijon")
    AidFactory(funder=funder, title="Prime vélo")
    rows = [row("a", title="Prime vélo"), row("b"), row("c", title="Prime b"), row("d", title="Prime vélo !")]
    imported = Imported(jsonl(tmp_path / "a.jsonl", rows))
    assert [line.split(" : ")[:2] for line in imported.report] == [["ligne 1", "title"], ["ligne 3", "title"]]
    assert the_aid("d").slug == "prime-velo-2"


def test_an_id_twice_in_the_file_is_refused_the_second_time(tmp_path: Path) -> None:
    imported = Imported(jsonl(tmp_path / "a.jsonl", [row("a"), row("a", title="Autre")]))
    assert the_aid("a").title == "Prime a"
    assert imported.report == ["ligne 2 : external_id : déjà à la ligne 1 de ce fichier"]


def test_a_dry_run_says_the_same_and_changes_nothing(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", [row("a"), row("b", title="Prime a"), row("c", modes=[])])
    dry = Imported(path, "--dry-run")
    assert not Aid.objects.exists()
    assert not Funder.objects.exists()
    wet = Imported(path)
    assert dry.report == wet.report
    assert dry.said.strip().endswith(wet.said.strip())


def test_an_old_commune_is_read_as_the_current_one_with_a_warning(tmp_path: Path) -> None:
    imported = Imported(jsonl(tmp_path / "a.jsonl", [row(include=["commune-75101", "commune-75102"])]))
    assert imported.succeeded
    assert [child.territory_id for child in the_aid().include.all()] == ["commune-75056"]
    assert "commune-75101" in imported.said


def test_a_known_funder_is_kept_and_a_contradiction_told(tmp_path: Path) -> None:
    FunderFactory(name="Ville de Dijon", siren="212102313")
    funder = {"name": "Ville de Dijon", "type": "local_authority", "siren": "999999999"}
    imported = Imported(jsonl(tmp_path / "a.jsonl", [row(funder=funder)]))
    assert imported.succeeded
    assert "999999999" in imported.said
    assert Funder.objects.get().siren == "212102313"


def test_new_funders_of_one_name_have_their_own_slugs(tmp_path: Path) -> None:
    rows = [
        row("a", funder={"name": "Tisséo", "type": "local_authority"}),
        row("b", funder={"name": "Tisséo", "type": "operator"}),
        row("c", funder={"name": "Tisséo", "type": "operator"}),
    ]
    Imported(jsonl(tmp_path / "a.jsonl", rows))
    assert sorted(Funder.objects.values_list("slug", flat=True)) == ["tisseo", "tisseo-2"]


def test_hostile_html_is_cleaned(tmp_path: Path) -> None:
    hostile = "<p>ok</p><script>alert(1)</script><img src=x onerror=alert(1)>"
    Imported(jsonl(tmp_path / "a.jsonl", [row(description=hostile, title="<b>x</b>")]))
    assert the_aid().description == "<p>ok</p>"


def test_many_aids_of_one_title_have_their_own_slugs_across_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "BATCH", 2)
    rows = [
        row(str(number), title="Prime", funder={"name": f"Ville {number}", "type": "local_authority"})
        for number in range(5)
    ]
    Imported(jsonl(tmp_path / "a.jsonl", rows))
    assert sorted(Aid.objects.values_list("slug", flat=True)) == ["prime", "prime-2", "prime-3", "prime-4", "prime-5"]


def test_a_missing_file_and_bad_options_are_said_without_a_traceback(tmp_path: Path) -> None:
    assert "Fichier illisible" in Imported(tmp_path / "rien.jsonl").error
    path = jsonl(tmp_path / "a.jsonl", [row()])
    assert "--source" in Imported(path, "--source", "s" * 51).error
    assert "--withdraw-missing" in Imported(path, "--draft", "--withdraw-missing").error
    assert "Extension" in Imported(path.rename(tmp_path / "a.xls")).error
    assert not Aid.objects.exists()


def test_queries_do_not_grow_with_rows(tmp_path: Path, django_assert_max_num_queries: Any) -> None:
    path = jsonl(tmp_path / "a.jsonl", [row(str(number)) for number in range(60)])
    with django_assert_max_num_queries(75):
        Imported(path)
    with django_assert_max_num_queries(25):
        Imported(path)


@pytest.mark.parametrize(
    ("written", "column"),
    [("NaN", "amount_max"), ("-Infinity", "amount_max"), ("1e400", "amount_max"), (r'"\ud800"', "amount_max")],
)
def test_what_is_nearly_json_is_told_by_its_column(tmp_path: Path, written: str, column: str) -> None:
    line = json.dumps(row("bad")).replace('"amount_max": "500"', f'"amount_max": {written}')
    imported = Imported(jsonl(tmp_path / "a.jsonl", [row("a"), "", line, row("b")]))
    assert [text.split(" : ")[:2] for text in imported.report] == [["ligne 3", column]]
    assert imported.refused == line.encode() + b"\n"
    assert Aid.objects.count() == 2


@pytest.mark.parametrize("line", ["[" * 100_000 + "]" * 100_000, '{"a":' * 5_000, "9" * 5_000, r'{"\ud800": 1}', "{"])
def test_hostile_json_costs_its_line_only(tmp_path: Path, line: str) -> None:
    imported = Imported(jsonl(tmp_path / "a.jsonl", [row("a"), line, row("b")]))
    assert len(imported.report) == 1
    assert imported.report[0].startswith("ligne 2 : ")
    assert imported.refused == line.encode() + b"\n"
    assert Aid.objects.count() == 2


def test_a_row_of_a_thousand_unknown_columns_is_told_in_a_short_line(tmp_path: Path) -> None:
    columns = {f"c{number}": 1 for number in range(10_000)}
    imported = Imported(jsonl(tmp_path / "a.jsonl", [row("a", **columns)]))
    assert len(imported.report) == 1
    assert len(imported.report[0]) < 1_000
