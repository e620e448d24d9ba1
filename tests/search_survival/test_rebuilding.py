"""An index is made anew beside the one in service, whatever happens meanwhile, and leaves nothing behind."""

from datetime import timedelta

import pytest
from django.core.management import CommandError
from django.utils import timezone

from api import versions
from api.models import Catalogue
from search.engines.elasticsearch import mapping
from search.engines.elasticsearch.documents import to_write
from search.engines.surviving import UnusableError
from search.indexing import lease
from search.indexing.applying import apply_changes
from search.indexing.checking import find_drift
from search.indexing.index import SearchIndex, WriteError
from search.indexing.models import IndexUpkeep
from search.indexing.rebuilding import rebuild
from search.indexing.tending import Tending, tidy
from search.models import SearchDocument
from tests.factories import AidFactory
from tests.search_survival.conftest import Search, command, remake

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


def test_nothing_is_written_to_an_index_that_was_dropped(built: SearchIndex) -> None:
    aid = AidFactory()
    before = built.state().name
    remake(built)

    with pytest.raises(WriteError):
        built.write(before, to_write([aid.pk]))

    assert built.in_service() == [built.state().name]
    assert not built.unused()


def test_changes_during_a_rebuild_are_in_both_indexes(built: SearchIndex, search: Search) -> None:
    kept, gone = AidFactory(title="Prime vélo"), AidFactory(title="Prime tram")
    apply_changes(built)
    before = built.state().name

    # When, while a new one is filled, an aid goes, one comes and one changes
    for _ in rebuild(built, because="test"):
        gone.unpublish()
        kept.title = "Prime vélo cargo"
        kept.save_revision().publish()
        AidFactory(title="Prime bus")
        apply_changes(built)
        assert built.state().name == before
        assert search() == {"Prime vélo cargo", "Prime bus"}

    # Then the new one has it all, and the old one is gone
    apply_changes(built)
    assert search() == {"Prime vélo cargo", "Prime bus"}
    assert built.state().name != before
    assert (built.in_service(), list(built.unused())) == ([built.state().name], [])


def test_a_rebuild_makes_kept_answers_invalid(built: SearchIndex) -> None:
    """The index before may have been ahead by a moment: nobody may be told that nothing changed since."""
    version, _ = versions.current()
    for _ in rebuild(built, because="test"):
        pass
    assert versions.current()[0] > version


def test_two_rebuilds_at_once(built: SearchIndex) -> None:
    AidFactory()
    first = rebuild(built, because="test")
    next(first)

    with pytest.raises(lease.BusyError):
        next(rebuild(built, because="test"))
    with pytest.raises(CommandError, match="another process"):
        command("rebuild_search_index", built)

    assert list(first) == []
    assert not built.unused()


def test_a_rebuild_that_is_given_up_leaves_nothing(built: SearchIndex) -> None:
    AidFactory()
    half = rebuild(built, because="test")
    next(half)
    assert len(built.unused()) == 1

    half.close()

    assert not built.unused()
    assert lease.leased() == ""


def test_what_a_killed_rebuild_leaves_is_deleted_once_its_lease_is_over(built: SearchIndex, monkeypatch) -> None:
    # Given an index that somebody is filling
    name = built.new_name()
    lease.take(name, because="test", total=1)
    built.create(name)
    monkeypatch.setattr("search.indexing.tending.LEASE_SECONDS", 0)

    # Then it is left alone as long as that somebody lives
    assert tidy(built) == []
    IndexUpkeep.objects.update(renewed_at=timezone.now() - timedelta(seconds=lease.LEASE_SECONDS + 1))
    assert tidy(built) == [name]
    assert built.in_service() == [built.state().name]


def test_a_rebuild_that_slept_too_long_gives_up(built: SearchIndex) -> None:
    AidFactory()
    slow = rebuild(built, because="slow")
    next(slow)
    before = built.state().name

    # Given that it was taken for dead, and another one took its place
    IndexUpkeep.objects.update(renewed_at=timezone.now() - timedelta(seconds=lease.LEASE_SECONDS + 1))
    remake(built)

    # When it wakes up
    with pytest.raises(lease.LostLeaseError):
        list(slow)

    # Then the other one's index is in service
    assert built.state().name > before
    assert not built.unused()


@pytest.mark.parametrize("lost", ["deleted", "never made", "of an older release", "ahead"])
def test_the_worker_makes_an_index_when_nothing_else_helps(
    built: SearchIndex, search: Search, lost: str, monkeypatch
) -> None:
    AidFactory(title="Prime vélo")
    apply_changes(built)
    if lost == "deleted":
        built.drop(built.state().name)
    elif lost == "never made":
        built.client.indices.update_aliases(actions=[{"remove": {"index": "*", "alias": built.alias}}])
    elif lost == "of an older release":
        monkeypatch.setattr(mapping, "FORM", mapping.FORM + 1)
    else:
        # The database was restored: what the index has more is of a future that won't be.
        Catalogue.objects.update(version=1)
        SearchDocument.objects.update(version=1)
        versions.reset()
    with pytest.raises(UnusableError):
        apply_changes(built)

    Tending(built).tend()
    apply_changes(built)

    assert search() == {"Prime vélo"}
    assert not find_drift(built)


def test_of_two_releases_at_once_the_newer_one_has_its_index(built: SearchIndex, monkeypatch) -> None:
    # Given the worker of a newer release, beside the one of this release
    AidFactory(title="Prime vélo")
    with monkeypatch.context() as newer:
        newer.setattr(mapping, "FORM", mapping.FORM + 1)
        Tending(built).tend()
    (name,) = built.in_service()

    # When both go on for a while, and this one thinks that it has to make an index
    older = Tending(built)
    for _ in range(3):
        older.tend()
    with pytest.raises(UnusableError, match="newer"):
        list(rebuild(built, because="drift"))

    # Then the newer one's index is untouched, and the worker says why it does nothing
    assert (built.in_service(), list(built.unused())) == ([name], [])
    assert "newer" in IndexUpkeep.objects.get().failure

    # Unless a person goes back to this release
    IndexUpkeep.objects.update(requested_at=timezone.now())
    older.tend()
    assert built.state().form == mapping.FORM
    assert not find_drift(built)


def test_an_index_that_is_not_ours_is_replaced_when_asked_for_alone(built: SearchIndex) -> None:
    # Given somebody's copy behind our name
    foreign = f"{built.alias}-copy"
    built.client.indices.create(index=foreign, mappings=mapping.MAPPING)
    built.client.index(index=foreign, id="state", document={"state": {"applied": 1}}, refresh=True)
    built.swap(foreign)
    tending = Tending(built)
    tending.tend()
    assert built.in_service() == [foreign]

    # When the button is pressed
    IndexUpkeep.objects.update(requested_at=timezone.now())
    tending.tend()

    # Then an index of ours is there, true
    assert built.in_service() == [built.state().name]
    assert not find_drift(built)


def test_an_index_in_service_is_never_dropped_by_the_rebuild_that_made_it(built: SearchIndex, monkeypatch) -> None:
    AidFactory(title="Prime vélo")
    before = built.in_service()
    with monkeypatch.context() as late:
        late.setattr("search.indexing.rebuilding.versions.bump", interrupted)
        with pytest.raises(KeyboardInterrupt):
            remake(built)

    assert built.in_service() not in ([], before)
    # What is already done may be done again, by who didn't hear that it is.
    built.swap(*built.in_service())
    assert not find_drift(built)


def interrupted(*args: object) -> None:
    raise KeyboardInterrupt


def test_a_rebuild_asked_for_in_the_admin_is_done_by_the_worker(built: SearchIndex) -> None:
    before = built.state().name
    IndexUpkeep.objects.update(requested_at=timezone.now())

    Tending(built).tend()

    assert built.state().name != before
    upkeep = IndexUpkeep.objects.get()
    assert (upkeep.requested_at, upkeep.built_because, upkeep.holder) == (None, "requested", "")
