"""The index follows the database: in order, again after any failure, and never back."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone
from wagtail.models import Locale

from aids.models import Aid
from api import paris, versions
from api.models import Catalogue
from search import engines
from search.engines.elasticsearch.documents import to_write
from search.engines.elasticsearch.mapping import MAPPING
from search.engines.surviving import SurvivingEngine, UnusableError
from search.indexing import lease
from search.indexing.applying import apply_changes
from search.indexing.checking import find_drift, heal, totals_agree
from search.indexing.index import SearchIndex, WriteError
from search.indexing.models import IndexUpkeep
from search.indexing.rebuilding import rebuild
from search.indexing.tending import Tending, tidy
from search.models import SearchDocument
from search.query import AidQuery
from search.service import search_aids
from tests.factories import AidFactory

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]

Search = Callable[..., set[str]]


@pytest.fixture
def built(index: SearchIndex) -> SearchIndex:
    """An index in service, of an empty catalogue."""
    remake(index)
    return index


@pytest.fixture
def search(search_url: str, settings) -> Iterator[Search]:
    """The titles that the engine itself finds; that the database could answer is no help here."""
    settings.SEARCH_URL = search_url
    engine = engines.current()
    assert isinstance(engine, SurvivingEngine)
    engine.watch_no_more()

    def titles(text: str = "", locale: str = "fr") -> set[str]:
        engine.look()
        answer = search_aids(AidQuery(on_day=paris.today(), text=text, locale=locale))
        assert answer.engine == "elasticsearch" or not answer.total, engine.health
        return {Aid.objects.get(pk=hit.aid_id).title for hit in answer.hits}

    return titles


def remake(index: SearchIndex, because: str = "test") -> None:
    for _ in rebuild(index, because=because):
        pass
    apply_changes(index)


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


@pytest.mark.parametrize("lost", ["deleted", "never made", "of another schema", "ahead"])
def test_the_worker_makes_an_index_when_nothing_else_helps(
    built: SearchIndex, search: Search, lost: str, monkeypatch
) -> None:
    AidFactory(title="Prime vélo")
    apply_changes(built)
    if lost == "deleted":
        built.drop(built.state().name)
    elif lost == "never made":
        built.client.indices.update_aliases(actions=[{"remove": {"index": "*", "alias": built.alias}}])
    elif lost == "of another schema":
        monkeypatch.setitem(MAPPING, "_meta", {"form": "next"})
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


def test_the_worker_heals_what_was_lost(built: SearchIndex, search: Search) -> None:
    for number in range(3):
        AidFactory(title=f"Prime vélo {number}")
    apply_changes(built)
    name = built.state().name
    built.delete(name, dict(built.everything(name)))
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


def test_a_rebuild_asked_for_in_the_admin_is_done_by_the_worker(built: SearchIndex) -> None:
    before = built.state().name
    IndexUpkeep.objects.update(requested_at=timezone.now())

    Tending(built).tend()

    assert built.state().name != before
    upkeep = IndexUpkeep.objects.get()
    assert (upkeep.requested_at, upkeep.built_because, upkeep.holder) == (None, "requested", "")


def command(name: str, index: SearchIndex, **options: object) -> None:
    hosts = ",".join(f"{host}:{port}" for host, port in index.address.hosts)
    with override_settings(SEARCH_URL=f"elasticsearch://{hosts}/{index.address.prefix}"):
        call_command(name, **options)
