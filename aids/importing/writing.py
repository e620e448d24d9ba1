"""Planned aids into the database, in bulk: rows, what hangs on them, revisions, history. One transaction a batch.

Wagtail's own save, revision and publication take 24 ms an aid. The result is the same: the editor opens the aid as it
is, and publishing it later loses nothing.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision, WorkflowState

from aids.facts import FACT_COLUMNS, FACTS, take_facts
from aids.importing.columns import LISTS, TERRITORY_LISTS, VOCABULARY_LISTS
from aids.importing.models import ImportedRow
from aids.importing.planning import Job, Plan, column_of, facts_of
from aids.importing.slugs import Slugs
from aids.models import Aid
from aids.signals import announce

# What an import may change of a row that exists. Its slug is its public address, and stays.
WRITTEN = [
    field.name
    for field in Aid._meta.concrete_fields
    if field.name not in {"id", "slug", "created_at", "source", "external_id", "locale", "translation_key"}
]


@dataclass
class Writer:
    """Writes the batches of one file."""

    user: AbstractBaseUser | None = None
    slugs: Slugs = field(default_factory=Slugs)
    # One user action, as the history groups its entries.
    action: uuid.UUID = field(default_factory=uuid.uuid4)

    def write(self, plan: Plan) -> None:
        """Call it inside a transaction."""
        jobs, now = plan.jobs, timezone.now()
        if not jobs:
            return
        plan.funders.save_new(job.funder for job in jobs)
        for job in jobs:
            job.aid.funder = job.funder  # again: a new one has its id only now
            _set_state(job, now)
        _write_rows(jobs, self.slugs)
        _write_lists([job.aid for job in jobs if job.writes_row])
        revisions = self._write_revisions(jobs, now)
        self._write_history(jobs, revisions, now)
        _remember(jobs, revisions, now)
        _cancel_workflows(jobs, self.user)
        if public := [job.aid for job in jobs if job.publish]:
            announce([aid.pk for aid in public] + _copy_facts(jobs))

    def forget(self) -> None:
        """What was planned for a batch that the database refused isn't taken."""
        self.slugs = Slugs()

    def unpublish(self, aids: Sequence[Aid]) -> None:
        """Take aids out of the public, as Wagtail's own action does."""
        ids = [aid.pk for aid in aids]
        Aid.objects.filter(pk__in=ids).update(live=False, has_unpublished_changes=True, live_revision=None)
        _revisions_of(ids).update(approved_go_live_at=None)
        ImportedRow.objects.filter(aid__in=ids).update(was_live=False)
        now = timezone.now()
        ModelLogEntry.objects.bulk_create(self._entry(aid, "wagtail.unpublish", now) for aid in aids)
        announce(ids)

    def _write_revisions(self, jobs: Sequence[Job], now: datetime) -> dict[int, int]:
        content_type = _aid_type()
        revisions = Revision.objects.bulk_create(
            Revision(
                content_type=content_type,
                base_content_type=content_type,
                object_id=str(job.aid.pk),
                created_at=now,
                user=self.user,
                object_str=str(job.aid),
                content=job.aid.serializable_data(),
            )
            for job in jobs
        )
        latest = Subquery(
            _revisions_of([job.aid.pk for job in jobs])
            .filter(object_id=Cast(OuterRef("pk"), Revision._meta.get_field("object_id")))
            .order_by("-pk")
            .values("pk")[:1]
        )
        published = [job.aid.pk for job in jobs if job.publish]
        drafted = [job.aid.pk for job in jobs if not job.publish]
        Aid.objects.filter(pk__in=published).update(latest_revision=latest, live_revision=latest)
        Aid.objects.filter(pk__in=drafted).update(latest_revision=latest, has_unpublished_changes=True)
        _revisions_of(published).filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
        return {int(revision.object_id): revision.pk for revision in revisions}

    def _write_history(self, jobs: Sequence[Job], revisions: dict[int, int], now: datetime) -> None:
        entries = []
        for job in jobs:
            actions = ["wagtail.create" if job.created else "wagtail.edit"]
            if job.publish:
                actions.append("wagtail.publish")
            for action in actions:
                entry = self._entry(job.aid, action, now)
                entry.revision_id = revisions[job.aid.pk]
                entry.content_changed = True
                entries.append(entry)
        ModelLogEntry.objects.bulk_create(entries)

    def _entry(self, aid: Aid, action: str, now: datetime) -> ModelLogEntry:
        return ModelLogEntry(
            content_type=_aid_type(),
            object_id=str(aid.pk),
            label=str(aid),
            action=action,
            timestamp=now,
            user=self.user,
            uuid=self.action,
        )


def _set_state(job: Job, now: datetime) -> None:
    aid = job.aid
    if not job.publish:
        aid.has_unpublished_changes = True
        return
    aid.has_unpublished_changes = aid.expired = False
    aid.go_live_at = None
    aid.last_published_at = now
    aid.first_published_at = aid.first_published_at or now
    if aid.expire_at is not None and aid.expire_at <= now:
        aid.expire_at = None  # else it would leave again at once


def _write_rows(jobs: Sequence[Job], slugs: Slugs) -> None:
    # In the file's order, which an export gives back.
    created = [job.aid for job in sorted(jobs, key=lambda job: job.row.place.line) if job.created]
    slugs.give(created)
    Aid.objects.bulk_create(created)
    changed = [job.aid for job in jobs if job.writes_row and not job.created]
    Aid.objects.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN)


def _write_lists(aids: Sequence[Aid]) -> None:
    for name in VOCABULARY_LISTS:
        _write_entries(aids, name)
    for name in TERRITORY_LISTS:
        _write_territories(aids, name)


def _write_entries(aids: Sequence[Aid], name: str) -> None:
    """An aid's modes, beneficiaries or proofs: what is missing is added, what is too much taken away."""
    model_field = column_of(name)
    through = model_field.remote_field.through
    aid_column, entry_column = f"{model_field.m2m_field_name()}_id", f"{model_field.m2m_reverse_field_name()}_id"
    wanted = {(aid.pk, entry.pk) for aid in aids for entry in getattr(aid, name).all()}
    rows = through._default_manager.filter(**{f"{aid_column}__in": [aid.pk for aid in aids]})
    there = {(aid, entry): pk for pk, aid, entry in rows.values_list("pk", aid_column, entry_column)}
    _delete(through, [pk for pair, pk in there.items() if pair not in wanted])
    through._default_manager.bulk_create(
        through(**{aid_column: aid, entry_column: entry}) for aid, entry in sorted(wanted - there.keys())
    )


def _write_territories(aids: Sequence[Aid], name: str) -> None:
    """An aid's included, excluded or within territories. Those that stay keep their row."""
    model = column_of(name).related_model
    children = [child for aid in aids for child in getattr(aid, name).all()]
    for child in children:
        child.aid_id = child.aid.pk  # a new aid has its id only now
    kept = {child.pk for child in children if child.pk is not None}
    rows = model._default_manager.filter(aid__in=[aid.pk for aid in aids])
    places = dict(rows.values_list("pk", "sort_order"))
    _delete(model, [pk for pk in places if pk not in kept])
    moved = [child for child in children if child.pk is not None and places[child.pk] != child.sort_order]
    model._default_manager.bulk_update(moved, ["sort_order"])
    model._default_manager.bulk_create([child for child in children if child.pk is None])


def _delete(model: type[Model], ids: Sequence[int]) -> None:
    if ids:
        model._default_manager.filter(pk__in=ids).delete()


def _remember(jobs: Sequence[Job], revisions: dict[int, int], now: datetime) -> None:
    ImportedRow.objects.bulk_create(
        (
            ImportedRow(
                aid=job.aid,
                fingerprint=job.row.fingerprint,
                revision_id=revisions[job.aid.pk],
                was_live=job.aid.live,
                imported_at=now,
            )
            for job in jobs
        ),
        update_conflicts=True,
        unique_fields=["aid"],
        update_fields=["fingerprint", "revision_id", "was_live", "imported_at"],
    )


def _cancel_workflows(jobs: Sequence[Job], user: AbstractBaseUser | None) -> None:
    """Nobody has to approve any more what the import published."""
    ids = [str(job.aid.pk) for job in jobs if job.publish and not job.created]
    states = WorkflowState.objects.filter(base_content_type=_aid_type(), object_id__in=ids).active()
    for state in states:
        state.cancel(user=user)


def _copy_facts(jobs: Iterable[Job]) -> list[int]:
    """What `aids.facts.copy_facts` does for one aid: give translations that are already there the facts that changed.

    Returns the public ones' ids.
    """
    originals = {
        job.aid.translation_key: job.aid
        for job in jobs
        if job.publish and job.aid.locale.language_code == settings.LANGUAGE_CODE
    }
    others = (
        Aid.objects.filter(translation_key__in=originals)
        .exclude(pk__in=[aid.pk for aid in originals.values()])
        .select_for_update(of=("self",))
        .select_related("locale")
        .prefetch_related(*LISTS)
    )
    behind = [other for other in others if facts_of(other) != facts_of(originals[other.translation_key])]
    for other in behind:
        take_facts(other, originals[other.translation_key])
    Aid.objects.bulk_create(behind, update_conflicts=True, unique_fields=["id"], update_fields=FACT_COLUMNS)
    _write_lists(behind)
    _copy_to_drafts(behind)
    return [other.pk for other in behind if other.live]


def _copy_to_drafts(aids: Sequence[Aid]) -> None:
    """Their latest revisions and scheduled ones: an older draft published later must not bring old facts back."""
    contents = {str(aid.pk): aid.serializable_data() for aid in aids}
    latest = Q(pk__in=[aid.latest_revision_id for aid in aids])
    waiting = list(_revisions_of(aid.pk for aid in aids).filter(latest | Q(approved_go_live_at__isnull=False)))
    for revision in waiting:
        revision.content.update({name: contents[revision.object_id][name] for name in FACTS})
    Revision.objects.bulk_create(waiting, update_conflicts=True, unique_fields=["id"], update_fields=["content"])


def _revisions_of(ids: Iterable[int]) -> QuerySet[Revision]:
    return Revision.objects.filter(base_content_type=_aid_type(), object_id__in=[str(pk) for pk in ids])


def _aid_type() -> ContentType:
    return ContentType.objects.get_for_model(Aid, for_concrete_model=False)
