"""Static files under names that tell their content, and addresses that this process makes once."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLE = "css/site.css"
IMPORT = re.compile(r'@import "(?P<name>[\w-]+\.css)";\n')
Sources = dict[str, tuple[Storage, str]]


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Production's: a page names ten files, and what they are called only changes with `collectstatic`."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.url = cache(super().url)

    def post_process(self, paths: Sources, dry_run: bool = False, **options: Any) -> Iterator[tuple[str, str, bool]]:
        """First the one style sheet, whose imports a browser would only learn of after reading it."""
        if not dry_run and BUNDLE in paths:
            self.delete(BUNDLE)
            self.save(BUNDLE, ContentFile(bundled(paths).encode()))
            paths[BUNDLE] = (self, BUNDLE)
        yield from super().post_process(paths, dry_run, **options)


def bundled(paths: Sources) -> str:
    """The style sheet with each import replaced by the file it names. They lie in one folder: addresses stay right."""
    return IMPORT.sub(lambda found: _text(paths, f"css/{found['name']}"), _text(paths, BUNDLE))


def _text(paths: Sources, name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as opened:
        return str(opened.read().decode())
