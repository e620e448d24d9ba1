"""The closed lists of an aid: what the public contract fixes, unlike the vocabularies that the team may add to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from funders.models import FunderType


class AidKind(models.TextChoices):
    """Who an aid comes from, as a citizen sees it."""

    NATIONAL = "national", _("Aide nationale")
    TERRITORY = "territory", _("Aide de mon territoire")
    EMPLOYER = "employer", _("Aide de mon employeur")


class Benefit(models.TextChoices):
    """What one gets."""

    GRANT = "grant", _("Prime ou subvention")
    DISCOUNT = "discount", _("Réduction")
    ALLOWANCE = "allowance", _("Allocation ou remboursement régulier")
    LOAN = "loan", _("Prêt")
    FREE_SERVICE = "free_service", _("Service gratuit")
    TAX = "tax", _("Avantage fiscal")


class AmountPeriod(models.TextChoices):
    """How often the amount is paid."""

    ONCE = "once", _("une fois")
    MONTH = "month", _("par mois")
    YEAR = "year", _("par an")
    TRIP = "trip", _("par trajet")


class Envelope(models.TextChoices):
    """Whether there is money left."""

    AVAILABLE = "available", _("Budget disponible")
    SPENT = "spent", _("Budget épuisé")
    ANNOUNCED = "announced", _("Budget annoncé")


class Status(models.TextChoices):
    """Where a day stands before, in or after an aid's dates. Computed, never stored."""

    UPCOMING = "upcoming", _("À venir")
    OPEN = "open", _("Ouverte")
    CLOSED = "closed", _("Terminée")


# Who may pay for which kind of aid. A national aid may be paid by anyone.
FUNDERS_OF_KIND = {
    AidKind.EMPLOYER: frozenset({FunderType.EMPLOYER}),
    AidKind.TERRITORY: frozenset({FunderType.LOCAL_AUTHORITY, FunderType.OPERATOR}),
    AidKind.NATIONAL: frozenset(FunderType),
}


def funder_fits(kind: str, funder_type: str) -> bool:
    """Whether a funder of that type may offer an aid of that kind: only an employer offers an employer's aid."""
    return funder_type in FUNDERS_OF_KIND[AidKind(kind)]


# Where an aid's slug would stand, the search page has something else: `/fr/aides/feed/`. A test compares.
RESERVED_SLUGS = frozenset({"feed", "funder", "pages", "territory"})
