"""An amount in a few words, as a reader scans for it: "25 %, jusqu’à 500 €", "de 20 à 40 € par mois"."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from aids.choices import AmountPeriod

SHORT = 90
# An amount doesn’t break at the end of a line. Not in the texts to translate, where gettext doesn’t read the escape.
NO_BREAK = str.maketrans(" ", "\u00a0")


def in_short(amount: Mapping[str, str | None]) -> str:
    """What one gets, from the numbers when they are known, else the beginning of the text.

    `amount` has the shape of the public API: `{"text": "…", "min": null, "max": "500.00", "percent": null,
    "period": "once"}`. A maximum is told as one: nobody is promised 500 €.
    """
    return in_figures(amount) or Truncator(amount.get("text") or "").chars(SHORT)


def in_figures(amount: Mapping[str, str | None]) -> str:
    """The numbers alone, in the language of the page; "" when only the aid's own words tell the amount."""
    return ", ".join(part for part in (_percent(amount), _euros(amount)) if part)


def euros(value: str | Decimal) -> str:
    """`1500.00` as "1 500 €" (French) or "€1,500" (English)."""
    number = Decimal(value)
    places = 0 if number == number.to_integral_value() else 2
    text = pgettext("montant", "%(number)s €") % {"number": number_format(number, places, force_grouping=True)}
    return text.translate(NO_BREAK)


def _percent(amount: Mapping[str, str | None]) -> str:
    if not amount.get("percent"):
        return ""
    text = _("%(number)s %%") % {"number": number_format(Decimal(amount["percent"] or 0).normalize())}
    return text.translate(NO_BREAK)


def _euros(amount: Mapping[str, str | None]) -> str:
    """Only euros are paid by the month: 75 % is of each bill."""
    range_ = _range(amount)
    return f"{range_}{_period(amount)}" if range_ else ""


def _range(amount: Mapping[str, str | None]) -> str:
    least, most = amount.get("min"), amount.get("max")
    if least and most:
        if Decimal(least) == Decimal(most):
            return euros(most)
        return _("de %(least)s à %(most)s") % {"least": euros(least), "most": euros(most)}
    if most:
        return _("jusqu’à %(most)s") % {"most": euros(most)}
    return _("à partir de %(least)s") % {"least": euros(least)} if least else ""


def _period(amount: Mapping[str, str | None]) -> str:
    period = amount.get("period")
    if not period or period == AmountPeriod.ONCE or period not in AmountPeriod.values:
        return ""
    return f" {AmountPeriod(period).label}"
