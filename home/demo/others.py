"""An aid for another mode than the bike: its facts, and the words that people wrote about it in `other_texts.toml`."""

import calendar
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from home.demo import french
from home.demo.facts import written
from home.demo.funders import funder_of

DEMO = "Fiche de démonstration, composée à partir de données publiques : vérifiez tout auprès {of}."
# How each form of aid is paid, when nobody wrote it.
PAYMENTS = {
    "grant": "Nos sources ne disent pas comment l’aide est versée. Posez la question {to} avant de vous engager.",
    "allowance": "Nos sources ne disent pas comment l’aide est versée. Posez la question {to}.",
    "discount": "Rien n’est versé : vous payez le prix réduit.",
    "free_service": "Rien n’est versé : le service est gratuit.",
}


def other_row(fact: dict[str, Any]) -> dict[str, Any]:
    """A row of the import format."""
    text = written("other_texts")[fact["external_id"]]
    funder = funder_of(fact)
    closes_on = _closes_on(fact, text)
    return {
        "external_id": fact["external_id"],
        "title": french.typeset(text.get("title", fact["name"])),
        "summary": french.typeset(text["summary"]),
        "description": french.typeset(f"<p>{text['description']}</p>"),
        "funder": funder,
        **{name: fact[name] for name in ("kind", "include", "exclude", "within", "modes", "beneficiaries", "benefit")},
        "amount_text": french.typeset(
            text.get("amount", f"Montant à demander {french.to(_asked(str(funder['name']), whole=True))}")
        ),
        **{name: _number(fact[name]) for name in ("amount_min", "amount_max", "amount_percent")},
        "amount_period": fact["amount_period"],
        "conditions": _conditions(fact),
        "payment": _payment(fact, text, str(funder["name"])),
        "proofs": fact["proofs"],
        "additional_info": _additional_info(fact, text, str(funder["name"])),
        "closes_on": closes_on.isoformat() if closes_on else None,
        "validity_duration": text.get("validity", ""),
        "subscription_url": fact["source_url"] if _leads_somewhere(fact["source_url"]) and not closes_on else "",
        "source_url": fact["source_url"],
        "locale": "fr",
    }


def _asked(funder: str, *, whole: bool = False) -> str:
    """Whom to ask: "Ville", or "votre employeur" when the funder is all employers."""
    return str(written("funders")["asked"].get(funder, funder if whole else french.briefly(funder)))


def _number(value: float | None) -> str | None:
    return None if value is None else str(value)


def _closes_on(fact: dict[str, Any], text: dict[str, Any]) -> date | None:
    """The last day when it is known; else, for an aid that is over, the last day of the period it was read in."""
    if "closed_on" in text or fact["state"] != "closed":
        closed_on: date | None = text.get("closed_on")
        return closed_on
    year, month, day = ([int(part) for part in fact["as_of"].split("-")] + [0, 0])[:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _leads_somewhere(url: str) -> bool:
    """Not only to the home page of a site, where nobody would find the aid."""
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)


def _conditions(fact: dict[str, Any]) -> str:
    return french.typeset("<ul>" + "".join(f"<li>{condition}</li>" for condition in fact["conditions"]) + "</ul>")


def _payment(fact: dict[str, Any], text: dict[str, Any], funder: str) -> str:
    if _closes_on(fact, text):
        return "<p>L’aide est terminée : les demandes ne sont plus reçues.</p>"
    payment = text.get("payment") or PAYMENTS[fact["benefit"]].format(to=french.to(_asked(funder)))
    return french.typeset(f"<p>{payment}</p>")


def _additional_info(fact: dict[str, Any], text: dict[str, Any], funder: str) -> str:
    as_of = fact["as_of"]
    read = f"Information datée {_dated(as_of)}." if as_of else "La date de cette information n’est pas connue."
    unsure = ""
    if fact["state"] == "unknown":
        unsure = "Nous n’avons pas pu confirmer que cette aide existe encore."
        unsure, read = f"{unsure} Notre dernière information est {_dated(as_of)}.", ""
    elif fact["state"] == "closed" and "closed_on" not in text:
        unsure = "L’aide est terminée, mais le jour exact de sa fin n’est pas connu."
    paragraphs = [unsure, text.get("note", ""), read, DEMO.format(of=french.of(_asked(funder)))]
    return french.typeset("".join(f"<p>{paragraph}</p>" for paragraph in paragraphs if paragraph))


def _dated(as_of: str) -> str:
    """ "du 12 août 2025", "d’août 2025", "de 2025"."""
    when = french.when(as_of)
    if when.startswith("le "):
        return "du " + when.removeprefix("le ")
    month = when.removeprefix("en ")
    return ("d’" if month[0] in "ao" else "de ") + month
