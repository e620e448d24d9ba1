"""A bike aid in French, from its facts: who pays, where, for which bikes, how much at most, until when.

Facts don't say everything. What they don't say (how it is paid, which papers, who earns too much) is told as unknown.
The wording varies from one aid to the next, always the same for the same aid, so that loading twice changes nothing.
"""

import zlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from home.demo import french
from home.demo.facts import written
from home.demo.funders import funder_of

# The day the facts were extracted: an aid that had ended by then is written in the past.
EXTRACTED_ON = date(2026, 11, 23)
LONG_NAME = 30  # characters of a funder’s name, beyond which a title can do without it

# In the order of a list: what the aid calls "électrique", "cargo"… in words that a citizen uses.
KINDS = {
    "mécanique simple": "vélo classique",
    "électrique": "vélo à assistance électrique",
    "cargo": "vélo cargo",
    "cargo électrique": "vélo cargo électrique",
    "pliant": "vélo pliant",
    "pliant électrique": "vélo pliant électrique",
    "motorisation": "kit d’électrification d’un vélo",
    "adapté": "vélo adapté à un handicap",
}
OLD_COMMUNES = {"commune-69152": "commune-69149"}  # Pierre-Bénite is now a part of Oullins-Pierre-Bénite
DEMO = "Fiche de démonstration, composée à partir de données publiques : vérifiez tout auprès {of}."
REOPENED = "{The} a pu proposer cette aide de nouveau depuis : posez-lui la question."


@dataclass(frozen=True)
class BikeAid:
    """The words about one aid, ready to be put in sentences."""

    fact: dict[str, Any]
    funder: str
    brief: str  # the funder once named: "Ville"
    lives: str  # "à Dijon", "dans le Grand Avignon"
    people: str  # "ses habitants"
    bike: str  # "un vélo électrique neuf"
    amount: str  # "jusqu’à 400 €", "200 €", "" when unknown
    closes_on: date | None
    about: dict[str, Any]  # what people wrote about this one

    @property
    def ended(self) -> bool:
        return self.closes_on is not None and self.closes_on < EXTRACTED_ON

    @property
    def of_bike(self) -> str:
        """ "d’un vélo classique ou d’un kit d’électrification"."""
        return f"d’{self.bike}".replace(" ou un ", " ou d’un ")

    @property
    def fixed(self) -> bool:
        return bool(self.fact["amount_is_fixed"])

    def one_of(self, *wordings: str) -> str:
        """One of several wordings. Each question asked is a draw of its own, but always the same for an aid."""
        seed = f"{self.fact['external_id']}{wordings[0]}"
        return wordings[zlib.crc32(seed.encode()) % len(wordings)]


def bike_row(fact: dict[str, Any]) -> dict[str, Any]:
    """A row of the import format."""
    aid = _aid(fact)
    amount = None if fact["amount_max_eur"] is None else str(fact["amount_max_eur"])
    return {
        "external_id": fact["external_id"],
        "title": aid.about.get("title") or _title(aid),
        "summary": french.typeset(aid.about.get("summary") or _summary(aid)),
        "description": _description(aid),
        "funder": funder_of(fact),
        "kind": "territory",
        "include": [OLD_COMMUNES.get(place, place) for place in fact["include"]],
        "exclude": fact["exclude"],
        "within": fact["within"],
        # An electric bike is a bike: people who look for electric two-wheelers mean scooters.
        "modes": ["bike"],
        "beneficiaries": aid.about.get("beneficiaries", []),
        "benefit": "grant",
        "amount_text": french.sentence(aid.amount) or f"Montant à demander {french.to(aid.funder)}",
        "amount_min": amount if aid.fixed else None,
        "amount_max": amount,
        "amount_percent": None,
        "amount_period": "once" if amount else None,
        "conditions": _conditions(aid),
        "payment": _payment(aid),
        "proofs": [],
        "additional_info": _additional_info(aid),
        "closes_on": fact["closes_on"],
        "subscription_url": "" if aid.ended else fact["source_url"],
        "source_url": fact["source_url"],
        "locale": "fr",
    }


def _aid(fact: dict[str, Any]) -> BikeAid:
    funder = str(funder_of(fact)["name"])
    about = written("bike_texts").get(fact["external_id"], {})
    amount = ""
    if fact["amount_max_eur"]:
        amount = french.euros(fact["amount_max_eur"])
        amount = amount if fact["amount_is_fixed"] else f"jusqu’à {amount}"
    return BikeAid(
        fact=fact,
        funder=funder,
        brief=french.briefly(funder),
        lives=about.get("lives") or _lives(funder),
        people=about.get("people") or _people(funder),
        bike=_bike(set(fact["bike_kinds"]), set(fact["bike_states"])),
        amount=amount,
        closes_on=date.fromisoformat(fact["closes_on"]) if fact["closes_on"] else None,
        about=about,
    )


def _lives(funder: str) -> str:
    """Where one must live: "à Dijon", "en Occitanie", "dans la Somme", "dans une commune de Bordeaux Métropole"."""
    town = french.town_of(funder)
    if town:
        return french.at_place(town)
    kind, _, name = funder.partition(" ")
    if kind == "Région":
        return f"en {name}"
    if kind == "Département":
        return "dans " + name.removeprefix("de ")
    return f"dans {french.the(funder)}" if french.article(funder) else f"dans une commune {french.of(funder)}"


def _people(funder: str) -> str:
    """Whom the funder helps: "ses habitants" for a town, "les habitants de ses communes" for an intercommunalité."""
    one_place = funder.startswith(("Ville", "Commune ", "Région", "Département"))
    return "ses habitants" if one_place else "les habitants de ses communes"


def _bike(kinds: set[str], states: set[str]) -> str:
    """What one buys, in a few words: "un vélo électrique neuf", "un vélo d’occasion, classique ou électrique"."""
    state = {"neuf": " neuf", "occasion": " d’occasion"}[min(states)] if len(states) == 1 else ""
    words = _words(kinds)
    kit = "un kit d’électrification"
    if not words:
        return kit
    if words == ["classique", "électrique"]:
        return f"un vélo{state}, classique ou électrique"
    bike = f"un vélo{state} adapté à un handicap" if words == ["adapté"] else f"un vélo {french.either(words)}{state}"
    return f"{bike} ou {kit}" if "motorisation" in kinds and "électrique" not in words else bike


def _words(kinds: set[str]) -> list[str]:
    """The adjectives that sum up the kinds: all together are "classique ou électrique", cargo alone is "cargo"."""
    if "mécanique simple" in kinds:
        return ["classique", "électrique"] if "électrique" in kinds else ["classique"]
    words = ["électrique"] if "électrique" in kinds else []
    if kinds == {"cargo électrique"}:
        return ["cargo électrique"]
    words += ["cargo"] if "cargo" in kinds else []
    words += ["pliant"] if "pliant" in kinds else []
    words += ["adapté"] if "adapté" in kinds and not words else []
    return words


def _title(aid: BikeAid) -> str:
    town = french.town_of(aid.funder)
    whose = french.at_place(town) if town else french.of(aid.funder)
    titles = [
        f"Aide à l’achat {aid.of_bike}",
        f"Prime à l’achat {aid.of_bike}",
        f"Subvention pour l’achat {aid.of_bike}",
    ]
    if "," not in aid.bike and len(aid.funder) < LONG_NAME:
        titles.append(f"Acheter {aid.bike} " + (f"{whose} : l’aide de la ville" if town else f": l’aide {whose}"))
    return french.typeset(aid.one_of(*titles))


def _summary(aid: BikeAid) -> str:
    """What one gets, for what, where; and until when, if that is known."""
    the = french.sentence(french.the(aid.funder))
    if aid.ended:
        text = aid.one_of(
            f"{the} accordait {aid.amount} pour l’achat {aid.of_bike}.",
            f"Si vous habitiez {aid.lives}, vous pouviez recevoir {aid.amount} pour acheter {aid.bike}.",
        )
        return f"{text} L’aide s’est arrêtée le {french.day(_closed(aid))}."
    if not aid.amount:
        return f"{the} aide à acheter {aid.bike}. Montant à demander {french.to(aid.brief)}."
    text = aid.one_of(
        f"{the} accorde {aid.amount} pour l’achat {aid.of_bike}.",
        f"Vous habitez {aid.lives} ? Vous pouvez recevoir {aid.amount} pour acheter {aid.bike}.",
        f"{french.sentence(aid.amount)} pour acheter {aid.bike}, si vous habitez {aid.lives}.",
        f"Pour acheter {aid.bike}, {french.the(aid.funder)} vous accorde {aid.amount}.",
    )
    text += _also(aid)
    if aid.closes_on:
        text += f" Demandez l’aide au plus tard le {french.day(aid.closes_on)}."
    return text


def _also(aid: BikeAid) -> str:
    """What the few words on the bike leave out: "Vélos cargo et pliants compris, neufs ou d’occasion."."""
    kinds = " ".join(aid.fact["bike_kinds"])
    also = [
        plural
        for kind, plural in (("cargo", "cargo"), ("pliant", "pliants"), ("adapté", "adaptés"))
        if kind in kinds and kind not in aid.bike
    ]
    any_state = len(aid.fact["bike_states"]) > 1 and kinds != "motorisation"
    if not also:
        return " Il peut être neuf ou d’occasion." if any_state else ""
    return f" Vélos {french.listed(also)} compris{', neufs ou d’occasion' if any_state else ''}."


def _closed(aid: BikeAid) -> date:
    return aid.closes_on or EXTRACTED_ON


def _description(aid: BikeAid) -> str:
    if aid.ended:
        first = aid.one_of(
            f"{french.the(aid.funder)} aidait à acheter {aid.bike}. Il est trop tard pour demander cette aide.",
            f"Cette aide {french.of(aid.funder)} est terminée. Elle faisait baisser le prix {aid.of_bike}.",
        )
    else:
        first = aid.one_of(
            f"{french.the(aid.funder)} aide {aid.people} à acheter {aid.bike}.",
            f"Vous voulez acheter {aid.bike} ? {french.sentence(french.the(aid.funder))} vous aide à le payer.",
            f"Cette aide {french.of(aid.funder)} fait baisser le prix {aid.of_bike}.",
        )
    paragraphs = [french.sentence(first), _which_bikes(aid), _how_much(aid)]
    return french.typeset("".join(text if text.startswith("<") else f"<p>{text}</p>" for text in paragraphs))


def _which_bikes(aid: BikeAid) -> str:
    names = [name for kind, name in KINDS.items() if kind in aid.fact["bike_kinds"]]
    if len(names) == 1:
        return f"Seul le {names[0]} est concerné."
    head = aid.one_of("Ce que vous pouvez acheter :", "L’aide porte sur :", "Sont concernés :")
    head = "Étaient concernés :" if aid.ended else head
    return f"<p>{head}</p><ul>" + "".join(f"<li>{name}</li>" for name in names) + "</ul>"


def _how_much(aid: BikeAid) -> str:
    if not aid.amount:
        return f"Son montant n’est pas connu de nos sources : demandez-le {french.to(aid.funder)}."
    amount = french.euros(aid.fact["amount_max_eur"])
    if aid.fixed:
        return f"Le montant {'était' if aid.ended else 'est'} fixe : {amount}."
    if aid.ended:
        return f"L’aide pouvait atteindre {amount}, selon les situations."
    depends = "le vélo choisi et votre situation" if len(aid.fact["bike_kinds"]) > 3 else "votre situation"
    return aid.one_of(
        f"Ces {amount} sont un maximum : ce que vous recevez dépend de votre situation et de votre achat.",
        f"L’aide peut aller jusqu’à {amount}, selon {depends}.",
        f"Comptez {amount} au plus : c’est le cas le plus favorable, pas un montant garanti.",
    )


def _conditions(aid: BikeAid) -> str:
    bought = {
        ("neuf",): "Acheter un modèle neuf",
        ("occasion",): "Acheter un vélo d’occasion",
        ("neuf", "occasion"): "Acheter un modèle neuf ou d’occasion",
        (): "Demander si le vélo doit être neuf : nos sources ne le disent pas",
    }[tuple(sorted(aid.fact["bike_states"]))]
    the, of = french.the(aid.brief), french.of(aid.brief)
    more = aid.one_of(
        f"D’autres conditions sont possibles, par exemple sur vos revenus ou le prix du vélo : lisez le site {of}.",
        f"Le règlement est à demander {french.to(aid.brief)} : revenus, prix du vélo ou lieu d’achat peuvent compter.",
        f"Renseignez-vous avant d’acheter : {the} peut demander davantage, sur vos revenus ou sur le vélo.",
    )
    more = "" if aid.ended else f"<p>{more}</p>"
    where = aid.about.get("where", f"Habiter {aid.lives}")
    return french.typeset(f"<ul><li>{where}</li><li>{bought}</li></ul>{more}")


def _payment(aid: BikeAid) -> str:
    to, of = french.to(aid.brief), french.of(aid.brief)
    if aid.ended:
        return "<p>L’aide est terminée : les demandes ne sont plus reçues.</p>"
    text = aid.one_of(
        f"Nos sources ne disent pas si l’aide est versée avant ou après l’achat. Posez d’abord la question {to}.",
        f"Avant d’acheter, demandez {to} comment et quand l’aide est versée : nous ne le savons pas.",
        f"Le versement n’est pas décrit dans nos sources. Attendez la réponse {of} avant d’acheter.",
    )
    return french.typeset(f"<p>{text}</p>")


def _additional_info(aid: BikeAid) -> str:
    known = aid.fact["updated_on"]
    paragraphs = [
        aid.about.get("note", ""),
        f"Information mise à jour {french.when(known)}." if known else "La date de cette information n’est pas connue.",
        REOPENED.format(The=french.sentence(french.the(aid.brief))) if aid.ended else "",
        DEMO.format(of=french.of(aid.brief)),
    ]
    return french.typeset("".join(f"<p>{text}</p>" for text in paragraphs if text))
