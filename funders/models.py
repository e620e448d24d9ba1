"""Who pays for an aid."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from territories.models import Territory


class FunderType(models.TextChoices):
    """What kind of organisation pays."""

    LOCAL_AUTHORITY = "local_authority", _("Collectivité ou autorité organisatrice")
    EMPLOYER = "employer", _("Employeur")
    NATIONAL = "national", _("État ou organisme national")
    OPERATOR = "operator", _("Opérateur de mobilité")


class FunderQuerySet(models.QuerySet["Funder"]):
    """Funders, with verbs that chain."""

    def active(self) -> "FunderQuerySet":
        """Those that haven't withdrawn: their aids may be public."""
        return self.filter(withdrawn_on__isnull=True)


class Funder(models.Model):
    """An organisation that pays for aids. Its territory informs; where an aid applies is told by the aid alone."""

    name = models.CharField(_("nom"), max_length=255)
    slug = models.SlugField(_("identifiant"), max_length=255, unique=True)
    type = models.CharField(_("type"), max_length=16, choices=FunderType)
    siren = models.CharField(
        _("SIREN"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^\d{9}$", _("Un SIREN compte 9 chiffres."))],
    )
    territory = models.ForeignKey(
        Territory,
        verbose_name=_("territoire"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="funders",
    )
    logo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    description = models.TextField(_("présentation"), blank=True)
    website = models.URLField(_("site web"), max_length=2000, blank=True)
    contact = models.TextField(_("contact"), blank=True)
    withdrawn_on = models.DateField(_("retiré le"), null=True, blank=True)

    objects = FunderQuerySet.as_manager()

    class Meta:
        verbose_name = _("financeur")
        verbose_name_plural = _("financeurs")
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("name", "type"),
                name="funders_funder_name_type_unique",
                violation_error_message=_("Un financeur de ce type porte déjà ce nom."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
