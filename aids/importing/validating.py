"""From what a file states to a valid `Row`, or the list of what is wrong with it."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from aids.choices import AidKind, AmountPeriod, Benefit, Envelope, funder_fits
from aids.importing import values
from aids.importing.columns import COLUMNS, EXPORT_ONLY, RICH_TEXTS, TERRITORY_LISTS, VOCABULARY_LISTS
from aids.importing.reading import Place
from aids.importing.rows import Problem, Raw, Row, Scalar, StatedFunder
from funders.models import FunderType

T = TypeVar("T")

MAX_NAME = 255
MAX_SUMMARY = 300
MAX_AMOUNT_TEXT = 1000
MAX_AMOUNT = Decimal("99999999.99")
HUNDRED = Decimal(100)
# Of a row with a thousand unknown columns a report tells the first.
MAX_TOLD = 20
FUNDER_KEYS = {"name", "type", "siren", "territory"}
KNOWN_KEYS = {*(name for name in COLUMNS if not name.startswith("funder.")), "funder", *EXPORT_ONLY}


class RefusedRow(Exception):  # noqa: N818 - an outcome of a row, not a failure of the import
    """A row that isn't imported, and why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Known:
    """The codes that a row may use."""

    modes: frozenset[str]
    beneficiaries: frozenset[str]
    proofs: frozenset[str]
    locales: frozenset[str]
    default_locale: str


class _Reader:
    """Reads the values of one row and gathers what is wrong, so that a person corrects a row once."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw
        self.problems: list[Problem] = []

    def read(self, column: str, meaning: Callable[[object], T], default: T) -> T:
        try:
            return meaning(self.raw.get(column))
        except values.Bad as bad:
            self.wrong(column, str(bad))
            return default

    def wrong(self, column: str, reason: str) -> None:
        self.problems.append(Problem(column, reason))

    def require(self, column: str, value: object) -> None:
        if not value and not any(problem.column == column for problem in self.problems):
            self.wrong(column, _("valeur obligatoire"))


def validate(place: Place, raw: Raw, known: Known) -> Row:
    """The row, its texts cleaned; raises RefusedRow with every problem found."""
    reader = _Reader(raw)
    for name in sorted(set(raw) - KNOWN_KEYS)[:MAX_TOLD]:
        reader.wrong(values.shortened(str(name)), _("colonne inconnue"))
    external_id = reader.read("external_id", _external_id, "")
    locale = reader.read("locale", partial(values.choice, allowed=known.locales), "") or known.default_locale
    columns = {**_texts(reader), **_facts(reader)}
    lists = _lists(reader, known)
    funder = _funder(reader)
    for column, value in (
        ("external_id", external_id), ("title", columns["title"]), ("kind", columns["kind"]),
        ("include", lists["include"]), ("modes", lists["modes"]),
        ("funder.name", funder.name), ("funder.type", funder.type),
    ):  # fmt: skip
        reader.require(column, value)
    _check_together(reader, columns, funder)
    if reader.problems:
        raise RefusedRow(reader.problems)
    fingerprint = fingerprint_of(columns, lists, funder)
    return Row(place, external_id, locale, funder, columns, lists, fingerprint)


def external_id_of(raw: Raw) -> str | None:
    """Which aid a refused row is about, if that much of it can be read."""
    try:
        return _external_id(raw.get("external_id")) or None
    except values.Bad:
        return None


def fingerprint_of(columns: dict[str, Scalar], lists: dict[str, list[str]], funder: StatedFunder) -> str:
    """The same for a row that says the same, however it is written: in CSV or JSON, "500" or "500,00 €"."""
    said = {**columns, **{name: sorted(items) for name, items in lists.items()}, "funder": funder.key}
    return hashlib.sha256(json.dumps(said, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()


def _texts(reader: _Reader) -> dict[str, Scalar]:
    return {
        "title": reader.read("title", partial(values.one_line, limit=MAX_NAME), ""),
        "summary": reader.read("summary", partial(values.one_line, limit=MAX_SUMMARY), ""),
        "amount_text": reader.read("amount_text", partial(values.several_lines, limit=MAX_AMOUNT_TEXT), ""),
        "validity_duration": reader.read("validity_duration", partial(values.one_line, limit=MAX_NAME), ""),
        **{name: reader.read(name, values.rich_text, "") for name in RICH_TEXTS},
    }


def _facts(reader: _Reader) -> dict[str, Scalar]:
    euros = partial(values.number, unit="€", maximum=MAX_AMOUNT)
    return {
        "kind": reader.read("kind", partial(values.choice, allowed=frozenset(AidKind.values)), ""),
        "benefit": reader.read("benefit", partial(values.choice, allowed=frozenset(Benefit.values)), ""),
        "amount_min": reader.read("amount_min", euros, None),
        "amount_max": reader.read("amount_max", euros, None),
        "amount_percent": reader.read("amount_percent", partial(values.number, unit="%", maximum=HUNDRED), None),
        "amount_period": reader.read(
            "amount_period", partial(values.choice, allowed=frozenset(AmountPeriod.values)), ""
        ),
        "opens_on": reader.read("opens_on", values.day, None),
        "closes_on": reader.read("closes_on", values.day, None),
        "envelope": reader.read("envelope", partial(values.choice, allowed=frozenset(Envelope.values)), "")
        or Envelope.AVAILABLE.value,
        "subscription_url": reader.read("subscription_url", values.url, ""),
        "source_url": reader.read("source_url", values.url, ""),
        "verified_at": reader.read("verified_at", values.instant, None),
    }


def _lists(reader: _Reader, known: Known) -> dict[str, list[str]]:
    lists = {}
    for name in VOCABULARY_LISTS:
        lists[name] = reader.read(name, partial(values.codes, allowed=getattr(known, name)), list[str]())
    for name in TERRITORY_LISTS:
        lists[name] = reader.read(name, values.texts, list[str]())
    return lists


def _funder(reader: _Reader) -> StatedFunder:
    stated = reader.raw.get("funder")
    if stated is not None and not isinstance(stated, dict):
        reader.wrong("funder", _("un objet avec name et type est attendu"))
        return StatedFunder("", "", "", "")
    funder = _Reader({f"funder.{name}": value for name, value in (stated or {}).items()})
    for name in sorted(set(stated or {}) - FUNDER_KEYS)[:MAX_TOLD]:
        funder.wrong(f"funder.{values.shortened(str(name))}", _("colonne inconnue"))
    found = StatedFunder(
        name=funder.read("funder.name", partial(values.one_line, limit=MAX_NAME), ""),
        type=funder.read("funder.type", partial(values.choice, allowed=frozenset(FunderType.values)), ""),
        siren=funder.read("funder.siren", _siren, ""),
        territory=funder.read("funder.territory", partial(values.one_line, limit=MAX_NAME), ""),
    )
    reader.problems.extend(funder.problems)
    return found


def _external_id(value: object) -> str:
    return values.one_line(values.identifier(value), limit=MAX_NAME)


def _siren(value: object) -> str:
    siren = "".join(values.identifier(value).split())
    if siren and not (len(siren) == 9 and siren.isascii() and siren.isdigit()):
        raise values.Bad(_("un SIREN compte 9 chiffres"))
    return siren


def _check_together(reader: _Reader, columns: dict[str, Scalar], funder: StatedFunder) -> None:
    opens_on, closes_on = columns["opens_on"], columns["closes_on"]
    if opens_on and closes_on and closes_on < opens_on:  # type: ignore[operator]  # both are dates here
        reader.wrong("closes_on", _("précède opens_on"))
    low, high = columns["amount_min"], columns["amount_max"]
    if low is not None and high is not None and low > high:  # type: ignore[operator]  # both are decimals here
        reader.wrong("amount_min", _("dépasse amount_max"))
    if columns["kind"] and funder.type and not funder_fits(str(columns["kind"]), funder.type):
        reader.wrong("kind", _("ne va pas avec un financeur de type %s") % funder.type)
