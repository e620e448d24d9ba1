"""What the search keeps: a document per public aid, and the words that the team teaches it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from aids.choices import Benefit
from search.analysis import tokens
from search.indexing.models import IndexUpkeep
from search.pages import SearchPage
from search.site.models import PageEntry

__all__ = ["IndexUpkeep", "LexiconWord", "PageEntry", "SearchDocument", "SearchPage", "Synonym"]


class SearchDocument(models.Model):
    """All that the search needs of one public aid in one language, written in the aid's own transaction.

    `entry` is what engines index: tokens by field, codes, territories, dates. `summary` is the ready JSON of a result;
    it holds nothing that depends on the day, the question or the host. `marks` explain a result: where tokens stand in
    its title and summary, where and when it applies. `words` are how it writes its tokens. A withdrawn aid keeps its
    row without all that: whoever follows the changes must learn that it went.
    """

    aid_id = models.BigIntegerField(primary_key=True)
    # The same aid's version in the default language (itself, if it is in it); none if it isn't translated from there.
    default_id = models.BigIntegerField(null=True, db_index=True)
    locale = models.CharField(max_length=10)
    # The catalogue's version that wrote this row: "what changed since" is one range of an index.
    version = models.PositiveBigIntegerField(db_index=True)
    withdrawn_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    sorted_title = models.TextField(blank=True)
    entry = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    marks = models.TextField(blank=True)
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.aid_id} ({self.locale})"


class Synonym(models.Model):
    """Expressions that mean the same: each finds the others, and if told so, a mode, a funder, a place…

    "vae, vélo à assistance électrique, vélo électrique"; "navigo" → Île-de-France Mobilités.
    """

    terms = models.TextField(
        _("expressions"),
        help_text=_(
            "Séparées par des virgules, dans l’ordre qui vous plaît. Accents, majuscules, pluriels et traits d’union "
            "n’ont pas d’importance. Exemple : vae, vélo à assistance électrique, vélo électrique."
        ),
    )
    mode = models.ForeignKey(
        "aids.Mode",
        to_field="code",
        verbose_name=_("mode"),
        help_text=_("Ces expressions trouvent aussi toutes les aides de ce mode."),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    beneficiary = models.ForeignKey(
        "aids.Beneficiary",
        to_field="code",
        verbose_name=_("bénéficiaire"),
        help_text=_("Ces expressions trouvent aussi toutes les aides destinées à ce public."),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    benefit = models.CharField(
        _("forme de l’aide"),
        help_text=_("Ces expressions trouvent aussi toutes les aides de cette forme."),
        max_length=12,
        choices=Benefit,
        blank=True,
    )
    # A slug, not a foreign key: the starting words name funders that come with a catalogue, or never.
    funder = models.CharField(
        _("financeur"),
        help_text=_("Identifiant du financeur (son slug). Exemple : navigo désigne ile-de-france-mobilites."),
        max_length=255,
        blank=True,
    )
    # Without a constraint for the same reason: the division is loaded after the starting words.
    territory = models.ForeignKey(
        "territories.Territory",
        verbose_name=_("territoire"),
        help_text=_("Le lieu que ces expressions désignent quand la recherche n’en nomme pas d’autre."),
        null=True,
        blank=True,
        db_constraint=False,
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        verbose_name = _("synonymes")
        verbose_name_plural = _("synonymes")
        ordering = ("terms",)

    def __str__(self) -> str:
        return self.terms

    def expressions(self) -> list[str]:
        """The terms one by one."""
        return [term.strip() for term in self.terms.split(",") if term.strip()]

    def clean(self) -> None:
        """At least two expressions, or one that means something; each with a word that the search keeps."""
        expressions = self.expressions()
        for expression in expressions:
            if not tokens(expression):
                raise ValidationError(
                    {"terms": _("« %s » ne contient aucun mot que la recherche retient.") % expression}
                )
        means = (self.mode_id, self.beneficiary_id, self.benefit, self.funder, self.territory_id)
        if len(expressions) < 2 and not (expressions and any(means)):
            raise ValidationError(
                {"terms": _("Indiquez au moins deux expressions, ou une seule et ce qu’elle désigne.")}
            )


class LexiconWord(models.Model):
    """A word that is never corrected nor read as a place: "avion" and "borne" are villages' names too.

    A weak one, besides, is said in any question ("aide", "comment", "achat"): never required, worth a small bonus.
    """

    word = models.CharField(
        _("mot"),
        max_length=100,
        unique=True,
        help_text=_("Un seul mot, qui ne sera ni corrigé ni pris pour un nom de commune. Exemple : avion."),
    )
    is_weak = models.BooleanField(
        _("mot sans poids"),
        default=False,
        help_text=_(
            "À cocher pour un mot présent dans beaucoup de questions (aide, achat, comment) : il n’est pas exigé."
        ),
    )

    class Meta:
        verbose_name = _("mot du lexique")
        verbose_name_plural = _("lexique")
        ordering = ("word",)

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        """One word, and one that the search keeps: "de" is left out of any text anyway."""
        if len(tokens(self.word)) != 1:
            raise ValidationError({"word": _("Indiquez un seul mot, que la recherche retient.")})
