"""`manage.py export_aids [FILE]`: every public aid as a file. It is here because only the search knows addresses."""

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from wagtail.models import Site

from aids import exporting
from aids.importing.columns import FORMATS, JSONL
from aids.importing.reading import UnreadableFile, format_of
from search import addresses


class Command(BaseCommand):
    help = "Exporte les aides publiques, de tout statut et dans chaque langue, dans un fichier ou sur la sortie."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="sinon la sortie standard")
        parser.add_argument("--format", choices=FORMATS, help="sinon d’après l’extension du fichier, ou jsonl")

    def handle(self, *, file: Path | None, **options: Any) -> None:
        try:
            file_format = options["format"] or (format_of(file) if file else JSONL)
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        pieces = exporting.stream(file_format, address=_addresses())
        if file is None:
            for piece in pieces:
                self.stdout.write(piece, ending="")
            return
        try:
            _write(file, pieces)
        except OSError as error:
            raise CommandError(
                _("Impossible d’écrire %(file)s : %(error)s") % {"file": file, "error": error}
            ) from error


def _write(file: Path, pieces: Iterator[str]) -> None:
    """Whole or not at all: a reader never finds half an export."""
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(pieces)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def _addresses() -> exporting.Address:
    """Pages on the default site: a command has no request to tell a host."""
    site = Site.objects.filter(is_default_site=True).first()
    root = site.root_url if site else ""
    paths = addresses.search_paths()

    def address(slug: str, locale: str) -> str | None:
        path = paths.get(locale)
        return path and f"{root}{path}{slug}/"

    return address
