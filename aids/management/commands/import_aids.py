"""`manage.py import_aids FILE`: aids from a file. docs/import.md tells the formats and the promises."""

import gc
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aids.importing.columns import FORMATS
from aids.importing.service import Options, Outcome, UnreadableFile, run

MAX_SOURCE = 50


class Command(BaseCommand):
    help = "Importe des aides depuis un fichier .jsonl, .csv ou au schéma de référence de FabMob (--format fabmob)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--format", choices=FORMATS, help="sinon d’après l’extension du fichier")
        parser.add_argument("--source", default="import", help="le nom de l’origine (import)")
        parser.add_argument("--dry-run", action="store_true", help="dit ce qui serait fait, ne change rien")
        state = parser.add_mutually_exclusive_group()
        state.add_argument("--publish", action="store_true", default=True, help="publie les aides (par défaut)")
        state.add_argument("--draft", action="store_true", help="en fait des brouillons : le public ne voit rien")
        parser.add_argument(
            "--withdraw-missing", action="store_true", help="dépublie les aides de cette origine absentes du fichier"
        )
        parser.add_argument("--overwrite", action="store_true", help="reprend aussi les aides modifiées à la main")

    def handle(self, *, file: Path, **options: Any) -> None:
        chosen = self._options(options)
        # What is loaded by now stays: the collector need not go through it again for each batch (a sixth of the time).
        gc.freeze()
        try:
            outcome = run(
                path=file,
                options=chosen,
                file_format=options["format"],
                say=self.stdout.write,
                progress=self._progress if sys.stderr.isatty() else lambda done, total: None,
            )
        except OSError as error:
            raise CommandError(_("Fichier illisible : %s") % error) from error
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_said(outcome, dry_run=chosen.dry_run))
        if outcome.refused:
            message = ngettext("%d ligne refusée", "%d lignes refusées", outcome.refused) % outcome.refused
            report = file.with_name(f"{file.stem}.report.txt")
            raise CommandError(f"{message} : {report}" if report.exists() else message)

    def _options(self, options: dict[str, Any]) -> Options:
        source = options["source"].strip()
        if not source or len(source) > MAX_SOURCE:
            raise CommandError(_("--source : de 1 à %d caractères") % MAX_SOURCE)
        if options["draft"] and options["withdraw_missing"]:
            raise CommandError(_("--draft ne change rien pour le public : --withdraw-missing demande --publish"))
        return Options(
            source=source,
            publish=not options["draft"],
            dry_run=options["dry_run"],
            withdraw_missing=options["withdraw_missing"],
            overwrite=options["overwrite"],
        )

    def _progress(self, done: int, total: int) -> None:
        end = "\n" if done >= total else ""
        self.stderr.write(f"\r{done * 100 // max(total, 1):3d} %{end}", ending="")
        self.stderr.flush()


def _said(outcome: Outcome, *, dry_run: bool) -> str:
    counts = _(
        "%(rows)d lignes : %(created)d aides créées, %(changed)d modifiées, %(unchanged)d inchangées, "
        "%(left)d laissées telles quelles, %(refused)d refusées, %(withdrawn)d retirées ; "
        "%(funders)d financeurs créés, %(warnings)d avertissements."
    ) % {name: getattr(outcome, name) for name in (*Outcome.__dataclass_fields__, "rows")}
    return _("À blanc, rien n’est changé. %s") % counts if dry_run else counts
