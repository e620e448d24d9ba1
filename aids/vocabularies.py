"""Vocabularies: the lists that the team may add to. One row per code, one label per language.

They are not translatable models: an aid's modes are the same rows in every language, only their labels differ.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from aids.choices import AidKind, Benefit
from aids.signals import announce
from api import versions

Labels = dict[str, dict[str, str]]


def languages() -> list[tuple[str, str]]:
    """The languages of the site: a function, so that a new one needs no migration."""
    return settings.LANGUAGES


code_validator = RegexValidator(r"^[a-z][a-z0-9_]*$", _("Lettres minuscules sans accent, chiffres et _ seulement."))


class VocabularyEntry(ClusterableModel):
    """A code that aids refer to, e.g. `bike`, in its place in the list."""

    code = models.CharField(
        _("code"),
        max_length=40,
        unique=True,
        validators=[code_validator],
        help_text=_("Il fait partie de l’API : il ne change plus une fois enregistré."),
    )
    sort_order = models.PositiveIntegerField(
        _("ordre"), default=0, help_text=_("Les plus petits nombres viennent en premier.")
    )

    class Meta:
        abstract = True
        ordering = ("sort_order", "code")

    def __str__(self) -> str:
        return self.label(get_language() or settings.LANGUAGE_CODE)

    def label(self, language: str) -> str:
        """The label in that language, else in French, else the code."""
        labels = {label.language: label.label for label in self.labels.all()}
        return labels.get(language) or labels.get(settings.LANGUAGE_CODE) or self.code

    def clean(self) -> None:
        super().clean()
        if self.pk and not type(self)._default_manager.filter(pk=self.pk, code=self.code).exists():
            raise ValidationError({"code": _("Ce code est déjà utilisé par l’API : il ne peut plus changer.")})

    @transaction.atomic
    def save(self, *args: object, **kwargs: object) -> None:
        """Aids that show this entry show its new label, in the same transaction."""
        super().save(*args, **kwargs)
        announce(self._public_aids())

    def _public_aids(self) -> list[int]:
        return list(self.aids.visible().values_list("pk", flat=True))


class VocabularyLabel(models.Model):
    """What a code is called in one language."""

    language = models.CharField(_("langue"), max_length=10, default=settings.LANGUAGE_CODE, choices=languages)
    label = models.CharField(_("libellé"), max_length=100)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label


class Mode(VocabularyEntry):
    """A mode of transport."""

    icon = models.CharField(
        _("pictogramme"), max_length=40, blank=True, help_text=_("Le nom d’un pictogramme du site, souvent le code.")
    )

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


_labels: dict[str, tuple[int, Labels]] = {}


def labels(language: str) -> Labels:
    """Every code with its label, in its list's own order, and modes with their pictograms (`icons`); read again when
    the catalogue's version moves.

    >>> labels("fr")["modes"]["bike"]
    'Vélo'
    """
    version, _changed_at = versions.recent()
    kept = _labels.get(language)
    if kept is None or kept[0] != version:
        kept = _labels[language] = (version, _read_labels(language))
    return kept[1]


def reset() -> None:
    """Forget what was read."""
    _labels.clear()


def _read_labels(language: str) -> Labels:
    with translation.override(language):
        return {
            "modes": _read_entries(Mode, language),
            "icons": {mode.code: mode.icon or mode.code for mode in Mode.objects.all()},
            "kinds": {kind.value: str(kind.label) for kind in AidKind},
            "beneficiaries": _read_entries(Beneficiary, language),
            "benefits": {benefit.value: str(benefit.label) for benefit in Benefit},
            "proofs": _read_entries(Proof, language),
        }


def _read_entries(model: type[VocabularyEntry], language: str) -> dict[str, str]:
    return {entry.code: entry.label(language) for entry in model._default_manager.prefetch_related("labels")}
