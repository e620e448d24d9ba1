"""One value of a row: what it means, or a `Bad` with the reason, in French. Generous where nothing is ambiguous."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from aids import cleaning

PARIS = ZoneInfo("Europe/Paris")
MAX_URL = 2000
YEARS = range(1900, 2200)

_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_FRENCH_DATE = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_DIGITS = re.compile(r"(\d+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+)(?:[.,](\d+))?")
_check_url = URLValidator(schemes=["http", "https"])


class Bad(ValueError):  # noqa: N818 - a value, not an error of ours
    """Why a value is refused."""


def text(value: object) -> str:
    """A text without control characters; nothing for nothing."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Bad(_("un texte est attendu"))
    if cleaning.has_control_characters(value):
        raise Bad(_("contient un caractère de contrôle"))
    return value


def identifier(value: object) -> str:
    """An id or a SIREN, that JSON may state as a number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return cleaning.one_line(text(value))


def one_line(value: object, *, limit: int) -> str:
    """A field that is read on one line."""
    return _within(cleaning.one_line(text(value)), limit)


def several_lines(value: object, *, limit: int) -> str:
    """A plain text on one line or more."""
    return _within(cleaning.several_lines(text(value)), limit)


def rich_text(value: object) -> str:
    """Text or HTML, as the editor would keep it."""
    html = cleaning.rich_text(text(value))
    if cleaning.has_control_characters(html):
        raise Bad(_("contient un caractère de contrôle"))
    return html


def url(value: object) -> str:
    """An http(s) address."""
    address = _within(cleaning.one_line(text(value)), MAX_URL)
    if not address:
        return ""
    try:
        _check_url(address)
    except ValidationError:
        raise Bad(_("adresse http(s) attendue, pas « %s »") % shortened(address)) from None
    return address


def day(value: object) -> date | None:
    """`2026-12-31`, or `31/12/2026` as French spreadsheets write it."""
    written = cleaning.one_line(text(value))
    if not written:
        return None
    if iso := _ISO_DATE.fullmatch(written):
        year, month, number = (int(part) for part in iso.groups())
    elif french := _FRENCH_DATE.fullmatch(written):
        year, month, number = (int(french[part]) for part in ("year", "month", "day"))
    else:
        raise Bad(_("date attendue (AAAA-MM-JJ), pas « %s »") % shortened(written))
    try:
        found = date(year, month, number)
    except ValueError:
        raise Bad(_("« %s » n’est pas un jour du calendrier") % written) from None
    if found.year not in YEARS:
        raise Bad(_("année invraisemblable : %s") % written)
    return found


def instant(value: object) -> datetime | None:
    """An ISO 8601 instant, in Paris when it says no offset; a day is its first instant."""
    written = cleaning.one_line(text(value))
    if not written:
        return None
    if _ISO_DATE.fullmatch(written) or _FRENCH_DATE.fullmatch(written):
        first = day(written)
        assert first is not None  # noqa: S101 - a day that was written is a day or refused
        return datetime(first.year, first.month, first.day, tzinfo=PARIS).astimezone(UTC)
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        raise Bad(_("instant ISO 8601 attendu, pas « %s »") % shortened(written)) from None
    if found.year not in YEARS:
        raise Bad(_("année invraisemblable : %s") % shortened(written))
    return (found if found.tzinfo else found.replace(tzinfo=PARIS)).astimezone(UTC)


def number(value: object, *, unit: str, maximum: Decimal) -> Decimal | None:
    """`500`, `1200.5`, "1 200,50 €". "1,200" may be a thousand or one and a bit: refused."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Bad(_("un nombre est attendu"))
    written = cleaning.one_line(text(value) if isinstance(value, str) else str(value))
    written = written.removesuffix(unit).strip()
    if not written:
        return None
    parts = _DIGITS.fullmatch(written)
    if not parts:
        raise Bad(_("nombre positif attendu, pas « %s »") % shortened(written))
    decimals = (parts[2] or "").rstrip("0")
    if len(decimals) > 2 or len(parts[2] or "") == 3:
        raise Bad(_("« %s » est ambigu : deux décimales au plus, sans séparateur de milliers") % shortened(written))
    found = Decimal(f"{_SPACES.sub('', parts[1])}.{decimals or 0}").quantize(Decimal("0.01"))
    if found > maximum:
        raise Bad(_("%(number)s dépasse %(maximum)s") % {"number": shortened(written), "maximum": maximum})
    return found


def choice(value: object, allowed: frozenset[str]) -> str:
    """One of the codes; nothing for nothing."""
    code = cleaning.one_line(text(value))
    if code and code not in allowed:
        raise Bad(_unknown([code], allowed))
    return code


def codes(value: object, allowed: frozenset[str]) -> list[str]:
    """A list of codes, each once, in the order stated."""
    found = texts(value)
    unknown = [code for code in found if code not in allowed]
    if unknown:
        raise Bad(_unknown(unknown, allowed))
    return found


def texts(value: object) -> list[str]:
    """A list of texts, each once, in the order stated."""
    if value is None or value == "":
        return []
    if not isinstance(value, list | tuple):
        raise Bad(_("une liste est attendue"))
    return list(dict.fromkeys(filter(None, (cleaning.one_line(text(item)) for item in value))))


def shortened(written: str) -> str:
    """A value inside a message: a report's line stays a line."""
    return written if len(written) <= 60 else f"{written[:59]}…"


def _within(written: str, limit: int) -> str:
    if len(written) > limit:
        message = _("%(length)d caractères, %(limit)d au plus")
        raise Bad(message % {"length": len(written), "limit": limit})
    return written


def _unknown(unknown: list[str], allowed: frozenset[str]) -> str:
    message = _("inconnu : %(unknown)s (attendu : %(allowed)s)")
    return message % {"unknown": ", ".join(map(shortened, unknown)), "allowed": ", ".join(sorted(allowed))}
