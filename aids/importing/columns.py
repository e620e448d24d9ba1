"""The import format: its columns, in its order. API.md, "The import format", is the contract."""

FUNDER_COLUMNS = ("funder.name", "funder.type", "funder.siren", "funder.territory")
COLUMNS = (
    "external_id",
    "title",
    "summary",
    "description",
    *FUNDER_COLUMNS,
    "kind",
    "include",
    "exclude",
    "within",
    "modes",
    "beneficiaries",
    "benefit",
    "amount_text",
    "amount_min",
    "amount_max",
    "amount_percent",
    "amount_period",
    "conditions",
    "payment",
    "proofs",
    "additional_info",
    "contact",
    "validity_duration",
    "opens_on",
    "closes_on",
    "envelope",
    "subscription_url",
    "source_url",
    "verified_at",
    "locale",
)
REQUIRED = ("external_id", "title", "funder.name", "funder.type", "kind", "include", "modes")
# What an export says besides; an import reads an export, and these say nothing to it.
EXPORT_ONLY = ("id", "html_url", "updated_at")
RICH_TEXTS = ("description", "conditions", "payment", "additional_info", "contact")
TERRITORY_LISTS = ("include", "exclude", "within")
VOCABULARY_LISTS = ("modes", "beneficiaries", "proofs")
LISTS: tuple[str, ...] = (*TERRITORY_LISTS, *VOCABULARY_LISTS)
SEPARATOR = "|"

# FabMob's reference schema for mobility aids, 0.1.0, in its order.
FABMOB_COLUMNS = (
    "id",
    "nom",
    "description",
    "territoire",
    "territoire_insee",
    "type_financeur",
    "financeur",
    "condition_obtention",
    "modalite_versement",
    "montant",
    "montant_minimum",
    "mode_transport",
    "justificatifs",
    "info",
    "contact",
    "duree_validite",
    "date_fin_validite",
    "lien_souscription",
    "source",
)
FABMOB_REQUIRED = ("id", "nom", "territoire", "territoire_insee", "type_financeur", "financeur", "mode_transport")

JSONL, CSV, FABMOB = "jsonl", "csv", "fabmob"
FORMATS = (JSONL, CSV, FABMOB)
EXTENSIONS = {".jsonl": JSONL, ".ndjson": JSONL, ".csv": CSV}
