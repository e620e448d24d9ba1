"""Each worker's catalogue follows the database: little by little, in the background, in step with other workers."""

import tempfile
import threading
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection

from api import versions
from search.engines.interface import Question
from search.index import live, texts
from search.index.answering import answer
from search.index.catalogue import Catalogue
from search.models import SearchDocument
from search.query import AidQuery
from search.service import search_aids
from tests.factories import AidFactory

TODAY = date(2026, 6, 15)


def known_to(catalogue: Catalogue) -> set[int]:
    question = Question(on_day=TODAY, locale="fr", order="title", limit=100, status="all")
    return {hit.aid_id for hit in answer(catalogue, catalogue.view, question, texts=live.texts).found}


def copies(aid_id: int, number: int) -> None:
    """More documents like that one, written at once as an import would."""
    document = SearchDocument.objects.get(pk=aid_id)
    version = versions.bump()
    SearchDocument.objects.bulk_create(
        SearchDocument(
            **{
                field.attname: getattr(document, field.attname)
                for field in SearchDocument._meta.concrete_fields
                if field.attname not in {"aid_id", "default_id", "version"}
            },
            aid_id=aid_id + more,
            default_id=aid_id + more,
            version=version,
        )
        for more in range(1, number + 1)
    )


@pytest.mark.django_db
def test_two_workers_come_to_know_the_same() -> None:
    # Given two workers, one of which was there before the aids
    early = live.load()
    first, second = AidFactory(), AidFactory()
    late = live.load()
    assert (known_to(early), known_to(late)) == (set(), {first.pk, second.pk})

    # When aids are published, changed and withdrawn
    third = AidFactory()
    first.unpublish()
    second.title = "Autre titre"
    second.save_revision().publish()
    for worker in (early, late):
        live.take_in(worker)

    # Then both know it, without reading again what they knew
    assert known_to(early) == known_to(late) == {second.pk, third.pk}
    assert early.view.version == late.view.version == versions.current()[0]
    assert live.take_in(early)


@pytest.mark.django_db
def test_a_change_without_documents_only_moves_the_version() -> None:
    AidFactory()
    worker = live.load()
    before = worker.view.alive

    versions.bump()

    assert live.catalogue().view.version == versions.current()[0]
    assert live.take_in(worker)
    assert worker.view.alive == before


@pytest.mark.django_db
def test_a_database_restored_from_an_older_state_is_read_again() -> None:
    aid = AidFactory()
    assert known_to(live.catalogue()) == {aid.pk}

    SearchDocument.objects.all().delete()
    connection.cursor().execute("UPDATE api_catalogue SET version = 1")
    versions.reset()

    assert known_to(live.catalogue()) == set()


@pytest.mark.django_db
def test_more_than_a_few_changes_are_left_to_the_background() -> None:
    aid = AidFactory()
    worker = live.load()
    copies(aid.pk, live.FEW + 1)

    assert not live.take_in(worker, most=live.FEW)
    assert len(known_to(worker)) == 1
    assert live.take_in(worker)
    assert worker.view.alive.bit_count() == live.FEW + 2


@pytest.mark.django_db
@pytest.mark.parametrize("room", [texts.IN_MEMORY, 0])
def test_a_page_s_texts_are_kept_beside_the_database(
    room: int, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: object
) -> None:
    # Given a catalogue whose texts are in memory, or all in a file
    monkeypatch.setattr(texts, "IN_MEMORY", room)
    aids = [AidFactory() for _ in range(4)]
    query = AidQuery(on_day=TODAY, limit=3)

    # When a page is asked, then it has its texts, without a query
    assert len(search_aids(query).hits) == 3
    with django_assert_num_queries(0):  # type: ignore[operator]  # a fixture without a type
        summaries = [hit.summary for hit in search_aids(query).hits]
    assert all(b'"title":"Prime' in summary and summary.endswith(b"}") for summary in summaries)

    # And those of a changed aid are the new ones
    aids[-1].title = "Autre titre"
    aids[-1].save_revision().publish()
    versions.reset()
    assert b'"title":"Autre titre"' in search_aids(query).hits[0].summary


@pytest.mark.django_db
def test_where_no_file_can_be_written_a_page_s_texts_are_read_from_the_database(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: object
) -> None:
    def full(**kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(texts, "IN_MEMORY", 0)
    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    aids = [AidFactory() for _ in range(4)]
    query = AidQuery(on_day=TODAY, limit=3)
    summaries = [hit.summary for hit in search_aids(query).hits]

    assert len(summaries) == 3
    assert all(b'"title":"Prime' in summary for summary in summaries)
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture without a type
        search_aids(query)
    # One that left the public since the view was taken is left out, whatever the view says.
    SearchDocument.objects.filter(pk=aids[-1].pk).update(withdrawn_at="2026-06-15T00:00:00Z", summary="", marks="")
    assert len(search_aids(query).hits) == 2


@pytest.mark.django_db
def test_searching_asks_the_database_nothing_once_the_catalogue_is_known(django_assert_num_queries: object) -> None:
    for _ in range(3):
        AidFactory(include=["region-76"])
    query = AidQuery(
        on_day=TODAY, text="vélo", territories=("commune-31555",), modes=("bike",), facets=("mode", "funder")
    )
    search_aids(query)

    with django_assert_num_queries(0):  # type: ignore[operator]  # a fixture without a type
        assert search_aids(query).total == 3


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_changes_are_taken_in_by_a_thread_while_searches_go_on() -> None:
    # Given a known catalogue and many new documents
    aid = AidFactory(title=f"Prime {uuid4()}")
    query = AidQuery(on_day=TODAY, status="all")
    assert search_aids(query).total == 1
    copies(aid.pk, live.FEW + 50)

    # When people go on asking
    totals = {search_aids(query).total}
    for thread in threading.enumerate():
        if thread.name == "search-index":
            thread.join(timeout=30)
    totals.add(search_aids(query).total)

    # Then they had the former answer at first, and all of it in the end
    assert totals <= {1, live.FEW + 51}
    assert search_aids(query).total == live.FEW + 51
    assert not [thread for thread in threading.enumerate() if thread.name == "search-index"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_worn_catalogue_is_made_anew_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a catalogue in which a same aid has left many positions behind
    monkeypatch.setattr(live, "CHUNK", 3)
    aid = AidFactory()
    search_aids(AidQuery(on_day=TODAY))
    for number in range(6):
        aid.title = f"Titre {number}"
        aid.save_revision().publish()
        search_aids(AidQuery(on_day=TODAY))
        for thread in threading.enumerate():
            if thread.name == "search-index":
                thread.join(timeout=30)

    # Then it was made anew meanwhile, and says the last word
    catalogue = live.catalogue()
    assert catalogue.dead <= 4
    assert catalogue.view.size < 7
    (hit,) = search_aids(AidQuery(on_day=TODAY)).hits
    assert b"Titre 5" in hit.summary
