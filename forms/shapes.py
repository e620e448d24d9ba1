"""The shapes of forms in the public API."""

from api.shapes import address, boolean, keyed, many, nullable, one_of, text, thing, whole
from forms.choices import Role
from forms.models import FIELD_TYPES

FIELD = thing(
    {
        "name": text("La clé de la réponse."),
        "role": nullable(one_of(Role.values, "À quoi sert la réponse, si le site s’en sert.")),
        "type": one_of([code for code, _label in FIELD_TYPES]),
        "label": text("La question."),
        "help": text("Ce qui aide à répondre."),
        "required": boolean(),
        "choices": many(thing({"value": text(), "label": text()}), "Les réponses possibles, s’il y en a."),
    },
    "Une question d’un formulaire.",
)
CHALLENGE = thing(
    {
        "ticket": text("À renvoyer tel quel."),
        "required": boolean("Si une preuve est demandée maintenant : « proof » ou « word »."),
        "altcha": keyed({}, "Un défi ALTCHA (version 2) à résoudre, dont la solution se renvoie dans « proof »."),
        "word": text("Sans pouvoir calculer : un mot que la personne recopie, renvoyé dans « word »."),
    },
    "Ce qui montre qu’une personne écrit.",
)
FORM_NAME = thing(
    {"slug": text(), "locale": text(), "title": text(), "detail_url": address("Le formulaire à remplir.")},
    "Un formulaire, de nom.",
)
FORM = thing(
    {
        "slug": text(),
        "locale": text(),
        "title": text(),
        "introduction": text("HTML."),
        "privacy": text("HTML : ce que deviennent les données. À montrer avant l’envoi."),
        "retention_months": whole("Combien de mois un message est gardé.", minimum=1),
        "fields": many(FIELD),
        "challenge": CHALLENGE,
    },
    "Un formulaire à remplir.",
)
ANSWERS = thing(
    {
        "ticket": text("Celui du formulaire."),
        "proof": text("La solution du défi, en base64, si elle est demandée.", maxLength=4096),
        "word": text("Le mot recopié, si la preuve ne peut pas être calculée.", maxLength=100),
        "answers": keyed({}, "Une réponse par nom de champ : texte, nombre, booléen, ou liste de textes."),
    },
    "Un formulaire rempli.",
    additionalProperties=False,
    examples=[
        {
            "ticket": "WyJlNmYy…",
            "answers": {
                "audience": "citizen",
                "last_name": "Martin",
                "first_name": "Camille",
                "email": "camille@exemple.fr",
                "postcode": "31000",
                "message": "Bonjour, une aide manque dans ma commune.",
                "consent": True,
            },
        }
    ],
)
ANSWERS["required"] = ["ticket", "answers"]
RECEIPT = thing(
    {
        "reference": text("À donner à la personne : elle la citera."),
        "to_be_checked": boolean("Le message est gardé ; quelqu’un le lira avant de le transmettre."),
    },
    "Le message est arrivé.",
)
SHAPES = {"Form": FORM, "FormAnswers": ANSWERS, "FormReceipt": RECEIPT}
