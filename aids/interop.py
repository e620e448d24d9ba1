"""FabMob's reference schema for mobility aids (19 columns) and the import format, both ways.

The schema has columns that an aid hasn't: a minimum amount in words, sentences for proofs, "VAE" among the modes, "App
IDFM" as an address. An aid keeps them under headings of `additional_info`, where a person reads them, and the way back
takes them from there: what comes in goes out the same.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from aids import cleaning
from aids.importing.columns import FABMOB_COLUMNS, SEPARATOR

# The columns that say the same under another name.
NAMES = {
    "external_id": "id",
    "title": "nom",
    "summary": "description",
    "description": "description",
    "include": "territoire_insee",
    "kind": "type_financeur",
    "funder.name": "financeur",
    "funder.type": "type_financeur",
    "conditions": "condition_obtention",
    "payment": "modalite_versement",
    "amount_text": "montant",
    "amount_min": "montant_minimum",
    "modes": "mode_transport",
    "proofs": "justificatifs",
    "additional_info": "info",
    "contact": "contact",
    "validity_duration": "duree_validite",
    "closes_on": "date_fin_validite",
    "subscription_url": "lien_souscription",
    "source_url": "source",
}
# Headings in `additional_info` for what has no place of its own. They are data, in the language of the schema.
HEADINGS = {
    "montant": "Montant",
    "montant_minimum": "Montant minimum",
    "mode_transport": "Modes de transport",
    "justificatifs": "Justificatifs",
    "duree_validite": "Durée de validité",
    "lien_souscription": "Où demander l’aide",
    "source": "Source de l’information",
}
# Lines in `info` for what the schema can't say, and without which the aid would seem to apply where it doesn't.
NOTES = {"exclude": "Territoires exclus", "within": "Seulement dans"}
# The schema has one type of funder for each kind of aid; a note tells another, e.g. an operator in a territory.
FUNDER_NOTE = "Type de financeur"
FUNDER_NAMES = {
    "local_authority": "collectivité",
    "operator": "opérateur de mobilité",
    "national": "organisme national",
    "employer": "employeur",
}
KINDS = {
    "aide de mon territoire": ("territory", "local_authority"),
    "aide nationale": ("national", "national"),
    "aide de mon employeur": ("employer", "employer"),
    "aide de mon entreprise": ("employer", "employer"),
}
KIND_NAMES = {
    "territory": "Aide de mon territoire",
    "national": "Aide nationale",
    "employer": "Aide de mon employeur",
}
# How the schema's files name modes, besides the labels of the vocabulary.
MODES = {
    "velo": "bike", "vae": "bike", "velo cargo": "bike", "velo adapte": "bike", "velo pliant": "bike",
    "velo electrique": "bike", "velo a assistance electrique": "bike",
    "transports en commun": "public_transport", "transport en commun": "public_transport",
    "transports publics": "public_transport", "train": "public_transport", "bus": "public_transport",
    "tramway": "public_transport", "metro": "public_transport", "car": "public_transport",
    "autopartage": "car_sharing", "covoiturage": "carpooling",
    "voiture": "car", "voiture electrique": "car", "vehicule electrique": "car",
    "libre service": "shared_two_wheels", "velo en libre service": "shared_two_wheels",
    "trottinette en libre service": "shared_two_wheels",
    "electrique": "electric_two_wheels", "scooter electrique": "electric_two_wheels",
    "trottinette": "electric_two_wheels",
    "trottinette electrique": "electric_two_wheels", "deux roues electrique": "electric_two_wheels",
    "marche": "walking", "marche a pied": "walking",
}  # fmt: skip
# What a sentence about a document speaks of, without accents or capitals.
PROOFS = {
    "identity": r"piece d identite|carte (nationale )?d identite|passeport|titre de sejour",
    "proof_of_address": r"justificatif de domicile|attestation d hebergement|quittance de loyer",
    "bank_details": r"\brib\b|\biban\b|identite bancaire|coordonnees bancaires",
    "purchase_invoice": r"\bfacture (d achat|acquittee)|copie de la facture\b",
    "vehicle_registration": r"carte grise|certificat d immatriculation",
    "tax_notice": r"avis d impot|avis d imposition|avis de non imposition",
    "school_certificate": r"certificat de scolarite|carte (d )?etudiant",
    "medical_certificate": r"certificat medical",
    "jobseeker_status": r"(attestation|justificatif|inscription).*(pole emploi|france travail|demandeur d emploi)",
    "emancipation": r"emancipation",
    "sworn_statement": r"sur l honneur",
}
MAX_SUMMARY, MAX_AMOUNT_TEXT, MAX_DURATION = 300, 1000, 255
# Ids of aids whose own isn't a number, as the schema asks: far from those that somebody counted up from 1.
NUMBERED_FROM = 1_000_000_000

_HEADING = re.compile(r"<h4[^>]*>(.*?)</h4>", re.DOTALL)
_ITEM = re.compile(r"<li[^>]*>(.*?)</li>", re.DOTALL)
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_NOTE = re.compile(rf"^({'|'.join([*NOTES.values(), FUNDER_NOTE])}) : (.+)$", re.MULTILINE)
_NOTED_ID = re.compile(r"\(([a-z]+-[0-9A-Za-z-]+)\)")
_QUOTED = re.compile(r"""(['"])(.*?)\1?\s*(?:,\s*(?=['"])|\]?\s*$)""", re.DOTALL)
_PLAIN_NUMBER = re.compile(r"\d+(?:[.,]\d{1,2})?")


class BadRecord(ValueError):  # noqa: N818 - a row of somebody's file, not an error of ours
    """A column that can't be understood, by its name in the import format."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason


@dataclass(frozen=True)
class Place:
    """A territory that a code may mean, under a name it has or had."""

    id: str
    name: str


@dataclass(frozen=True)
class Reference:
    """What both ways must know of the database."""

    places: Callable[[str], Sequence[Place]]
    name_of: Callable[[str], str]
    modes: Mapping[str, str]
    proofs: Mapping[str, str]


def to_row(record: Mapping[str, str], known: Reference) -> dict[str, Any]:
    """A record of the schema as a row of the import format; raises BadRecord."""
    cells = {name: _cell(record.get(name, "")) for name in FABMOB_COLUMNS}
    kept: dict[str, str] = {}
    row: dict[str, Any] = {"external_id": cells["id"], "title": cells["nom"], **_description(cells["description"])}
    row["kind"], funder_type = _kind(cells["type_financeur"])
    row["funder"] = {"name": cells["financeur"], "type": _noted_funder(cells["info"]) or funder_type}
    row["include"] = _territories(cells["territoire_insee"], cells["territoire"], known)
    row["conditions"], row["payment"] = cells["condition_obtention"], cells["modalite_versement"]
    row["amount_text"] = _shortened("montant", cells, MAX_AMOUNT_TEXT, kept)
    row["validity_duration"] = _shortened("duree_validite", cells, MAX_DURATION, kept)
    row["amount_min"] = _minimum(cells["montant_minimum"], kept)
    row["modes"] = _modes(cells["mode_transport"], known.modes, kept)
    row["proofs"] = _proofs(cells["justificatifs"], known.proofs, kept)
    row["contact"] = _linked(cells["contact"])
    row["closes_on"] = cells["date_fin_validite"]
    row["subscription_url"] = _address("lien_souscription", cells, kept)
    row["source_url"] = _address("source", cells, kept)
    row.update(_noted(cells["info"]))
    headed = "".join(f"<h4>{HEADINGS[name]}</h4>{kept[name]}" for name in HEADINGS if name in kept)
    row["additional_info"] = cleaning.rich_text(_NOTE.sub("", cells["info"])) + headed
    return row


def from_row(row: Mapping[str, Any], known: Reference) -> dict[str, str]:
    """An exported row as a record of the schema."""
    info, kept = _split(row["additional_info"])
    minimum = row["amount_min"]
    cells = {
        "id": _number(row),
        "nom": row["title"],
        "description": cleaning.text_of(row["description"]) or row["summary"],
        "territoire": SEPARATOR.join(known.name_of(item) for item in row["include"]),
        "territoire_insee": SEPARATOR.join(_code(item) for item in row["include"]),
        "type_financeur": KIND_NAMES[row["kind"]],
        "financeur": row["funder"]["name"],
        "condition_obtention": cleaning.text_of(row["conditions"]),
        "modalite_versement": cleaning.text_of(row["payment"]),
        "montant": cleaning.text_of(kept.get("montant", "")) or row["amount_text"],
        "montant_minimum": cleaning.text_of(kept.get("montant_minimum", "")) or (_plain(minimum) if minimum else ""),
        "mode_transport": _listed(kept.get("mode_transport", ""), row["modes"], known.modes, _mode_of(known.modes)),
        "justificatifs": _listed(kept.get("justificatifs", ""), row["proofs"], known.proofs, _proof_of(known.proofs)),
        "info": "\n\n".join(filter(None, [cleaning.text_of(info), *_notes(row, known)])),
        "contact": cleaning.text_of(row["contact"]),
        "duree_validite": cleaning.text_of(kept.get("duree_validite", "")) or row["validity_duration"],
        "date_fin_validite": row["closes_on"] or "",
        "lien_souscription": cleaning.text_of(kept.get("lien_souscription", "")) or row["subscription_url"],
        "source": cleaning.text_of(kept.get("source", "")) or row["source_url"],
    }
    return {name: cells[name].replace("\n", "\\n") for name in FABMOB_COLUMNS}


def plain(name: str) -> str:
    """`Île-de-France.` as `ile de france`: what two ways of writing a name have in common."""
    bare = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "Oe"))
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in bare if not unicodedata.combining(c)).casefold()))


def _cell(written: str) -> str:
    """The schema's files write a line break as a backslash and an n."""
    return cleaning.without_formula_mark(written.strip()).replace("\\r", "").replace("\\n", "\n").strip()


def _description(text: str) -> dict[str, str]:
    """One sentence is a summary; a longer text is a description, and its beginning the summary."""
    if len(text) <= MAX_SUMMARY and "\n" not in text:
        return {"summary": text, "description": ""}
    beginning = text.split("\n", 1)[0]
    if len(beginning) > MAX_SUMMARY:
        beginning = beginning[: MAX_SUMMARY - 1].rsplit(" ", 1)[0] + "…"
    return {"summary": beginning, "description": text}


def _kind(written: str) -> tuple[str, str]:
    try:
        return KINDS[plain(written)]
    except KeyError:
        message = _("inconnu : %(unknown)s (attendu : %(allowed)s)")
        allowed = ", ".join(KIND_NAMES.values())
        raise BadRecord("kind", message % {"unknown": written, "allowed": allowed}) from None


def _territories(codes: str, names: str, known: Reference) -> list[str]:
    stated_codes, stated_names = codes.split(SEPARATOR), names.split(SEPARATOR)
    if len(stated_codes) != len(stated_names):
        stated_names = [names] * len(stated_codes)
    return [_territory(code.strip(), name, known) for code, name in zip(stated_codes, stated_names, strict=True)]


def _territory(code: str, name: str, known: Reference) -> str:
    """`11` is Île-de-France and Aude: the name decides, and is believed against no code."""
    if plain(name) == "france":
        return "pays-FR"
    words = set(plain(name).split())
    fitting = [place for place in known.places(code) if set(plain(place.name).split()) <= words]
    if not fitting:
        message = _("le code « %(code)s » ne désigne pas « %(name)s »")
        raise BadRecord("include", message % {"code": code, "name": name.strip()})
    return max(fitting, key=lambda place: len(plain(place.name))).id


def _code(territory_id: str) -> str:
    kind, code = territory_id.split("-", 1)
    return code if kind in {"commune", "epci", "departement", "region"} else territory_id


def _shortened(name: str, cells: Mapping[str, str], limit: int, kept: dict[str, str]) -> str:
    text = cells[name]
    if len(text) <= limit and (name == "montant" or "\n" not in text):
        return text
    kept[name] = cleaning.rich_text(text)
    return text.replace("\n", " ")[: limit - 1].rsplit(" ", 1)[0] + "…"


def _minimum(text: str, kept: dict[str, str]) -> str | None:
    """A number is a number; "Jusqu'à 96€ sous conditions" is words."""
    if _PLAIN_NUMBER.fullmatch(text) and _plain(text) == text:
        return text
    if text:
        kept["montant_minimum"] = cleaning.rich_text(text)
    return None


def _plain(amount: str) -> str:
    return f"{Decimal(amount.replace(',', '.')):.2f}".removesuffix(".00")


def _address(name: str, cells: Mapping[str, str], kept: dict[str, str]) -> str:
    written = cells[name]
    if not written or _URL.fullmatch(written):
        return written
    kept[name] = cleaning.rich_text(written)
    return ""


def _linked(written: str) -> str:
    """A contact that is an address only becomes a link."""
    return f'<p><a href="{escape(written)}">{escape(written)}</a></p>' if _URL.fullmatch(written) else written


def _modes(written: str, labels: Mapping[str, str], kept: dict[str, str]) -> list[str]:
    names = _items(written)
    mode_of = _mode_of(labels)
    codes = list(dict.fromkeys(filter(None, map(mode_of, names))))
    if not codes:
        message = _("aucun mode reconnu : %(unknown)s (attendu : %(allowed)s)")
        allowed = ", ".join(labels.values())
        raise BadRecord("modes", message % {"unknown": ", ".join(names) or "—", "allowed": allowed})
    if names != [labels[code] for code in codes]:
        kept["mode_transport"] = _bulleted(names)
    return codes


def _proofs(written: str, labels: Mapping[str, str], kept: dict[str, str]) -> list[str]:
    """Sentences are kept as they are; a code says what they speak of."""
    sentences = _items(written)
    codes = list(dict.fromkeys(filter(None, map(_proof_of(labels), sentences))))
    if sentences != [labels[code] for code in codes]:
        kept["justificatifs"] = _bulleted(sentences)
    return codes


def _mode_of(labels: Mapping[str, str]) -> Callable[[str], str | None]:
    names = {**{name: code for name, code in MODES.items() if code in labels}}
    names.update({plain(label): code for code, label in labels.items()})
    return lambda name: names.get(plain(name))


def _proof_of(labels: Mapping[str, str]) -> Callable[[str], str | None]:
    names = {plain(label): code for code, label in labels.items()}

    def code_of(sentence: str) -> str | None:
        said = plain(sentence)
        spoken_of = (code for code, pattern in PROOFS.items() if code in labels and re.search(pattern, said))
        return names.get(said) or next(spoken_of, None)

    return code_of


def _items(written: str) -> list[str]:
    """A JSON array, Python's way of writing one as the schema's own example does, or a list like in our CSV."""
    if not written.startswith("["):
        return [item.strip() for item in written.split(SEPARATOR) if item.strip()]
    try:
        items = json.loads(written)
    except ValueError:
        items = [found[2] for found in _QUOTED.finditer(written[1:])]
    return [str(item) for item in items if str(item).strip()]


def _bulleted(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(item, quote=False)}</li>' for item in items)}</ul>"


def _listed(html: str, codes: Sequence[str], labels: Mapping[str, str], code_of: Callable[[str], str | None]) -> str:
    """The words that came in, and the labels of what was added since."""
    words = [cleaning.text_of(item) for item in _ITEM.findall(html)]
    said = {code_of(word) for word in words}
    words += [labels.get(code, code) for code in codes if code not in said]
    return json.dumps(words, ensure_ascii=False) if words else ""


def _split(html: str) -> tuple[str, dict[str, str]]:
    """What a person wrote, and what was kept under our headings."""
    columns = {heading: name for name, heading in HEADINGS.items()}
    kept: dict[str, str] = {}
    parts = _HEADING.split(html)
    info = parts[0]
    for heading, content in zip(parts[1::2], parts[2::2], strict=True):
        name = columns.get(cleaning.text_of(heading))
        if name is None:
            info += f"<h4>{heading}</h4>{content}"
        else:
            kept[name] = content
    return info, kept


def _noted(info: str) -> dict[str, list[str]]:
    columns = {label: column for column, label in NOTES.items()}
    return {columns[label]: _NOTED_ID.findall(said) for label, said in _NOTE.findall(info) if label in columns}


def _noted_funder(info: str) -> str:
    types = {name: code for code, name in FUNDER_NAMES.items()}
    return next((types.get(said.strip(), "") for label, said in _NOTE.findall(info) if label == FUNDER_NOTE), "")


def _notes(row: Mapping[str, Any], known: Reference) -> list[str]:
    notes = [
        f"{label} : {', '.join(f'{known.name_of(item)} ({item})' for item in row[column])}"
        for column, label in NOTES.items()
        if row[column]
    ]
    funder_type = row["funder"]["type"]
    if (row["kind"], funder_type) not in KINDS.values():
        notes.append(f"{FUNDER_NOTE} : {FUNDER_NAMES[funder_type]}")
    return notes


def _number(row: Mapping[str, Any]) -> str:
    own = row["external_id"]
    is_number = own.isascii() and own.isdigit() and not own.startswith("0")
    return own if is_number else str(NUMBERED_FROM + row["id"])
