"""Drafts, hands, translations, withdrawals: what an import may touch."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from aids.importing import planning
from aids.models import Aid
from aids.services import publish_aid
from tests.aids_import.files import Imported, jsonl, row
from tests.factories import AidFactory

pytestmark = pytest.mark.django_db
NEW_FACTS: dict[str, Any] = {"amount_max": "700", "modes": ["car"], "include": ["region-27"]}


def the_aid(external_id: str = "velo-1", locale: str = "fr") -> Aid:
    return Aid.objects.get(external_id=external_id, locale__language_code=locale)


def publish_by_hand(aid: Aid) -> None:
    aid.summary = "Écrit à la main."
    publish_aid(aid=aid)


def draft_by_hand(aid: Aid) -> None:
    aid.summary = "Écrit à la main."
    aid.save_revision()


def unpublish_by_hand(aid: Aid) -> None:
    aid.unpublish()


def write_by_script(aid: Aid) -> None:
    Aid.objects.filter(pk=aid.pk).update(summary="Écrit à la main.")


@pytest.mark.parametrize("edit", [publish_by_hand, draft_by_hand, unpublish_by_hand, write_by_script])
@pytest.mark.parametrize("title", ["Prime velo-1", "Nouveau titre"])
def test_an_aid_edited_by_hand_is_left_and_told(tmp_path: Path, edit: object, title: str) -> None:
    # Given an imported aid that somebody edited
    path = tmp_path / "a.jsonl"
    Imported(jsonl(path, [row()]))
    edit(the_aid())  # type: ignore[operator]  # one of the functions above
    before = Aid.objects.values().get()
    # When the file comes again, the same or changed, it is left
    again = Imported(jsonl(path, [row(title=title)]))
    assert again.succeeded
    assert "ligne 1 : aide velo-1 laissée telle quelle" in again.said
    assert Aid.objects.values().get() == before
    # Until the file is told to win
    Imported(path, "--overwrite")
    aid = the_aid()
    assert (aid.live, aid.title, aid.summary) == (True, title, "Pour un vélo neuf.")
    assert not aid.has_unpublished_changes
    assert "1 inchangées" in Imported(path).said


def test_a_draft_that_an_import_made_is_replaced_then_published(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    Imported(jsonl(path, [row(title="Un")]), "--draft")
    assert not the_aid().live
    Imported(jsonl(path, [row(title="Deux", include=["region-27"])]), "--draft")
    assert the_aid().get_latest_revision_as_object().title == "Deux"
    assert not the_aid().live
    Imported(path)
    aid = the_aid()
    assert (aid.live, aid.title, aid.has_unpublished_changes) == (True, "Deux", False)
    assert aid.first_published_at is not None


def test_a_draft_over_a_published_aid_changes_nothing_public(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    Imported(jsonl(path, [row()]))
    before = Aid.objects.values("title", "summary", "last_published_at", "live_revision_id").get()
    Imported(jsonl(path, [row(title="Brouillon", include=["region-27"], modes=["car"])]), "--draft")
    aid = the_aid()
    assert Aid.objects.values("title", "summary", "last_published_at", "live_revision_id").get() == before
    assert [child.territory_id for child in aid.include.all()] == ["commune-21231"]
    assert [mode.code for mode in aid.modes.all()] == ["bike"]
    draft = aid.get_latest_revision_as_object()
    assert draft.title == "Brouillon"
    assert [child.territory_id for child in draft.include.all()] == ["region-27"]
    # And the draft published by a person is what the file said
    aid.latest_revision.publish()
    assert [child.territory_id for child in the_aid().include.all()] == ["region-27"]


def test_the_draft_over_a_published_aid_is_published_by_the_next_import(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    Imported(jsonl(path, [row()]))
    Imported(jsonl(path, [row(title="Deux")]), "--draft")
    Imported(path)
    assert (the_aid().title, the_aid().has_unpublished_changes) == ("Deux", False)


def test_a_row_of_another_language_is_the_translation_and_takes_the_facts(tmp_path: Path) -> None:
    # Given the English row first, with other facts
    english = row(title="Grant", include=["region-27"], amount_max="1", locale="en")
    path = jsonl(tmp_path / "a.jsonl", [english, row()])
    Imported(path)
    original, translation = the_aid(), the_aid(locale="en")
    assert translation.translation_key == original.translation_key
    assert (translation.title, translation.amount_max) == ("Grant", original.amount_max)
    assert [child.territory_id for child in translation.include.all()] == ["commune-21231"]
    assert "2 inchangées" in Imported(path).said
    # When a fact of the original changes, the translation follows, and isn't taken for edited
    Imported(jsonl(path, [english, row(amount_max="900", modes=["car"])]))
    translation = the_aid(locale="en")
    assert translation.amount_max == 900
    assert [mode.code for mode in translation.modes.all()] == ["car"]
    assert "2 inchangées" in Imported(path).said


def test_a_translation_in_a_later_file_joins_its_original(tmp_path: Path) -> None:
    Imported(jsonl(tmp_path / "a.jsonl", [row()]))
    Imported(jsonl(tmp_path / "b.jsonl", [row(title="Grant", amount_max="1", locale="en")]))
    assert the_aid(locale="en").translation_key == the_aid().translation_key
    assert the_aid(locale="en").amount_max == 500


def test_what_the_source_no_longer_has_leaves_the_public(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    Imported(jsonl(path, [row("a"), row("b"), row("c")]))
    other = AidFactory()
    Imported(jsonl(tmp_path / "other.jsonl", [row("a", title="X")]), "--source", "autre")
    # b is there but refused; c is missing
    imported = Imported(jsonl(path, [row("a"), row("b", title="")]), "--withdraw-missing")
    assert "1 retirées" in imported.said
    public = Aid.objects.visible()
    assert set(public.filter(source="import").values_list("external_id", flat=True)) == {"a", "b"}
    assert other in public
    assert public.filter(source="autre").exists()
    # and comes back when the source has it again
    Imported(jsonl(path, [row("a"), row("b"), row("c")]), "--withdraw-missing")
    assert Aid.objects.get(source="import", external_id="c").live


@pytest.mark.parametrize("line", ["pas du json", b'{"external_id": "\xe9"}', {"title": "sans identifiant"}])
def test_nothing_is_withdrawn_when_a_line_could_not_be_read(tmp_path: Path, line: object) -> None:
    path = tmp_path / "a.jsonl"
    Imported(jsonl(path, [row("a"), row("b")]))
    imported = Imported(jsonl(path, [row("a"), line]), "--withdraw-missing")  # type: ignore[list-item]  # as above
    assert "Rien n’est retiré" in imported.said
    assert Aid.objects.visible().count() == 2


def test_an_empty_file_withdraws_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    Imported(jsonl(path, [row("a")]))
    path.write_bytes(b"")
    assert Imported(path, "--withdraw-missing").succeeded
    assert Aid.objects.visible().exists()


def test_a_missing_aid_edited_by_hand_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    Imported(jsonl(path, [row("a"), row("b")]))
    publish_by_hand(the_aid("b"))
    imported = Imported(jsonl(path, [row("a")]), "--withdraw-missing")
    assert the_aid("b").live
    assert "laissée telle quelle" in imported.said
    Imported(path, "--withdraw-missing", "--overwrite")
    assert not the_aid("b").live


def test_what_only_the_database_sees_refuses_its_row_only(tmp_path: Path) -> None:
    # Given a translation whose funder, in the end its original's, already has an English aid of that title
    path = tmp_path / "a.jsonl"
    Imported(jsonl(path, [row("a"), row("b", title="Grant", locale="en")]))
    elsewhere = {"name": "Ville de Tours", "type": "local_authority"}
    imported = Imported(jsonl(path, [row("c"), row("a", title="Grant", funder=elsewhere, locale="en"), row("d")]))
    # Then the database refuses that row, and the batch it came with goes in
    assert [line.split(" : ")[0] for line in imported.report] == ["ligne 2"]
    assert {"c", "d"} <= set(Aid.objects.values_list("external_id", flat=True))
    assert not Aid.objects.filter(external_id="a", locale__language_code="en").exists()


def test_facts_that_change_reach_translations_of_other_batches_in_few_queries(
    tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    # Given aids in two languages, one translation of them with a draft by hand
    path = tmp_path / "a.jsonl"
    rows = [row(str(number)) for number in range(40)]
    english = [{**stated, "title": f"Grant {number}", "locale": "en"} for number, stated in enumerate(rows)]
    assert Imported(jsonl(path, rows + english)).succeeded
    draft = the_aid("7", "en")
    draft.summary = "Being rewritten."
    draft.save_revision()
    # When the facts of all originals change, whose translations aren't in the file
    changed = [{**stated, **NEW_FACTS} for stated in rows]
    with django_assert_max_num_queries(100):
        assert Imported(jsonl(path, changed)).succeeded
    # Then translations have them, in their drafts too, and what was written there stays
    for aid in Aid.objects.filter(locale__language_code="en"):
        latest = aid.latest_revision.as_object()
        for version in (aid, latest):
            assert str(version.amount_max) == "700.00"
            assert [mode.code for mode in version.modes.all()] == ["car"]
            assert [child.territory_id for child in version.include.all()] == ["region-27"]
    assert the_aid("7", "en").latest_revision.as_object().summary == "Being rewritten."
    # and the draft by hand is still its writer’s
    again = Imported(jsonl(path, changed + [{**stated, **NEW_FACTS} for stated in english]))
    assert "1 laissées" in again.said


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time anyway")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_imports_at_once_wait_for_each_other(tmp_path: Path) -> None:
    # Given an import in the middle of a batch
    held, finish = threading.Event(), threading.Event()

    def other_import() -> None:
        with transaction.atomic():
            planning.wait_for_other_imports()
            held.set()
            finish.wait(10)
        connection.close()

    other = threading.Thread(target=other_import)
    other.start()
    assert held.wait(10)
    # When a second one begins, it waits
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '100ms'")
        with pytest.raises(OperationalError), transaction.atomic():
            planning.wait_for_other_imports()
    # while an editor, whose revisions name the same content type, doesn't
    publish_aid(aid=AidFactory())
    # Then it goes on when the first is done
    finish.set()
    other.join()
    assert Imported(jsonl(tmp_path / "a.jsonl", [row()])).succeeded
