"""The catalogue's version: one number that every change visible to the public moves on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Catalogue(models.Model):
    """The only row: which state of aids, funders, vocabularies, synonyms, zones and territories is the current one."""

    version = models.PositiveBigIntegerField(_("version"), default=1)
    changed_at = models.DateTimeField(_("modifié le"), auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="api_catalogue_is_one_row"),
        ]

    def __str__(self) -> str:
        return str(self.version)
