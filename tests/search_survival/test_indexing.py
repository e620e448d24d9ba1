"""The index follows the database: in order, again after any failure, and never back."""

import threading

import pytest
from django.db import connection, connections
from wagtail.models import Locale

from aids.models import Aid
from api import versions
from search.engines.elasticsearch.address import parse
from search.engines.elasticsearch.documents import to_write
from search.indexing.applying import apply_changes
from search.indexing.checking import find_drift, heal, totals_agree
from search.indexing.index import SearchIndex
from search.indexing.models import IndexUpkeep
from search.indexing.tending import Tending
from tests.factories import AidFactory
from tests.search_survival.conftest import Search, command

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


def translate(aid: Aid, title: str) -> Aid:
    """The same aid in English, public."""
    english, _ = Locale.objects.get_or_create(language_code="en")
    copy = aid.copy_for_translation(english)
    copy.title = title
    copy.save()
    copy.save_revision().publish()
    return copy


def state_of(index: SearchIndex) -> int:
    return index.state().applied


def test_what_is_published_changed_and_withdrawn_is_found_so(built: SearchIndex, search: Search) -> None:
    first, second = AidFactory(title="Prime vélo"), AidFactory(title="Prime tram")
    apply_changes(built)
    assert search() == {"Prime vélo", "Prime tram"}

    first.unpublish()
    second.title = "Prime bus"
    second.save_revision().publish()
    apply_changes(built)

    assert search() == {"Prime bus"}
    assert state_of(built) == versions.current()[0]


def test_a_change_of_words_alone_is_applied_too(built: SearchIndex) -> None:
    """A synonym changes no document; but the answers are of the version that it made."""
    versions.bump()
    apply_changes(built)
    assert state_of(built) == versions.current()[0]


def test_what_was_applied_may_be_applied_again(built: SearchIndex, search: Search) -> None:
    aid = AidFactory(title="Prime vélo")
    late = to_write([aid.pk])
    apply_changes(built)
    aid.unpublish()
    apply_changes(built)
    assert search() == set()

    # When a worker that slept writes what it had read before
    name = built.state().name
    built.write(name, late)
    built.write_state(name, 1)
    built.refresh(name)

    # Then the aid stays away, and the index says what it said
    assert search() == set()
    assert state_of(built) == versions.current()[0]


def test_a_worker_that_dies_half_way_leaves_nothing_undone(built: SearchIndex, search: Search, monkeypatch) -> None:
    AidFactory(title="Prime vélo")
    with monkeypatch.context() as dying:
        dying.setattr("search.indexing.applying.settle", interrupted)
        with pytest.raises(KeyboardInterrupt):
            apply_changes(built)

    apply_changes(built)

    assert search() == {"Prime vélo"}


def interrupted(*args: object) -> None:
    raise KeyboardInterrupt


def test_a_translation_takes_the_place_of_the_default_version_and_gives_it_back(
    built: SearchIndex, search: Search
) -> None:
    aid = AidFactory(title="Prime vélo")
    apply_changes(built)
    assert search(locale="en") == {"Prime vélo"}

    english = translate(aid, "Bike grant")
    apply_changes(built)
    assert (search(locale="en"), search()) == ({"Bike grant"}, {"Prime vélo"})

    english.unpublish()
    apply_changes(built)
    assert (search(locale="en"), search()) == ({"Prime vélo"}, {"Prime vélo"})
    assert totals_agree(built)
    assert not find_drift(built)


def test_an_index_restored_from_an_older_state_catches_up(built: SearchIndex, search: Search) -> None:
    kept, gone = AidFactory(title="Prime vélo"), AidFactory(title="Prime tram")
    apply_changes(built)
    older = dict(built.everything(built.state().name))
    applied = state_of(built)
    kept.title = "Prime vélo cargo"
    kept.save_revision().publish()
    gone.unpublish()
    AidFactory(title="Prime bus")
    apply_changes(built)

    # When a snapshot of then takes its place
    restored = built.new_name()
    built.create(restored)
    built.client.bulk(
        index=f"{restored}-write",
        require_alias=True,
        operations=[
            line
            for aid_id, stored in older.items()
            for line in (
                {"index": {"_id": str(aid_id), "version": stored.version, "version_type": "external"}},
                dict(stored.source),
            )
        ],
    )
    built.refresh(restored)
    built.write_state(restored, applied)
    built.swap(restored)
    apply_changes(built)

    assert search() == {"Prime vélo cargo", "Prime bus"}
    assert not find_drift(built)


def test_drift_is_told_and_healed(built: SearchIndex, search: Search, capsys) -> None:
    # Given aids, one of which somebody deleted from the index, one changed there, and one that never was
    missing, changed = AidFactory(title="Prime vélo"), AidFactory(title="Prime tram")
    apply_changes(built)
    name = built.state().name
    built.client.delete(index=name, id=str(missing.pk))
    built.client.update(index=name, id=str(changed.pk), doc={"title": ["bateau"]})
    stranger = {**to_write([changed.pk])[0].source, "aid_id": 999_999, "version": 1}
    built.client.index(index=name, id="999999", document=stranger)
    built.refresh(name)

    # When it is checked
    with pytest.raises(SystemExit):
        command("check_search_index", built)
    assert f"1 missing ({missing.pk}" in (told := capsys.readouterr().out)
    assert f"1 different ({changed.pk}" in told
    assert "1 unknown (999999" in told

    # And healed
    command("check_search_index", built, heal=True)
    apply_changes(built)
    command("check_search_index", built)
    assert "is what the database says" in capsys.readouterr().out
    assert search() == {"Prime vélo", "Prime tram"}
    assert search("bateau") == set()


def test_without_a_worker_a_command_brings_the_index_up_to_date(built: SearchIndex, search: Search, capsys) -> None:
    AidFactory(title="Prime vélo")
    command("check_search_index", built)
    assert "has yet to bring it" in capsys.readouterr().out

    command("check_search_index", built, heal=True)
    assert "has yet to" not in capsys.readouterr().out
    assert search() == {"Prime vélo"}
    assert state_of(built) == versions.current()[0]

    command("rebuild_search_documents", built)
    assert state_of(built) == versions.current()[0]


def test_the_worker_heals_what_was_lost(built: SearchIndex, search: Search) -> None:
    for number in range(3):
        AidFactory(title=f"Prime vélo {number}")
    apply_changes(built)
    name = built.state().name
    built.delete(name, {aid_id: stored.version for aid_id, stored in built.everything(name)})
    built.refresh(name)
    assert built.totals(name) == (0, 0)

    Tending(built).tend()

    assert len(search()) == 3
    assert IndexUpkeep.objects.get().healed == 3


def test_what_is_on_its_way_is_no_drift(built: SearchIndex) -> None:
    aid = AidFactory()
    apply_changes(built)
    aid.unpublish()
    AidFactory()

    assert totals_agree(built) is None
    assert not find_drift(built)
    apply_changes(built)
    assert totals_agree(built) is True


def test_drift_that_writing_does_not_heal_is_rebuilt(built: SearchIndex, search: Search) -> None:
    """Documents of a later version than the database's: it was restored, then changed as often as before."""
    aid = AidFactory(title="Prime vélo")
    apply_changes(built)
    future = to_write([aid.pk])[0]
    future = type(future)(aid.pk, future.version + 100, {**future.source, "version": future.version + 100})
    name = built.state().name
    built.write(name, [future])
    built.refresh(name)

    assert not heal(built, find_drift(built))
    Tending(built).tend()
    apply_changes(built)

    assert built.state().name != name
    assert not find_drift(built)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_workers_at_once_and_an_editor_beside_them(built: SearchIndex, search_url: str) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite is in memory, where a reader in another thread locks the writer out")
    over = threading.Event()

    def work() -> None:
        tending = Tending(SearchIndex(parse(search_url)))
        try:
            while not over.is_set():
                tending.tend()
        finally:
            tending.index.client.close()
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()

    # When aids come, change and go while both apply what they see
    for number in range(10):
        aid = AidFactory(title=f"Prime vélo {number}")
        aid.title = f"Prime tram {number}"
        aid.save_revision().publish()
        if number % 2:
            aid.unpublish()
    over.set()
    for worker in workers:
        worker.join()

    # Then the index is what the database says
    apply_changes(built)
    assert built.totals(built.state().name)[0] == 5
    assert not find_drift(built)
