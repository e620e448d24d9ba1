"""Where an aid applies and where a person lives: the official division of France, and custom zones."""

from collections.abc import Sequence
from typing import Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from territories.querysets import TerritoryQuerySet


class Kind(models.TextChoices):
    """The kinds of current territories. The value is the first part of a territory's id."""

    COMMUNE = "commune", _("Commune")
    EPCI = "epci", _("Intercommunalité")
    EPT = "ept", _("Établissement public territorial")
    DEPARTEMENT = "departement", _("Département")
    REGION = "region", _("Région")
    PAYS = "pays", _("Pays")
    ZONE = "zone", _("Zone")


class OldKind(models.TextChoices):
    """What a place was, or is a part of, when it isn't a commune of its own."""

    DELEGUEE = "deleguee", _("Commune déléguée")
    ASSOCIEE = "associee", _("Commune associée")
    ARRONDISSEMENT = "arrondissement", _("Arrondissement municipal")
    FORMER = "former", _("Ancienne commune")


def territory_id(kind: str, code: str) -> str:
    """`departement` and `2A` give `departement-2A`, the id used everywhere: API, imports, addresses, foreign keys."""
    return f"{kind}-{code}"


class Described(Protocol):
    """What `describe` needs, of a row or of a record in memory."""

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def departement(self) -> str: ...
    @property
    def postcodes(self) -> Sequence[str]: ...


def describe(place: Described) -> str:
    """A name with what tells homonyms apart: Saint-Denis (93200), Haute-Garonne (département 31)."""
    if place.kind == Kind.COMMUNE:
        return f"{place.name} ({place.postcodes[0] if place.postcodes else place.departement})"
    return f"{place.name} ({str(Kind(place.kind).label).lower()}{' ' if place.departement else ''}{place.departement})"


class Territory(ClusterableModel):
    """A commune, EPCI, EPT, département, région, the country, or a zone.

    Not a tree: an EPCI may span two régions. What a territory is made of is the set of its communes
    (`TerritoryCommune`); who contains whom follows from the sets.
    """

    id = models.CharField(primary_key=True, max_length=80, editable=False)
    kind = models.CharField(_("nature"), max_length=12, choices=Kind)
    code = models.CharField(_("code"), max_length=64)
    name = models.CharField(_("nom"), max_length=255)
    # The département a commune belongs to, or the code a département has: what tells homonyms apart. Empty otherwise.
    departement = models.CharField(_("département"), max_length=3, blank=True)
    # Lists of an EPCI's members often give their SIREN; an EPCI's is its code.
    siren = models.CharField(_("SIREN"), max_length=9, blank=True)
    population = models.PositiveIntegerField(_("population"), default=0)
    postcodes = models.JSONField(_("codes postaux"), default=list, blank=True)
    # Set when a newer division no longer has it. Aids that point to it stay, and are listed.
    is_former = models.BooleanField(_("disparu"), default=False)

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("territoire")
        verbose_name_plural = _("territoires")
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(fields=("kind", "code"), name="territories_territory_kind_code_unique"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.id = territory_id(self.kind, self.code)
        super().save(*args, **kwargs)


class ZoneManager(models.Manager["Zone"]):
    """Only zones, whatever is asked of them."""

    def get_queryset(self) -> models.QuerySet["Zone"]:
        return super().get_queryset().filter(kind=Kind.ZONE)


class Zone(Territory):
    """A perimeter of one's own: a transport authority like Tisséo, a syndicat, a low-emission zone.

    Made of territories minus territories (`ZonePart`); `territories.zones` works out its communes.
    """

    objects = ZoneManager()  # type: ignore[assignment]  # a manager of zones, not of all territories

    class Meta:
        proxy = True
        verbose_name = _("zone")
        verbose_name_plural = _("zones")

    def save(self, *args: object, **kwargs: object) -> None:
        self.kind = Kind.ZONE
        super().save(*args, **kwargs)


class TerritoryCommune(models.Model):
    """A territory holds a commune. A commune holds itself implicitly, and the country all of them: no row for these.

    A former commune holds the one it now is a part of: what is said of Tourlaville is read as of Cherbourg-en-Cotentin.
    """

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="commune_links")
    commune = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="holder_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("territory", "commune"), name="territories_territory_commune_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.territory_id} > {self.commune_id}"


class OldCommune(models.Model):
    """A name or code that people still use and that now is a commune: déléguée, associée, arrondissement, former."""

    kind = models.CharField(_("nature"), max_length=16, choices=OldKind)
    code = models.CharField(_("code INSEE"), max_length=5)
    name = models.CharField(_("nom"), max_length=255, blank=True)
    postcodes = models.JSONField(_("codes postaux"), default=list, blank=True)
    commune = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="old_communes")

    class Meta:
        verbose_name = _("ancienne commune")
        verbose_name_plural = _("anciennes communes")
        constraints = [
            # 584 communes déléguées share their code with the commune they belong to: the kind is part of the key.
            models.UniqueConstraint(fields=("kind", "code"), name="territories_oldcommune_kind_code_unique"),
        ]

    def __str__(self) -> str:
        return self.name or self.code


class ZonePart(models.Model):
    """A territory that a zone includes, or leaves out."""

    zone = ParentalKey(Territory, on_delete=models.CASCADE, related_name="parts", limit_choices_to={"kind": "zone"})
    part = models.ForeignKey(Territory, verbose_name=_("territoire"), on_delete=models.PROTECT, related_name="part_of")
    excluded = models.BooleanField(_("exclu"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("zone", "part"), name="territories_zonepart_unique"),
            models.CheckConstraint(
                condition=~models.Q(zone=models.F("part")),
                name="territories_zonepart_not_itself",
                violation_error_message=_("Une zone ne peut pas se contenir elle-même."),
            ),
        ]

    def __str__(self) -> str:
        return f"{'−' if self.excluded else '+'} {self.part_id}"


class DivisionVersion(models.Model):
    """The only row: a token drawn again whenever a territory, an old name or a zone's communes change.

    Processes that hold the division in memory compare tokens. A token rather than a number: after a change that was
    rolled back, another change never wears the same one.
    """

    token = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="territories_divisionversion_is_one_row"),
        ]

    def __str__(self) -> str:
        return self.token
