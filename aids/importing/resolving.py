"""What rows name that must exist, or be made, in the database: territories, funders. One look for a whole batch."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from aids.importing.columns import TERRITORY_LISTS
from aids.importing.rows import Problem, Row
from aids.importing.validating import RefusedRow
from aids.importing.values import shortened
from funders.models import Funder
from funders.slugs import slug_of
from territories.models import OldCommune, Territory

COMMUNE = "commune-"


class Territories:
    """The territories that a batch of rows names."""

    def __init__(self, rows: Iterable[Row]) -> None:
        named = {item for row in rows for name in TERRITORY_LISTS for item in row.lists[name]}
        named |= {row.funder.territory for row in rows if row.funder.territory}
        self._former = dict(Territory.objects.filter(pk__in=named).values_list("pk", "is_former"))
        codes = [name.removeprefix(COMMUNE) for name in named - self._former.keys() if name.startswith(COMMUNE)]
        # 584 communes déléguées wear the code of the commune they are a part of: those are found above.
        self._current = {
            f"{COMMUNE}{code}": commune_id
            for code, commune_id in OldCommune.objects.filter(code__in=codes).values_list("code", "commune_id")
        }

    def resolve(self, row: Row) -> Row:
        """The row with current territories, and a warning for each that was read as another; refuses the unknown."""
        problems = [
            Problem(column, _("territoire inconnu : %s") % ", ".join(map(shortened, unknown)))
            for column, named in _named(row)
            if (unknown := [item for item in named if not self._knows(item)])
        ]
        if problems:
            raise RefusedRow(problems)
        warnings = [
            Problem(column, warning)
            for column, named in _named(row)
            for item in named
            if (warning := self._warning(item))
        ]
        current = {
            name: list(dict.fromkeys(self._current.get(item, item) for item in row.lists[name]))
            for name in TERRITORY_LISTS
        }
        funder = replace(row.funder, territory=self._current.get(row.funder.territory, row.funder.territory))
        return replace(row, lists={**row.lists, **current}, funder=funder, warnings=warnings)

    def _knows(self, territory_id: str) -> bool:
        return territory_id in self._former or territory_id in self._current

    def _warning(self, territory_id: str) -> str:
        current = self._current.get(territory_id)
        if current is not None:
            message = _("%(old)s est un ancien code, lu comme %(current)s")
            return message % {"old": territory_id, "current": current}
        return _("%s a disparu du découpage officiel") % territory_id if self._former[territory_id] else ""


def _named(row: Row) -> Iterator[tuple[str, list[str]]]:
    for column in TERRITORY_LISTS:
        yield column, row.lists[column]
    yield "funder.territory", [row.funder.territory] if row.funder.territory else []


class Funders:
    """The funders that a batch of rows names; those that are new are made once it is sure that a row needs them."""

    def __init__(self, rows: Iterable[Row]) -> None:
        names = {row.funder.name for row in rows}
        self._known = {(funder.name, funder.type): funder for funder in Funder.objects.filter(name__in=names)}

    def of(self, row: Row) -> Funder:
        """The row's funder, perhaps not saved yet."""
        stated = row.funder
        if stated.key not in self._known:
            self._known[stated.key] = Funder(
                name=stated.name, type=stated.type, siren=stated.siren, territory_id=stated.territory or None
            )
        return self._known[stated.key]

    def known_ids(self) -> list[int]:
        """Those that the database already has."""
        return [funder.pk for funder in self._known.values() if funder.pk is not None]

    def conflicts(self, row: Row, funder: Funder) -> Iterator[Problem]:
        """Where the row contradicts a funder that is known, or that an earlier row made: the known one stays."""
        for column, said, kept in (
            ("funder.siren", row.funder.siren, funder.siren),
            ("funder.territory", row.funder.territory, funder.territory_id or ""),
        ):
            if said and kept and said != kept:
                message = _("%(said)s contredit le financeur connu, qui garde %(kept)s")
                yield Problem(column, message % {"said": said, "kept": kept})
        if funder.withdrawn_on is not None:
            yield Problem("funder.name", _("financeur retiré : l’aide ne sera pas visible du public"))

    def save_new(self, needed: Iterable[Funder]) -> None:
        """Write the new ones among these."""
        new = list({id(funder): funder for funder in needed if funder.pk is None}.values())
        if not new:
            return
        taken = _slugs_like(new)
        for funder in new:
            funder.slug = slug_of(funder.name, taken.__contains__)
            taken.add(funder.slug)
        Funder.objects.bulk_create(new)


def _slugs_like(funders: Iterable[Funder]) -> set[str]:
    bases = {slug_of(funder.name, lambda _slug: False) for funder in funders}
    known = set(Funder.objects.filter(slug__in=bases).values_list("slug", flat=True))
    for base in known.copy():
        known.update(Funder.objects.filter(slug__startswith=f"{base}-").values_list("slug", flat=True))
    return known
