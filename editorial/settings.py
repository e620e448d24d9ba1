"""What the team decides for the whole site.

Facts belong to the site: who publishes it, its logo, its accounts, its last audit. Texts belong to a language: names,
menus, tabs, banner; a language without its own takes those of the default one, with links to its own pages.
"""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from accounts.personal_data import NONE, Personal
from editorial import accessibility
from editorial.blocks.navigation import FOOTER, LINKS, SOCIAL, TABS
from editorial.fields import BlocksField


@register_setting(icon="mail", order=100)
class SiteIdentity(BaseSiteSetting):
    """Who publishes the site. Legal pages show it; what is empty is shown as still to complete."""

    publisher_name = models.CharField(_("nom de l’éditeur"), max_length=255, blank=True)
    legal_form = models.CharField(_("forme juridique"), max_length=255, blank=True)
    siren = models.CharField(
        _("numéro SIREN"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^\d{9}$", _("Un numéro SIREN a neuf chiffres, sans espace."))],
    )
    address = models.TextField(_("adresse postale"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    publication_director = models.CharField(_("directeur ou directrice de la publication"), max_length=255, blank=True)
    host_name = models.CharField(_("nom de l’hébergeur"), max_length=255, blank=True)
    host_address = models.TextField(_("adresse de l’hébergeur"), blank=True)
    host_phone = models.CharField(_("téléphone de l’hébergeur"), max_length=30, blank=True)
    contact_email = models.EmailField(_("courriel de contact"), blank=True)
    privacy_email = models.EmailField(_("courriel pour les données personnelles"), blank=True)
    accessibility_email = models.EmailField(_("courriel pour l’accessibilité"), blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("logo"),
        help_text=_("Sans logo, le site montre le sien : une ligne et une station."),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    social = BlocksField(SOCIAL, verbose_name=_("réseaux sociaux"), blank=True)

    # A law has the director named; the addresses and numbers are an organisation's.
    personal_data = {
        "publication_director": Personal(
            purpose=_("nommer la personne responsable de la publication"),
            basis=_("obligation légale (loi du 21 juin 2004, article 1-1)"),
            duration=_("tant que la personne est en fonction"),
        ),
        **dict.fromkeys(
            (
                "publisher_name", "legal_form", "siren", "address", "phone", "host_name", "host_address",
                "host_phone", "contact_email", "privacy_email", "accessibility_email", "social",
            ),
            NONE,
        ),
    }  # fmt: skip

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("publisher_name"),
                    FieldRowPanel([FieldPanel("legal_form"), FieldPanel("siren")]),
                    FieldPanel("address"),
                    FieldPanel("phone"),
                    FieldPanel("publication_director"),
                    MultiFieldPanel(
                        [FieldPanel("host_name"), FieldPanel("host_address"), FieldPanel("host_phone")],
                        heading=_("Hébergeur"),
                    ),
                ],
                heading=_("Éditeur et hébergeur"),
            ),
            ObjectList(
                [FieldPanel("contact_email"), FieldPanel("privacy_email"), FieldPanel("accessibility_email")],
                heading=_("Courriels"),
            ),
            ObjectList([FieldPanel("logo"), FieldPanel("social")], heading=_("Logo et réseaux")),
        ]
    )

    class Meta:
        verbose_name = _("identité du site")


@register_setting(icon="tick-inverse", order=102)
class AccessibilityAudit(BaseSiteSetting):
    """The last audit. The accessibility statement says what follows from it, and "non conforme" without one."""

    audited_on = models.DateField(_("date de l’audit"), null=True, blank=True)
    audited_by = models.CharField(_("auditeur"), max_length=255, blank=True)
    criteria_met = models.PositiveSmallIntegerField(_("critères respectés"), default=0)
    criteria_failed = models.PositiveSmallIntegerField(_("critères non respectés"), default=0)
    report = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("rapport d’audit"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        HelpPanel(
            content=_(
                "<p>La déclaration d’accessibilité dit ce qui découle de ces chiffres : « non conforme » tant qu’aucun "
                "audit n’est saisi ou si moins de la moitié des critères applicables sont respectés.</p>"
            )
        ),
        FieldRowPanel([FieldPanel("audited_on"), FieldPanel("audited_by")]),
        FieldRowPanel([FieldPanel("criteria_met"), FieldPanel("criteria_failed")]),
        FieldPanel("report"),
    ]

    class Meta:
        verbose_name = _("audit d’accessibilité")

    def clean(self) -> None:
        """Figures without a date prove nothing."""
        super().clean()
        if self.criteria_met and not self.audited_on:
            raise ValidationError({"audited_on": _("Indiquez la date de l’audit dont viennent ces chiffres.")})
        if self.audited_on and self.audited_on > timezone.localdate():
            raise ValidationError({"audited_on": _("Cette date est à venir.")})

    @property
    def state(self) -> accessibility.State:
        """What the law calls the site."""
        return accessibility.state(self.criteria_met, self.criteria_failed)

    @property
    def rate(self) -> int:
        """Criteria met, of a hundred that apply."""
        return accessibility.rate(self.criteria_met, self.criteria_failed)


class BannerLevel(models.TextChoices):
    """How loud an announcement is."""

    INFO = "info", _("information")
    WARNING = "warning", _("attention")
    ALERT = "alert", _("alerte")


class SiteTexts(TranslatableMixin, models.Model):
    """Names, menus and announcement of a site in one language."""

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("nom du site"), max_length=100)
    tagline = models.CharField(
        _("devise"),
        max_length=200,
        blank=True,
        help_text=_("Quelques mots sous le nom. Exemple : les aides à la mobilité, là où vous habitez."),
    )
    footer_text = models.TextField(_("texte du pied de page"), blank=True)
    header = BlocksField(
        LINKS,
        verbose_name=_("menu principal"),
        blank=True,
        help_text=_("Laissez vide pour montrer les pages cochées « Afficher dans les menus », dans l’ordre du site."),
    )
    tabs = BlocksField(
        TABS,
        verbose_name=_("onglets des publics"),
        blank=True,
        help_text=_("Les pages d’accueil de chaque public, d’une à l’autre par des onglets."),
    )
    footer = BlocksField(FOOTER, verbose_name=_("pied de page"), blank=True)
    banner_level = models.CharField(_("niveau"), max_length=7, choices=BannerLevel, default=BannerLevel.INFO)
    banner_text = models.CharField(
        _("texte"), max_length=300, blank=True, help_text=_("Sans texte, aucun bandeau n’est affiché.")
    )
    banner_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page à lire"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    banner_from = models.DateTimeField(_("affiché à partir du"), null=True, blank=True)
    banner_until = models.DateTimeField(_("affiché jusqu’au"), null=True, blank=True)

    translatable_fields = [
        SynchronizedField("site", overridable=False),
        TranslatableField("name"),
        TranslatableField("tagline"),
        TranslatableField("footer_text"),
        TranslatableField("header"),
        TranslatableField("tabs"),
        TranslatableField("footer"),
        SynchronizedField("banner_level"),
        TranslatableField("banner_text"),
        SynchronizedField("banner_page"),
        SynchronizedField("banner_from"),
        SynchronizedField("banner_until"),
    ]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [FieldPanel("site"), FieldPanel("name"), FieldPanel("tagline")],
                heading=_("Nom"),
            ),
            ObjectList([FieldPanel("header"), FieldPanel("tabs")], heading=_("Menus")),
            ObjectList([FieldPanel("footer_text"), FieldPanel("footer")], heading=_("Pied de page")),
            ObjectList(
                [
                    FieldPanel("banner_level"),
                    FieldPanel("banner_text"),
                    FieldPanel("banner_page"),
                    FieldRowPanel([FieldPanel("banner_from"), FieldPanel("banner_until")]),
                ],
                heading=_("Bandeau d’annonce"),
            ),
        ]
    )

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("noms et menus")
        verbose_name_plural = _("noms et menus")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "locale"],
                name="editorial_sitetexts_site_locale_unique",
                violation_error_message=_("Ce site a déjà ses noms et menus dans cette langue."),
            ),
            models.CheckConstraint(
                condition=models.Q(banner_until__isnull=True)
                | models.Q(banner_from__isnull=True)
                | models.Q(banner_until__gt=models.F("banner_from")),
                name="editorial_sitetexts_banner_dates",
                violation_error_message=_("Le bandeau finit avant d’avoir commencé."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
