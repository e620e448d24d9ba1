"""What a list of aids says around its items, as JSON Schema."""

from api.shapes import Schema, keyed, many, nullable, one_of, page_of, ref, text, thing, whole
from search.query import TERRITORY_MATCHES

CODES = many(text())

SHAPES: dict[str, Schema] = {
    "Interpreted": thing(
        {
            "search": text("Les mots qui restent à chercher."),
            "territories": many(text(), "Les lieux qui filtrent, demandés ou reconnus dans le texte."),
            "modes": CODES,
            "beneficiaries": CODES,
            "benefits": CODES,
            "funders": CODES,
        },
        "Ce qui a été compris.",
    ),
    "FacetValue": thing(
        {"value": text("Le code, qui sert de filtre."), "label": text(), "count": whole(minimum=0)},
        "Combien d’aides auraient cette valeur sans le filtre de sa facette.",
        examples=[{"value": "bike", "label": "Vélo", "count": 2}],
    ),
    "Rescue": thing(
        {
            "drop": text("Le paramètre à retirer."),
            "territory": text("Un territoire autour."),
            "territory_match": one_of(TERRITORY_MATCHES),
            "total_count": whole("Combien d’aides ce changement donnerait.", minimum=1),
        },
        "Quand rien ne correspond : un changement qui donnerait quelque chose.",
        optional=True,
        required=["total_count"],
        examples=[{"drop": "mode", "total_count": 4}],
    ),
    "AidList": page_of(
        ref("AidSummary"),
        {
            "engine": one_of(("database", "elasticsearch"), "Le moteur qui a répondu."),
            "interpreted": ref("Interpreted"),
            "suggestion": nullable(text("Le texte corrigé, auquel il est répondu à la place de celui qui a été tapé.")),
            "rescue": many(ref("Rescue")),
            "facets": keyed(many(ref("FacetValue")), "Par facette demandée, ses valeurs."),
        },
    ),
}
