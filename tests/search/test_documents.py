"""Documents follow the aids in the same transaction: what is public is found, what isn't never is."""

from datetime import date
from pathlib import Path

import orjson
import pytest
from django.core.management import call_command
from django.db import transaction

from aids.models import Aid, Mode
from aids.serializers import summary
from aids.services import publish_aid
from api import versions
from search.models import SearchDocument
from search.query import AidQuery
from search.results import SearchResults
from search.service import search_aids
from territories.loading import load_division
from territories.models import Zone
from tests.conftest import SMALL_DIVISION
from tests.factories import AidFactory, FunderFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)


def ask(text: str = "", **filters: object) -> SearchResults:
    return search_aids(AidQuery(on_day=TODAY, text=text, **filters))


def found(text: str = "", **filters: object) -> set[int]:
    return {hit.aid_id for hit in ask(text, **filters).hits}


def test_the_summary_is_the_aid_s() -> None:
    aid = AidFactory(title="Prime vélo")

    stored = SearchDocument.objects.get(pk=aid.pk)
    assert orjson.loads(stored.summary) == summary(Aid.objects.for_serializing().get(), language="fr")
    (hit,) = ask().hits
    assert hit.summary.decode() == stored.summary


def test_a_draft_is_never_found() -> None:
    AidFactory(draft=True, title="Prime secrète")

    assert found() == found("secrète") == set()
    assert not SearchDocument.objects.exists()


def test_the_draft_of_a_public_aid_isn_t_found() -> None:
    aid = AidFactory(title="Prime vélo")
    aid.title = "Prime dirigeable"
    aid.save_revision()

    assert found("dirigeable") == set()
    assert found("vélo") == {aid.pk}
    publish_aid(aid=aid)
    assert found("dirigeable") == {aid.pk}
    assert found("vélo", interpret=False) == {aid.pk}  # by its summary
    assert found("trottinette") == set()


@pytest.mark.parametrize("way", ["unpublished", "deleted", "funder withdrawn"])
def test_what_left_the_public_leaves_the_search_and_a_trace(way: str) -> None:
    aid, other = AidFactory(title="Prime zeppelin"), AidFactory(title="Prime vélo")
    pk, before = aid.pk, versions.current()[0]
    assert found() == {aid.pk, other.pk}

    if way == "unpublished":
        aid.unpublish()
    elif way == "deleted":
        aid.delete()
    else:
        aid.funder.withdrawn_on = TODAY
        aid.funder.save()

    assert found() == {other.pk}
    answer = ask("zeppelin")
    # Neither found nor offered as the correction of a word.
    assert (answer.total, ask("zepelin").suggestion) == (0, None)
    trace = SearchDocument.objects.get(pk=pk)
    assert trace.withdrawn_at is not None
    assert trace.version > before
    assert (trace.entry, trace.summary, trace.marks, trace.words, trace.sorted_title) == ("", "", "", "", "")


def test_an_aid_that_comes_back_is_found_again() -> None:
    aid = AidFactory()
    aid.unpublish()
    assert found() == set()

    publish_aid(aid=aid)

    assert found() == {aid.pk}
    assert SearchDocument.objects.get(pk=aid.pk).withdrawn_at is None


def test_a_rolled_back_publication_was_never_found() -> None:
    AidFactory(title="Prime vélo")
    assert found("trottinette") == set()

    with transaction.atomic():
        AidFactory(title="Prime trottinette")
        transaction.set_rollback(True)

    assert found("trottinette") == set()
    assert SearchDocument.objects.count() == 1


def test_a_renamed_funder_is_shown_and_found_by_its_new_name() -> None:
    aid = AidFactory(funder=FunderFactory(name="Communauté de Machin"))
    aid.funder.name = "Métropole de Truc"
    aid.funder.save()

    assert b"M\xc3\xa9tropole de Truc" in ask("truc", interpret=False).hits[0].summary
    assert found("machin", interpret=False) == set()


def test_a_renamed_mode_is_shown_by_its_new_name() -> None:
    AidFactory(modes=["bike"])
    mode = Mode.objects.get(code="bike")
    label = mode.labels.get(language="fr")
    label.label = "Bicyclette"
    mode.labels = [label]
    mode.save()

    (hit,) = ask().hits
    assert orjson.loads(hit.summary)["modes"] == [{"code": "bike", "label": "Bicyclette"}]


def test_a_renamed_zone_is_shown_and_found_by_its_new_name() -> None:
    zone = Zone.objects.create(code="bassin", name="Bassin du Machin")
    aid = AidFactory(include=[zone.pk])
    zone.name = "Bassin du Truc"
    zone.save()

    assert found("truc", interpret=False) == {aid.pk}
    assert found("machin", interpret=False) == set()


def test_a_newer_division_s_names_are_shown_and_found(tmp_path: Path) -> None:
    aid = AidFactory(include=["epci-242100410"])
    newer = tmp_path / "division.csv"
    newer.write_text(SMALL_DIVISION.read_text().replace("Dijon Métropole", "Moutarde Métropole"))

    load_division(newer)

    assert found("moutarde", interpret=False) == {aid.pk}


def test_contacts_aren_t_searched() -> None:
    AidFactory(contact="<p>12 rue de Strasbourg</p>")

    assert found("strasbourg", interpret=False) == set()


def test_rebuilding_writes_what_is_missing_and_withdraws_what_is_too_much(capsys: pytest.CaptureFixture[str]) -> None:
    lost, hidden = AidFactory(), AidFactory()
    SearchDocument.objects.filter(pk=lost.pk).delete()
    # Written without any signal.
    Aid.objects.filter(pk=hidden.pk).update(live=False)

    call_command("rebuild_search_documents")

    assert found() == {lost.pk}
    assert "2 documents" in capsys.readouterr().out


def test_many_aids_take_few_queries(django_assert_max_num_queries: object) -> None:
    from search.documents import write_documents

    few = [AidFactory(include=["region-76"]).pk for _ in range(2)]
    many = [*few, *(AidFactory(include=["region-76"]).pk for _ in range(10))]

    with django_assert_max_num_queries(25):  # type: ignore[operator]  # a fixture without a type
        write_documents(many)
