"""Vocabularies: the lists that the team may add to. One row per code, one label per language.

They are not translatable models: an aid's modes are the same rows in every language, only their labels differ.
"""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

code_validator = RegexValidator(r"^[a-z][a-z0-9_]*$", _("Lettres minuscules sans accent, chiffres et _ seulement."))


class VocabularyEntry(ClusterableModel):
    """A code that aids refer to, e.g. `bike`, in its place in the list."""

    code = models.CharField(_("code"), max_length=40, unique=True, validators=[code_validator])
    sort_order = models.PositiveIntegerField(_("ordre"), default=0)

    class Meta:
        abstract = True
        ordering = ("sort_order", "code")

    def __str__(self) -> str:
        return self.label(get_language() or "fr")

    def label(self, language: str) -> str:
        """The label in that language, else in French, else the code."""
        labels = {label.language: label.label for label in self.labels.all()}  # type: ignore[attr-defined]  # on children
        return labels.get(language) or labels.get("fr") or self.code


class VocabularyLabel(models.Model):
    """What a code is called in one language."""

    language = models.CharField(_("langue"), max_length=10, default="fr")
    label = models.CharField(_("libellé"), max_length=100)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label


class Mode(VocabularyEntry):
    """A mode of transport."""

    icon = models.CharField(_("pictogramme"), max_length=40, blank=True)

    class Meta(VocabularyEntry.Meta):
        verbose_name = _("mode de transport")
        verbose_name_plural = _("modes de transport")


class ModeLabel(VocabularyLabel):
    """A mode's label."""

    entry = ParentalKey(Mode, on_delete=models.CASCADE, related_name="labels")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("entry", "language"), name="aids_modelabel_unique")]


class Beneficiary(VocabularyEntry):
    """Whom an aid is for."""

    class Meta(VocabularyEntry.Meta):
        verbose_name = _("bénéficiaire")
        verbose_name_plural = _("bénéficiaires")


class BeneficiaryLabel(VocabularyLabel):
    """A beneficiary's label."""

    entry = ParentalKey(Beneficiary, on_delete=models.CASCADE, related_name="labels")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("entry", "language"), name="aids_beneficiarylabel_unique")]


class Proof(VocabularyEntry):
    """A document that one must provide."""

    class Meta(VocabularyEntry.Meta):
        verbose_name = _("justificatif")
        verbose_name_plural = _("justificatifs")


class ProofLabel(VocabularyLabel):
    """A proof's label."""

    entry = ParentalKey(Proof, on_delete=models.CASCADE, related_name="labels")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("entry", "language"), name="aids_prooflabel_unique")]
