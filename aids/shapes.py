"""What aids, funders and vocabularies look like in the API, as JSON Schema. `aids.serializers` makes them."""

from aids.choices import AidKind, AmountPeriod, Benefit, Envelope, Status
from api.shapes import Schema, address, day, instant, keyed, many, nullable, one_of, ref, text, thing, whole
from funders.models import FunderType

NAMES = many(ref("TerritoryName"))
MONEY = nullable(text("Un montant en euros.", pattern=r"^\d+(\.\d{1,2})?$"))
LABELLED = {"code": text("Le code, qui sert aussi de filtre."), "label": text("Le libellé, dans la langue de l’aide.")}

FUNDER_NAME = thing(
    {"id": whole(), "slug": text(), "name": text(), "type": one_of(FunderType.values, "La nature du financeur.")},
    "Un financeur, nommé.",
)
AMOUNT = thing(
    {
        "text": text("Le montant tel qu’on le lit."),
        "min": MONEY,
        "max": MONEY,
        "percent": nullable(text("Un pourcentage du prix.", pattern=r"^\d+(\.\d{1,2})?$")),
        "period": nullable(one_of(AmountPeriod.values, "Combien de fois il est versé.")),
        "currency": text(const="EUR"),
    },
    "Ce que l’on reçoit ; null où ce n’est pas connu.",
)
MATCH = thing(
    {
        "territory": nullable(thing({"id": text(), "name": text()}, "Le territoire de l’aide qui l’a fait trouver.")),
        "asked": many(text(), "Les lieux demandés auxquels elle s’applique."),
        "highlight": keyed(text(), "Par texte, en HTML : les mots trouvés, entre <mark> et </mark>."),
    },
    "Pourquoi l’aide a été trouvée.",
)
META = thing(
    {
        "type": text(const="aids.Aid"),
        "detail_url": address("L’aide entière."),
        "html_url": nullable(address("Sa page ; null où cette langue n’a pas de page de recherche.")),
        "slug": text(),
        "locale": text("La langue de cette version."),
        "translation_key": text("Commun à toutes les langues de l’aide.", format="uuid"),
        "first_published_at": nullable(instant()),
        "last_published_at": nullable(instant()),
    },
    optional=True,
)
SUMMARY: dict[str, Schema] = {
    "id": whole("L’identifiant de cette version linguistique."),
    "meta": META,
    "title": text(),
    "summary": text("Une phrase ou deux, sans mise en forme.", maxLength=300),
    "kind": ref("AidKind"),
    "funder": ref("FunderName"),
    "modes": many(ref("Labelled"), "Les modes de transport."),
    "beneficiaries": many(ref("Labelled"), "Pour qui ; vide : pour tous."),
    "benefit": nullable(ref("Benefit")),
    "amount": ref("Amount"),
    "territories": thing({"include": NAMES, "exclude": NAMES, "within": NAMES}, "Où l’aide s’applique."),
    "status": one_of(Status.values, "Aujourd’hui, à Paris."),
    "envelope": one_of(Envelope.values, "Reste-t-il un budget ?"),
    "opens_on": nullable(day("Premier jour, inclus.")),
    "closes_on": nullable(day("Dernier jour, inclus.")),
    "verified_at": nullable(instant("La dernière vérification par une personne.")),
    "subscription_url": text("Où la demander ; vide si ce n’est pas connu."),
    "match": nullable(ref("Match")),
}
DETAIL_ONLY: dict[str, Schema] = {
    "description": text("En HTML, comme les quatre textes qui suivent."),
    "conditions": text("Les conditions d’obtention."),
    "payment": text("Les modalités de versement."),
    "proofs": many(ref("Labelled"), "Les justificatifs."),
    "additional_info": text("Bon à savoir."),
    "contact": text(),
    "validity_duration": text(),
    "source_url": text("Où l’information a été lue ; vide si ce n’est pas connu."),
    "external_id": text("L’identifiant dans la source d’un import."),
    "source": text("Le nom de la source d’un import."),
    "translations": many(
        thing({"id": whole(), "locale": text(), "slug": text(), "title": text()}), "Les autres langues publiées."
    ),
}
# The names that `fields` knows: flat, `meta` being a place and not a field.
USUAL_FIELDS = (*META["properties"], *(name for name in SUMMARY if name != "meta"))

EXAMPLE = {
    "id": 12,
    "meta": {
        "type": "aids.Aid",
        "detail_url": "https://example.org/api/v1/aids/12/",
        "html_url": "https://example.org/fr/aides/velo-cargo-en-bourgogne/",
        "slug": "velo-cargo-en-bourgogne",
        "locale": "fr",
        "translation_key": "0b1f4f1e-6c0a-4d0e-9d51-5d8f1f5d0a11",
        "first_published_at": "2026-01-12T09:00:00Z",
        "last_published_at": "2026-03-02T14:30:00Z",
    },
    "title": "Achat d’un vélo cargo",
    "summary": "Jusqu’à 500 euros pour un vélo cargo neuf ou d’occasion.",
    "kind": {"code": "territory", "label": "Aide de mon territoire"},
    "funder": {"id": 3, "slug": "region-bfc", "name": "Région Bourgogne-Franche-Comté", "type": "local_authority"},
    "modes": [{"code": "bike", "label": "Vélo"}],
    "beneficiaries": [],
    "benefit": {"code": "grant", "label": "Prime ou subvention"},
    "amount": {
        "text": "500 € au plus",
        "min": None,
        "max": "500.00",
        "percent": None,
        "period": "once",
        "currency": "EUR",
    },
    "territories": {
        "include": [{"id": "region-27", "kind": "region", "code": "27", "name": "Bourgogne-Franche-Comté"}],
        "exclude": [],
        "within": [],
    },
    "status": "open",
    "envelope": "available",
    "opens_on": None,
    "closes_on": None,
    "verified_at": None,
    "subscription_url": "https://example.org/demande",
    "match": {
        "territory": {"id": "region-27", "name": "Bourgogne-Franche-Comté"},
        "asked": ["commune-21231"],
        "highlight": {"title": "Achat d’un <mark>vélo</mark> <mark>cargo</mark>"},
    },
}
FUNDER_EXAMPLE = {
    "id": 3,
    "slug": "region-bfc",
    "name": "Région Bourgogne-Franche-Comté",
    "type": "local_authority",
    "siren": "200053726",
    "territory": {"id": "region-27", "kind": "region", "code": "27", "name": "Bourgogne-Franche-Comté"},
    "website": "https://example.org/",
    "open_aids": 4,
}
FUNDER: dict[str, Schema] = FUNDER_NAME["properties"] | {
    "siren": text("Son SIREN ; vide s’il n’est pas connu."),
    "territory": nullable(ref("TerritoryName")),
    "website": text("Son site ; vide s’il n’est pas connu."),
    "open_aids": whole("Combien de ses aides sont ouvertes, chacune comptée une fois.", minimum=0),
}

AID_SHAPES: dict[str, Schema] = {
    "Labelled": thing(LABELLED, "Un code et son libellé.", examples=[{"code": "bike", "label": "Vélo"}]),
    "AidKind": thing(LABELLED | {"code": one_of(AidKind.values)}, "De qui vient l’aide."),
    "Benefit": thing(LABELLED | {"code": one_of(Benefit.values)}, "Ce que l’on obtient."),
    "FunderName": FUNDER_NAME,
    "Amount": AMOUNT,
    "Match": MATCH,
    "AidSummary": thing(SUMMARY, "Une aide, dans une liste.", optional=True, examples=[EXAMPLE]),
    "AidDetail": thing(SUMMARY | DETAIL_ONLY, "Une aide, entière.", optional=True),
}
FUNDER_SHAPES: dict[str, Schema] = {
    "Funder": thing(FUNDER, "Un financeur qui a une aide publique.", optional=True, examples=[FUNDER_EXAMPLE]),
}
VOCABULARIES = ("modes", "kinds", "beneficiaries", "benefits", "proofs")
VOCABULARY_SHAPES: dict[str, Schema] = {
    "Vocabularies": thing(
        {name: many(ref("Labelled")) for name in VOCABULARIES},
        "Les codes du catalogue et leurs libellés, dans l’ordre où les montrer.",
        examples=[{name: [] for name in VOCABULARIES} | {"modes": [{"code": "bike", "label": "Vélo"}]}],
    ),
}
