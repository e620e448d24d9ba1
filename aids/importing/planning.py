"""What becomes of each row of a batch: a new aid, a change, nothing, left to whoever edited it, or refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Locale

from aids.facts import FACT_COLUMNS, FACT_LISTS, take_facts
from aids.importing.columns import LISTS, TERRITORY_LISTS, VOCABULARY_LISTS
from aids.importing.models import ImportedRow
from aids.importing.resolving import Funders, Territories
from aids.importing.rows import Options, Problem, Row
from aids.importing.validating import RefusedRow
from aids.models import Aid, Beneficiary, Mode, Proof
from funders.models import Funder

if TYPE_CHECKING:
    from aids.vocabularies import VocabularyEntry

Key = tuple[str, str]
Title = tuple[str, str, str, str]

COMPARED_TEXTS = (
    "title", "summary",
    "description", "amount_text", "conditions", "payment", "additional_info", "contact", "validity_duration",
)  # fmt: skip


@dataclass(slots=True)
class Job:
    """An aid to write, as the row wants it, in memory."""

    row: Row
    aid: Aid
    funder: Funder
    publish: bool
    created: bool
    was_live: bool = False
    facts_before: object = None

    @property
    def writes_row(self) -> bool:
        """A draft of a published aid is a revision only: its row is what the public sees."""
        return self.publish or not self.was_live


@dataclass(slots=True)
class Plan:
    """What is to be done for one batch."""

    funders: Funders
    jobs: list[Job] = field(default_factory=list)
    unchanged: int = 0
    left: list[tuple[Row, str]] = field(default_factory=list)
    refused: list[tuple[Row, list[Problem]]] = field(default_factory=list)
    warnings: list[tuple[Row, Problem]] = field(default_factory=list)
    titles: dict[Title, str] = field(default_factory=dict)


class Planner:
    """Plans batch after batch of one file."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.entries: dict[str, dict[str, VocabularyEntry]] = {
            name: {entry.code: entry for entry in model._default_manager.all()}
            for name, model in zip(VOCABULARY_LISTS, (Mode, Beneficiary, Proof), strict=True)
        }
        # Titles of earlier batches: a dry run writes none that a query could find.
        self._titles: dict[Title, str] = {}

    def plan(self, rows: Sequence[Row]) -> Plan:
        """Call it inside the transaction that writes: what it reads is locked until then."""
        plan = Plan(Funders(rows))
        territories = Territories(rows)
        resolved = []
        for row in rows:
            try:
                resolved.append(territories.resolve(row))
            except RefusedRow as refusal:
                plan.refused.append((row, refusal.problems))
        existing = self._existing(resolved)
        owners = self._title_owners(resolved, plan.funders)
        # Originals first: their translations take their facts.
        for row in sorted(resolved, key=lambda row: row.locale != settings.LANGUAGE_CODE):
            try:
                self._decide(row, plan, existing, owners)
            except RefusedRow as refusal:
                plan.refused.append((row, refusal.problems))
        return plan

    def remember(self, plan: Plan) -> None:
        """The batch is written."""
        self._titles.update(plan.titles)

    def _existing(self, rows: Iterable[Row]) -> dict[Key, Aid]:
        aids = (
            Aid.objects.filter(source=self.options.source, external_id__in={row.external_id for row in rows})
            .select_for_update(of=("self",))
            .select_related("locale", "funder", "latest_revision", "imported_row")
            .prefetch_related(*LISTS)
        )
        return {(aid.external_id, aid.locale.language_code): aid for aid in aids}

    def _title_owners(self, rows: Iterable[Row], funders: Funders) -> dict[Title, int]:
        owners = Aid.objects.filter(
            funder__in=funders.known_ids(), title__in={str(row.columns["title"]) for row in rows}
        ).values_list("locale__language_code", "funder__name", "funder__type", "title", "pk")
        return {(language, name, kind, title): pk for language, name, kind, title, pk in owners}

    def _decide(self, row: Row, plan: Plan, existing: dict[Key, Aid], owners: dict[Title, int]) -> None:
        aid = existing.get(row.key)
        if aid is not None and not self.options.overwrite and (reason := touched(aid)):
            plan.left.append((row, reason))
            return
        funder = plan.funders.of(row)
        warnings = [(row, warning) for warning in (*row.warnings, *plan.funders.conflicts(row, funder))]
        if aid is not None and self._is_up_to_date(aid, row):
            plan.unchanged += 1
            plan.warnings += warnings
            return
        self._check_title(row, aid, plan, owners)
        plan.warnings += warnings
        if aid is None:
            job = Job(row, self._new(row, existing), funder, self.options.publish, created=True)
        else:
            job = Job(row, aid, funder, self.options.publish, created=False, was_live=aid.live)
            job.facts_before = facts_of(aid)
        job.aid.live = job.was_live or job.publish
        self._fill(job, existing.get((row.external_id, settings.LANGUAGE_CODE)))
        plan.jobs.append(job)
        existing[row.key] = job.aid

    def _is_up_to_date(self, aid: Aid, row: Row) -> bool:
        imported = imported_row_of(aid)
        if imported is None or imported.fingerprint != row.fingerprint or touched(aid):
            return False
        return not self.options.publish or (aid.live and not aid.has_unpublished_changes)

    def _check_title(self, row: Row, aid: Aid | None, plan: Plan, owners: dict[Title, int]) -> None:
        title = (row.locale, *row.funder.key, str(row.columns["title"]))
        owner = owners.get(title)
        same_file = plan.titles.get(title) or self._titles.get(title)
        if (owner is not None and (aid is None or owner != aid.pk)) or same_file not in {None, row.external_id}:
            raise RefusedRow([Problem("title", _("ce financeur a déjà une aide de ce titre dans cette langue"))])
        plan.titles[title] = row.external_id

    def _new(self, row: Row, existing: dict[Key, Aid]) -> Aid:
        locale = self._locale(row.locale)
        aid = Aid(source=self.options.source, external_id=row.external_id, locale=locale, live=False)
        for language in self.locales:
            version = existing.get((row.external_id, language))
            if version is not None:
                aid.translation_key = version.translation_key
                break
        return aid

    def _locale(self, language: str) -> Locale:
        """One of the site's languages; the first aid in it may come before anything else is translated."""
        if language not in self.locales:
            self.locales[language] = Locale(language_code=language)
            if not self.options.dry_run:
                self.locales[language].save()
        return self.locales[language]

    def _fill(self, job: Job, original: Aid | None) -> None:
        """Give the aid what the row says; a translation takes the facts of its original once that is public."""
        aid, row = job.aid, job.row
        for name, value in row.columns.items():
            setattr(aid, name, value)
        aid.funder = job.funder
        for name in VOCABULARY_LISTS:
            setattr(aid, name, [self.entries[name][code] for code in row.lists[name]])
        for name in TERRITORY_LISTS:
            manager = getattr(aid, name)
            kept = {} if job.created else {child.territory_id: child for child in manager.all()}
            children = [kept.get(item) or manager.model(territory_id=item) for item in row.lists[name]]
            for place, child in enumerate(children):
                child.sort_order = place
            manager.set(children)
        if original is not None and original is not aid and original.live:
            take_facts(aid, original)
            job.funder = aid.funder = original.funder


def wait_for_other_imports() -> None:
    """Hold back other imports until this transaction ends, and no editor.

    Two at once, of the same file twice started, would take each other's rows for somebody's work. The row that stands
    for aids among content types is nobody else's to lock.
    """
    ContentType.objects.select_for_update(no_key=True).get(app_label="aids", model="aid")


def imported_row_of(aid: Aid) -> ImportedRow | None:
    """What an import remembers of it, if one made it."""
    return getattr(aid, "imported_row", None)


def touched(aid: Aid) -> str:
    """Why an import should leave the aid alone: what a person did since; empty if nothing."""
    imported = imported_row_of(aid)
    if imported is None:
        return _("elle n’a pas été faite par un import")
    if aid.locked:
        return _("elle est verrouillée")
    if imported.revision_id != aid.latest_revision_id or _differs_from_its_revision(aid):
        return _("elle a été modifiée à la main depuis le dernier import")
    if imported.was_live and not aid.live:
        return _("elle a été dépubliée à la main depuis le dernier import")
    return ""


def facts_of(aid: Aid) -> tuple[object, ...]:
    """The facts that its translations share, comparable."""
    columns = (getattr(aid, column_of(name).attname) for name in FACT_COLUMNS)
    lists = (frozenset(entry.pk for entry in getattr(aid, name).all()) for name in FACT_LISTS)
    places = (frozenset(child.territory_id for child in getattr(aid, name).all()) for name in TERRITORY_LISTS)
    return (*columns, *lists, *places)


def column_of(name: str) -> Any:
    """An aid's field, whose kind the type checker can't know."""
    return Aid._meta.get_field(name)


def _differs_from_its_revision(aid: Aid) -> bool:
    """Written by a script, without a revision: that is somebody's work too."""
    if aid.live and aid.has_unpublished_changes:
        return False  # the row is older than its latest revision, which is a draft
    content = aid.latest_revision.content
    for name in (*COMPARED_TEXTS, *FACT_COLUMNS):
        model_field = column_of(name)
        target = getattr(model_field, "target_field", model_field)
        if target.to_python(content.get(name)) != getattr(aid, model_field.attname):
            return True
    return False
