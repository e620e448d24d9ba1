"""The aid's form in tabs, in the words of a colleague."""

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
)

from aids import opening
from aids.choices import Status
from aids.forms import PASTED, AidForm
from aids.widgets import CountedTextarea, CountedTextInput
from api import paris


class StatusPanel(Panel):
    """What follows from the dates today, and for a translation where its facts come from. Nothing to fill in."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "aids/admin/status_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            original = self.instance.original if self.instance.locale_id else self.instance
            return {
                **context,
                "aid": self.instance,
                "original": None if original == self.instance else original,
                "status": Status(opening.status(self.instance, paris.today())),
            }


class TerritoriesPanel(MultipleChooserPanel):
    """Chosen among 37,000; absent from the form of a translation."""

    class BoundPanel(MultipleChooserPanel.BoundPanel):
        def __init__(self, *, panel: Any, form: Any, **kwargs: Any) -> None:
            has_formset = form is not None and panel.relation_name in form.formsets
            super().__init__(panel=panel, form=form if has_formset else None, **kwargs)

        def is_shown(self) -> bool:
            return self.form is not None


def territories(name: str, heading: Any, help_text: Any) -> list[Panel]:
    """Choose territories one by one, or paste a list of them."""
    return [
        TerritoriesPanel(
            name, chooser_field_name="territory", heading=heading, label=_("Territoire"), help_text=help_text
        ),
        FieldPanel(
            PASTED[name],
            help_text=_(
                "Codes INSEE ou SIREN, ou noms, un par ligne ou séparés par des virgules. Ils s’ajoutent aux lieux "
                "choisis ; ce qui n’est pas compris vous est montré avant d’enregistrer."
            ),
        ),
    ]


ESSENTIAL = [
    PublishingPanel(),
    StatusPanel(),
    FieldPanel(
        "title",
        widget=CountedTextInput,
        required_on_save=True,
        help_text=_("Ce que l’on reçoit, en quelques mots : « Prime pour l’achat d’un vélo cargo »."),
    ),
    FieldPanel(
        "summary",
        widget=CountedTextarea,
        help_text=_("Une ou deux phrases, lues dans la liste des résultats : qui, quoi, combien."),
    ),
    FieldPanel("funder", help_text=_("L’organisme qui paie.")),
    FieldPanel(
        "kind",
        help_text=_("Employeur : le financeur est un employeur. Territoire : une collectivité ou un opérateur."),
    ),
    FieldPanel("description", help_text=_("L’aide expliquée à quelqu’un qui n’en a jamais entendu parler.")),
    FieldPanel(
        "slug",
        help_text=_(
            "La fin de l’adresse de la page. Laissez vide : elle sera faite à partir du titre. Si vous la changez "
            "après publication, l’ancienne adresse mène à la nouvelle."
        ),
    ),
]
WHERE = [
    *territories(
        "include", _("L’aide s’applique dans"), _("Communes, intercommunalités, départements, régions, zones…")
    ),
    *territories("exclude", _("Sauf dans"), _("Ces territoires l’emportent sur ceux ci-dessus.")),
    *territories(
        "within",
        _("Et seulement à l’intérieur de"),
        _("Rarement utile. Exemple : les intercommunalités choisies, mais leur seule partie située en Occitanie."),
    ),
]
WHOM = [
    FieldPanel("modes", widget=CheckboxSelectMultiple, required_on_save=False),
    FieldPanel(
        "beneficiaries",
        widget=CheckboxSelectMultiple,
        required_on_save=False,
        help_text=_("Rien de coché : tout public."),
    ),
    FieldPanel("benefit", help_text=_("Ce que l’on reçoit : une prime, une réduction, un prêt…")),
]
AMOUNT = [
    FieldPanel("amount_text", help_text=_("Le montant tel qu’on le lira : « 50 % du prix, jusqu’à 500 € ».")),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("amount_min"), FieldPanel("amount_max")]),
            FieldRowPanel([FieldPanel("amount_percent"), FieldPanel("amount_period")]),
        ],
        heading=_("En chiffres"),
        help_text=_("En euros, si vous les connaissez : ils servent à trier les aides. Inconnu n’est pas zéro."),
    ),
]
STEPS = [
    FieldPanel("conditions", help_text=_("Qui peut l’obtenir, et à quelles conditions.")),
    FieldPanel("proofs", widget=CheckboxSelectMultiple, required_on_save=False, help_text=_("Les papiers à fournir.")),
    FieldPanel("subscription_url", help_text=_("La page où la demande se fait vraiment.")),
    FieldPanel("payment", help_text=_("Comment et quand l’argent est versé.")),
    FieldPanel("additional_info", help_text=_("Cumul avec d’autres aides, cas particuliers…")),
    FieldPanel("contact", help_text=_("Un service à qui s’adresser, jamais une personne.")),
]
DATES = [
    StatusPanel(),
    FieldRowPanel(
        [
            FieldPanel("opens_on", help_text=_("Premier jour. Vide : elle est déjà ouverte.")),
            FieldPanel("closes_on", help_text=_("Dernier jour, jusqu’à minuit à Paris. Vide : sans date de fin.")),
        ]
    ),
    FieldPanel("envelope", help_text=_("Reste-t-il de l’argent ?")),
    FieldPanel(
        "validity_duration", help_text=_("Combien de temps l’aide reste valable une fois obtenue : « 12 mois ».")
    ),
]
SOURCE = [
    FieldPanel("source_url", help_text=_("La page ou la délibération où vous avez lu ces informations.")),
    FieldPanel("verified_at", help_text=_("La dernière fois que quelqu’un a vérifié que tout est encore vrai.")),
]

edit_handler = TabbedInterface(
    [
        ObjectList(ESSENTIAL, heading=_("L’essentiel")),
        ObjectList(WHERE, heading=_("Où")),
        ObjectList(WHOM, heading=_("Pour qui, pour quoi")),
        ObjectList(AMOUNT, heading=_("Montant")),
        ObjectList(STEPS, heading=_("Démarche")),
        ObjectList(DATES, heading=_("Dates")),
        ObjectList(SOURCE, heading=_("Source")),
    ],
    base_form_class=AidForm,
)
