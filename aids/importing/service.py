"""`run`: one file, imported. The command, the admin and the demo call this."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, reset_queries, transaction
from django.utils.translation import gettext as _

from aids.importing.columns import FABMOB
from aids.importing.fabmob import reference
from aids.importing.planning import Plan, Planner, wait_for_other_imports
from aids.importing.reading import SourceFile, SourceRow, UnreadableFile, format_of
from aids.importing.reports import Report, Say
from aids.importing.rows import Options, Outcome, Problem, Raw, Row
from aids.importing.tasks import index_for_admin
from aids.importing.validating import Known, RefusedRow, external_id_of, validate
from aids.importing.withdrawing import Present, withdraw_missing
from aids.importing.writing import Writer
from aids.interop import NAMES, BadRecord, to_row

__all__ = ["Options", "Outcome", "UnreadableFile", "run"]

BATCH = 500
Progress = Callable[[int, int], object]


def run(
    *,
    path: Path,
    options: Options,
    file_format: str | None = None,
    user: AbstractBaseUser | None = None,
    say: Say = lambda line: None,
    progress: Progress = lambda done, total: None,
) -> Outcome:
    """Import the file. `say` gets a line for what a person should know, `progress` bytes read and their total.

    Raises UnreadableFile, having changed nothing, when the file isn't of a known format.
    """
    with path.open("rb") as stream:
        file = SourceFile(stream, file_format or format_of(path))
        with Report(path, say) as report:
            return _Import(file, options, report, user).run(stream, progress)


class _Import:
    """One import: its file, what it has seen so far, how it goes."""

    def __init__(self, file: SourceFile, options: Options, report: Report, user: AbstractBaseUser | None) -> None:
        self.file = file
        self.options = options
        self.report = report
        self.outcome = Outcome()
        self.planner = Planner(options)
        self.writer = Writer(user)
        self.present = Present()
        self.known = Known(
            **{name: frozenset(entries) for name, entries in self.planner.entries.items()},
            locales=frozenset(code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES),
            default_locale=settings.LANGUAGE_CODE,
        )
        self.reference = reference() if file.format == FABMOB else None
        self._new_funders: set[tuple[str, str]] = set()
        self._lines: dict[tuple[str, str], int] = {}

    def run(self, stream: BinaryIO, progress: Progress) -> Outcome:
        total = _size(stream)
        for sources in _batches(self.file.rows()):
            rows = [row for source in sources if (row := self._read(source)) is not None]
            self._import(rows)
            reset_queries()  # in development Django keeps every statement: 200 MB of them here
            progress(sources[-1].place.end, total)
        if self.options.withdraw_missing:
            self._withdraw()
        self.outcome.funders = len(self._new_funders)
        return self.outcome

    def _read(self, source: SourceRow) -> Row | None:
        """A valid row that the file didn't have yet; otherwise it is refused here."""
        if source.values is None:
            self.present.unreadable()
            self._refuse(source, [Problem("", source.problem)])
            return None
        self.present.add(external_id_of(self._identified(source.values)))
        try:
            row = validate(source.place, self._translated(source.values), self.known)
        except RefusedRow as refusal:
            self._refuse(source, refusal.problems)
            return None
        first = self._lines.setdefault(row.key, source.place.line)
        if first != source.place.line:
            self._refuse(source, [Problem("external_id", _("déjà à la ligne %d de ce fichier") % first)])
            return None
        self.present.add(row.external_id, row.locale)
        return row

    def _identified(self, values: Raw) -> Raw:
        return values if self.reference is None else {"external_id": values.get(NAMES["external_id"])}

    def _translated(self, values: Raw) -> Raw:
        """A record of FabMob's schema as a row of ours."""
        if self.reference is None:
            return values
        try:
            return to_row(cast("Mapping[str, str]", values), self.reference)
        except BadRecord as bad:
            raise RefusedRow([Problem(bad.column, bad.reason)]) from bad

    def _import(self, rows: list[Row]) -> None:
        """A batch in one transaction; if the database refuses it, row by row, so that only the bad one is refused."""
        if not rows:
            return
        try:
            plan = self._write(rows)
        except IntegrityError as error:
            self.writer.forget()
            if len(rows) == 1:
                self._refuse(rows[0], [Problem("", _("refusée par la base de données : %s") % error)])
                return
            for row in rows:
                self._import([row])
            return
        self.planner.remember(plan)
        self._account(plan)

    def _write(self, rows: list[Row]) -> Plan:
        with transaction.atomic():
            wait_for_other_imports()
            plan = self.planner.plan(rows)
            # Told by a dry run too, which makes none.
            self._new_funders |= {(job.funder.name, job.funder.type) for job in plan.jobs if job.funder.pk is None}
            if not self.options.dry_run:
                self.writer.write(plan)
                index_for_admin(plan)
            return plan

    def _account(self, plan: Plan) -> None:
        for job in plan.jobs:
            if job.created:
                self.outcome.created += 1
            else:
                self.outcome.changed += 1
        self.outcome.unchanged += plan.unchanged
        self.outcome.left += len(plan.left)
        self.outcome.warnings += len(plan.warnings)
        for row, problems in sorted(plan.refused, key=lambda refused: refused[0].place.line):
            self._refuse(row, problems)
        for row, warning in sorted(plan.warnings, key=lambda told: told[0].place.line):
            self.report.tell(row.place, _("avertissement : %s") % warning)
        for row, reason in plan.left:
            what = _("aide %(id)s laissée telle quelle : %(reason)s")
            self.report.tell(row.place, what % {"id": row.external_id, "reason": reason})

    def _refuse(self, row: Row | SourceRow, problems: list[Problem]) -> None:
        self.outcome.refused += 1
        if self.reference is not None:
            # The column by its name in both formats: the person has the file before their eyes.
            problems = [
                Problem(f"{problem.column} ({NAMES[problem.column]})", problem.reason)
                if problem.column in NAMES
                else problem
                for problem in problems
            ]
        self.report.refuse(self.file, row.place, problems)

    def _withdraw(self) -> None:
        withdrawn, left = withdraw_missing(
            options=self.options, present=self.present, writer=self.writer, say=self.report.say
        )
        self.outcome.withdrawn += withdrawn
        self.outcome.left += left


def _batches(rows: Iterator[SourceRow]) -> Iterator[list[SourceRow]]:
    batch: list[SourceRow] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _size(stream: BinaryIO) -> int:
    return stream.seek(0, 2)
