"""The aid: one concrete model, with Wagtail's draft, revision, workflow, lock, preview and translation."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail_localize.fields import TranslatableField

from aids.choices import RESERVED_SLUGS, AidKind, AmountPeriod, Benefit, Envelope, funder_fits
from aids.importing.models import ImportedRow
from aids.publication import PublicationMixin
from aids.querysets import AidQuerySet
from aids.vocabularies import (
    Beneficiary,
    BeneficiaryLabel,
    Mode,
    ModeLabel,
    Proof,
    ProofLabel,
)
from api import paris
from funders.constraints import ConstraintsAtFieldsMixin
from funders.fields import WebAddressField
from funders.models import Funder
from funders.slugs import slug_of
from territories.models import Territory

__all__ = [
    "Aid",
    "Beneficiary",
    "BeneficiaryLabel",
    "ExcludedTerritory",
    "ImportedRow",
    "IncludedTerritory",
    "Mode",
    "ModeLabel",
    "OldSlug",
    "Proof",
    "ProofLabel",
    "WithinTerritory",
]

RICH_TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link"]
MISFITS = {
    AidKind.EMPLOYER: _("Une aide d’employeur demande un financeur de type « Employeur »."),
    AidKind.TERRITORY: _("Une aide de territoire demande un financeur collectivité ou opérateur de mobilité."),
}
AMOUNT: dict[str, Any] = {
    "max_digits": 10,
    "decimal_places": 2,
    "null": True,
    "blank": True,
    "validators": [MinValueValidator(0)],
}


class Aid(  # type: ignore[django-manager-missing]  # modelcluster makes the managers of its children
    PublicationMixin,
    ConstraintsAtFieldsMixin,
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    ClusterableModel,
):
    """A mobility aid: what a funder gives, to whom, where, for which modes, and how to ask for it.

    Facts (funder, territories, modes, amounts, dates…) belong to the aid and are the same in every language; the title,
    the slug and the texts belong to a language.
    """

    title = models.CharField(_("titre"), max_length=255)
    slug = models.SlugField(_("adresse"), max_length=255, blank=True)
    summary = models.CharField(_("résumé"), max_length=300, blank=True)
    description = RichTextField(_("description"), features=RICH_TEXT_FEATURES, blank=True)

    funder = models.ForeignKey(Funder, verbose_name=_("financeur"), on_delete=models.PROTECT, related_name="aids")
    kind = models.CharField(_("type d’aide"), max_length=10, choices=AidKind)
    modes = ParentalManyToManyField(Mode, verbose_name=_("modes de transport"), related_name="aids")
    beneficiaries = ParentalManyToManyField(
        Beneficiary, verbose_name=_("bénéficiaires"), related_name="aids", blank=True
    )
    benefit = models.CharField(_("forme de l’aide"), max_length=12, choices=Benefit, blank=True)

    amount_text = models.CharField(_("montant"), max_length=1000, blank=True)
    amount_min = models.DecimalField(_("montant minimum"), **AMOUNT)
    amount_max = models.DecimalField(_("montant maximum"), **AMOUNT)
    amount_percent = models.DecimalField(
        _("pourcentage"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    amount_period = models.CharField(_("périodicité"), max_length=5, choices=AmountPeriod, blank=True)

    conditions = RichTextField(_("conditions d’obtention"), features=RICH_TEXT_FEATURES, blank=True)
    payment = RichTextField(_("modalités de versement"), features=RICH_TEXT_FEATURES, blank=True)
    proofs = ParentalManyToManyField(Proof, verbose_name=_("justificatifs"), related_name="aids", blank=True)
    additional_info = RichTextField(_("bon à savoir"), features=RICH_TEXT_FEATURES, blank=True)
    contact = RichTextField(_("contact"), features=RICH_TEXT_FEATURES, blank=True)

    opens_on = models.DateField(_("ouvre le"), null=True, blank=True)
    closes_on = models.DateField(_("ferme le"), null=True, blank=True)
    envelope = models.CharField(_("enveloppe"), max_length=9, choices=Envelope, default=Envelope.AVAILABLE)
    validity_duration = models.CharField(_("durée de validité"), max_length=255, blank=True)

    subscription_url = WebAddressField(_("lien pour demander l’aide"), blank=True)
    source_url = WebAddressField(_("source de l’information"), blank=True)
    verified_at = models.DateTimeField(_("vérifiée le"), null=True, blank=True)

    source = models.CharField(_("origine"), max_length=50, blank=True, editable=False)
    external_id = models.CharField(_("identifiant d’origine"), max_length=255, blank=True, editable=False)

    created_at = models.DateTimeField(_("créée le"), auto_now_add=True)

    # Written out: wagtail-localize would offer the slug and the origin for translation. Facts aren't its business
    # either: `aids.facts` copies them.
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("summary"),
        TranslatableField("description"),
        TranslatableField("amount_text"),
        TranslatableField("conditions"),
        TranslatableField("payment"),
        TranslatableField("additional_info"),
        TranslatableField("contact"),
        TranslatableField("validity_duration"),
    ]
    # A translation begins its own life: its slug is made of its own title, it was never published nor locked.
    exclude_fields_in_copy = [
        "slug",
        "live",
        "live_revision",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "go_live_at",
        "expire_at",
        "expired",
        "locked",
        "locked_at",
        "locked_by",
        "created_at",
    ]

    objects = AidQuerySet.as_manager()

    field_of_constraint = {
        "aids_aid_locale_slug_unique": "slug",
        "aids_aid_funder_locale_title_unique": "title",
        "aids_aid_opens_before_it_closes": "closes_on",
        "aids_aid_amount_min_below_max": "amount_max",
    }

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("aide")
        verbose_name_plural = _("aides")
        ordering = ("title", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("locale", "slug"),
                name="aids_aid_locale_slug_unique",
                violation_error_message=_("Une autre aide a déjà cette adresse dans cette langue."),
            ),
            models.UniqueConstraint(
                fields=("funder", "locale", "title"),
                name="aids_aid_funder_locale_title_unique",
                violation_error_message=_("Ce financeur a déjà une aide de ce titre dans cette langue."),
            ),
            models.UniqueConstraint(
                fields=("source", "external_id", "locale"),
                condition=~Q(external_id=""),
                name="aids_aid_source_external_id_locale_unique",
                violation_error_message=_("Une aide de cette origine a déjà cet identifiant."),
            ),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True) | Q(closes_on__isnull=True) | Q(opens_on__lte=F("closes_on")),
                name="aids_aid_opens_before_it_closes",
                violation_error_message=_("La date de fermeture précède la date d’ouverture."),
            ),
            models.CheckConstraint(
                condition=Q(amount_min__isnull=True) | Q(amount_max__isnull=True) | Q(amount_min__lte=F("amount_max")),
                name="aids_aid_amount_min_below_max",
                violation_error_message=_("Le montant minimum dépasse le montant maximum."),
            ),
            models.CheckConstraint(
                condition=(Q(amount_min__isnull=True) | Q(amount_min__gte=0))
                & (Q(amount_max__isnull=True) | Q(amount_max__gte=0))
                & (Q(amount_percent__isnull=True) | Q(amount_percent__gte=0, amount_percent__lte=100)),
                name="aids_aid_amounts_in_range",
                violation_error_message=_("Un montant est négatif, ou un pourcentage dépasse 100."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        self.fill_slug()
        if self.kind and self.funder_id and not funder_fits(self.kind, self.funder.type):
            raise ValidationError({"kind": MISFITS[AidKind(self.kind)]})

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "aids/aid_page.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from aids.presentation import aid_context

        return {**super().get_preview_context(request, mode_name), **aid_context(self, paris.today())}

    def fill_slug(self) -> None:
        """Made of the title when left empty, and no one else's address, present or past."""
        if not self.slug or self.slug in RESERVED_SLUGS:
            others = type(self).objects.filter(locale_id=self.locale_id).exclude(pk=self.pk)
            old = OldSlug.objects.filter(locale_id=self.locale_id).exclude(aid_id=self.pk)
            self.slug = slug_of(
                self.title,
                lambda slug: (
                    slug in RESERVED_SLUGS or others.filter(slug=slug).exists() or old.filter(slug=slug).exists()
                ),
            )


class AidTerritory(Orderable):
    """A child row, so that an aid's territories belong to its revision and not to the live row only."""

    territory = models.ForeignKey(Territory, verbose_name=_("territoire"), on_delete=models.PROTECT, related_name="+")

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.territory_id


class IncludedTerritory(AidTerritory):
    """Where the aid applies."""

    aid = ParentalKey(Aid, on_delete=models.CASCADE, related_name="include")

    class Meta(AidTerritory.Meta):
        constraints = [models.UniqueConstraint(fields=("aid", "territory"), name="aids_included_unique")]


class ExcludedTerritory(AidTerritory):
    """Where it doesn't, whatever the included ones say."""

    aid = ParentalKey(Aid, on_delete=models.CASCADE, related_name="exclude")

    class Meta(AidTerritory.Meta):
        constraints = [models.UniqueConstraint(fields=("aid", "territory"), name="aids_excluded_unique")]


class WithinTerritory(AidTerritory):
    """If any, the aid applies only where one of these does too."""

    aid = ParentalKey(Aid, on_delete=models.CASCADE, related_name="within")

    class Meta(AidTerritory.Meta):
        constraints = [models.UniqueConstraint(fields=("aid", "territory"), name="aids_within_unique")]


class OldSlug(models.Model):
    """A public address that an aid once had: it redirects to the current one."""

    aid = models.ForeignKey(Aid, on_delete=models.CASCADE, related_name="old_slugs")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(_("ancienne adresse"), max_length=255)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("locale", "slug"), name="aids_oldslug_unique")]

    def __str__(self) -> str:
        return self.slug
