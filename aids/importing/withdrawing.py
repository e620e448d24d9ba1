"""`--withdraw-missing`: what a source no longer has leaves the public."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from aids.importing.planning import touched, wait_for_other_imports
from aids.importing.reports import Say
from aids.importing.rows import Options
from aids.importing.writing import Writer
from aids.models import Aid

BATCH = 500


class Present:
    """The aids that a file has, refused rows included, as far as one can read which aid they are about."""

    def __init__(self) -> None:
        self._ids: dict[str, set[str] | None] = {}
        self.is_complete = True

    @property
    def is_empty(self) -> bool:
        return not self._ids

    def add(self, external_id: str | None, locale: str | None = None) -> None:
        """A valid row is there in its language; of a refused one the language isn't sure: it is there in all."""
        if external_id is None:
            self.is_complete = False
        elif locale is None:
            self._ids.setdefault(external_id, None)
        elif (locales := self._ids.get(external_id)) is None:
            self._ids[external_id] = {locale}
        else:
            locales.add(locale)

    def unreadable(self) -> None:
        """A line that can't be read may be any aid."""
        self.is_complete = False

    def has(self, external_id: str, locale: str) -> bool:
        """Whether the file has the aid in that language."""
        if external_id not in self._ids:
            return False
        locales = self._ids[external_id]
        return locales is None or locale in locales


def withdraw_missing(*, options: Options, present: Present, writer: Writer, say: Say) -> tuple[int, int]:
    """Unpublish the source's aids that the file hasn't. How many were withdrawn, and left because of a hand."""
    if not present.is_complete:
        say(_("Rien n’est retiré : une ligne n’a pas pu être lue."))
        return 0, 0
    if present.is_empty:
        say(_("Rien n’est retiré : le fichier est vide."))
        return 0, 0
    withdrawn = left = 0
    for ids in _batches(_missing(options.source, present)):
        with transaction.atomic():
            wait_for_other_imports()
            aids = list(_locked(ids))
            reasons = {} if options.overwrite else {aid.pk: reason for aid in aids if (reason := touched(aid))}
            leaving = [aid for aid in aids if aid.pk not in reasons]
            if leaving and not options.dry_run:
                writer.unpublish(leaving)
        for aid in aids:
            if aid.pk in reasons:
                what = _("Aide %(id)s absente du fichier, laissée telle quelle : %(reason)s")
                say(what % {"id": aid.external_id, "reason": reasons[aid.pk]})
        withdrawn, left = withdrawn + len(leaving), left + len(reasons)
    return withdrawn, left


def _missing(source: str, present: Present) -> list[int]:
    public = Aid.objects.filter(source=source, live=True).exclude(external_id="").order_by("pk")
    rows = public.values_list("pk", "external_id", "locale__language_code").iterator()
    return [pk for pk, external_id, language in rows if not present.has(external_id, language)]


def _locked(ids: list[int]) -> Iterator[Aid]:
    aids = Aid.objects.filter(pk__in=ids, live=True).select_for_update(of=("self",))
    return aids.select_related("locale", "funder", "latest_revision", "imported_row").iterator()


def _batches(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
