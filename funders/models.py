"""Who pays for an aid."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from api import versions
from funders.constraints import ConstraintsAtFieldsMixin
from funders.fields import WebAddressField
from funders.querysets import FunderQuerySet
from funders.signals import funder_changed
from funders.slugs import slug_of
from territories.models import Territory

# What an aid shows of its funder: when one of these changes, its aids are written again.
SHOWN_BY_AIDS = ("name", "slug", "type", "withdrawn_on")


class FunderType(models.TextChoices):
    """What kind of organisation pays."""

    LOCAL_AUTHORITY = "local_authority", _("Collectivité ou autorité organisatrice")
    EMPLOYER = "employer", _("Employeur")
    NATIONAL = "national", _("État ou organisme national")
    OPERATOR = "operator", _("Opérateur de mobilité")


class Funder(ConstraintsAtFieldsMixin, index.Indexed, models.Model):
    """An organisation that pays for aids. Its territory informs; where an aid applies is told by the aid alone.

    Tisséo is the authority of 108 communes; an aid of Tisséo may apply to 37 of them.
    """

    name = models.CharField(_("nom"), max_length=255)
    slug = models.SlugField(
        _("identifiant"),
        max_length=255,
        unique=True,
        blank=True,
        help_text=_("Utilisé dans les adresses et par l’API. Laissez vide : il sera fait à partir du nom."),
        error_messages={"unique": _("Un autre financeur a déjà cet identifiant.")},
    )
    type = models.CharField(_("type"), max_length=16, choices=FunderType)
    siren = models.CharField(
        _("SIREN"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^\d{9}$", _("Un SIREN compte 9 chiffres."))],
        help_text=_("Les 9 chiffres, sans espace, si vous les connaissez."),
    )
    territory = models.ForeignKey(
        Territory,
        verbose_name=_("territoire"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="funders",
        help_text=_("Le territoire de l’organisme, pour information : chaque aide dit elle-même où elle s’applique."),
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
    website = WebAddressField(_("site web"), blank=True)
    contact = models.TextField(
        _("contact"), blank=True, help_text=_("Téléphone, adresse ou lien d’un service, jamais d’une personne.")
    )
    withdrawn_on = models.DateField(
        _("retiré le"),
        null=True,
        blank=True,
        help_text=_("Dès qu’une date est indiquée, ses aides quittent le site et l’API. Elles ne sont pas perdues."),
    )

    objects = FunderQuerySet.as_manager()

    field_of_constraint = {"funders_funder_name_type_unique": "name"}
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("type")]

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

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Tell those above what changed, in the same transaction."""
        self.slug = self.slug or self._free_slug()
        before = type(self).objects.filter(pk=self.pk).values(*SHOWN_BY_AIDS).first()
        super().save(*args, **kwargs)
        versions.bump()
        if before and any(before[name] != getattr(self, name) for name in SHOWN_BY_AIDS):
            funder_changed.send(sender=type(self), funder=self)

    def clean(self) -> None:
        super().clean()
        self.slug = self.slug or self._free_slug()

    def _free_slug(self) -> str:
        others = type(self).objects.exclude(pk=self.pk)
        return slug_of(self.name, lambda slug: others.filter(slug=slug).exists())
