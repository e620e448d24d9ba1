"""What the search keeps: a document per public aid, and the words that the team teaches it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.pages import SearchPage

__all__ = ["LexiconWord", "SearchDocument", "SearchPage", "Synonym"]


class SearchDocument(models.Model):
    """All that the search needs of one public aid in one language, written in the aid's own transaction.

    `entry` is what engines index: tokens by field, codes, territories, dates. `summary` is the ready JSON of a result;
    it holds nothing that depends on the day, the question or the host. A withdrawn aid keeps its row without them:
    whoever follows the changes must learn that it went.
    """

    aid_id = models.BigIntegerField(primary_key=True)
    translation_key = models.UUIDField()
    locale = models.CharField(max_length=10)
    # The catalogue's version that wrote this row: "what changed since" is one range of an index.
    version = models.PositiveBigIntegerField(db_index=True)
    withdrawn_at = models.DateTimeField(null=True)
    summary = models.TextField(blank=True)
    entry = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.aid_id} ({self.locale})"


class Synonym(models.Model):
    """Expressions that mean the same: each finds the others, and if told so, a mode, a funder, a place…

    "vae, vélo à assistance électrique, vélo électrique"; "navigo" → Île-de-France Mobilités.
    """

    terms = models.TextField(_("expressions"))
    mode = models.ForeignKey(
        "aids.Mode", verbose_name=_("mode"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    beneficiary = models.ForeignKey(
        "aids.Beneficiary",
        verbose_name=_("bénéficiaire"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    benefit = models.CharField(_("forme de l’aide"), max_length=12, blank=True)
    funder = models.CharField(_("financeur"), max_length=255, blank=True)
    territory = models.ForeignKey(
        "territories.Territory",
        verbose_name=_("territoire"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        verbose_name = _("synonymes")
        verbose_name_plural = _("synonymes")

    def __str__(self) -> str:
        return self.terms


class LexiconWord(models.Model):
    """A word that is never corrected nor read as a place: "péage" and "parking" are villages' names too."""

    word = models.CharField(_("mot"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("mot du lexique")
        verbose_name_plural = _("lexique")
        ordering = ("word",)

    def __str__(self) -> str:
        return self.word
