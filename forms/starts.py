"""The contact page as create_site makes it in each language. The team changes all of it in the admin."""

from wagtail.models import Locale

from forms.choices import Role
from forms.models import ContactPage, FormField
from home.skeleton import Start, Words, translation_key

ORDER = 30

# Role and type of each question, whatever the language.
QUESTIONS = (
    (Role.AUDIENCE, "radio"),
    (Role.LAST_NAME, "singleline"),
    (Role.FIRST_NAME, "singleline"),
    (Role.EMAIL, "email"),
    (Role.POSTCODE, "singleline"),
    (Role.MESSAGE, "multiline"),
    (Role.CONSENT, "checkbox"),
)
# What is asked, and the help below.
ASKED: dict[str, dict[Role, tuple[str, str]]] = {
    "fr": {
        Role.AUDIENCE: ("Vous êtes", ""),
        Role.LAST_NAME: ("Nom", ""),
        Role.FIRST_NAME: ("Prénom", ""),
        Role.EMAIL: ("Adresse e-mail", "Pour vous répondre. Exemple : nom@exemple.fr"),
        Role.POSTCODE: ("Code postal", "Cinq chiffres : les aides dépendent du lieu."),
        Role.MESSAGE: (
            "Votre message",
            "N’indiquez ni numéro de sécurité sociale, ni coordonnées bancaires, ni rien qui touche à votre santé.",
        ),
        Role.CONSENT: ("J’accepte que ces informations servent à répondre à mon message.", ""),
    },
    "en": {
        Role.AUDIENCE: ("You are", ""),
        Role.LAST_NAME: ("Last name", ""),
        Role.FIRST_NAME: ("First name", ""),
        Role.EMAIL: ("E-mail address", "To answer you. Example: name@example.com"),
        Role.POSTCODE: ("Postcode", "Five digits: aids depend on the place."),
        Role.MESSAGE: ("Your message", "Do not give a social security number, bank details or anything about health."),
        Role.CONSENT: ("I agree that this information is used to answer my message.", ""),
    },
}
TEXTS: dict[str, dict[str, str]] = {
    "fr": {
        "introduction": "<p>Une question sur le service, une aide qui manque, une erreur à signaler : écrivez-nous. "
        "Pour une demande déjà déposée, adressez-vous à l’organisme qui verse l’aide : son contact est sur la page de "
        "l’aide.</p>",
        "privacy": "<p>Votre message est lu par l’équipe de Mon Compte Mobilité, pour vous répondre et pour rien "
        "d’autre. Il est effacé au bout de douze mois. Vous pouvez demander à le consulter, à le corriger ou à "
        "l’effacer plus tôt : citez sa référence.</p>",
        "thanks": "<p>Nous répondons en général sous cinq jours ouvrés.</p>",
        "acknowledgement": "Nous vous répondrons à cette adresse, en général sous cinq jours ouvrés.",
    },
    "en": {
        "introduction": "<p>A question about the service, an aid that is missing, a mistake to report: write to us. "
        "For an application already made, ask the organisation that pays the aid: its page says whom to ask.</p>",
        "privacy": "<p>Your message is read by the team of Mon Compte Mobilité, to answer you and for nothing else. "
        "It is erased after twelve months. You can ask to see, correct or erase it earlier: give its reference.</p>",
        "thanks": "<p>We usually answer within five working days.</p>",
        "acknowledgement": "We will answer to this address, usually within five working days.",
    },
}


def lay_out(page: ContactPage, language: str) -> None:
    """The original's seven questions, and the texts around them. A language we have no words for begins in French."""
    asked, texts = ASKED.get(language, ASKED["fr"]), TEXTS.get(language, TEXTS["fr"])
    for name, text in texts.items():
        setattr(page, name, text)
    locale = Locale.objects.get(language_code=language)
    page.form_fields = [
        FormField(
            role=role,
            field_type=kind,
            label=asked[role][0],
            help_text=asked[role][1],
            sort_order=order,
            locale=locale,
            translation_key=translation_key(f"contact/{role}"),
        )
        for order, (role, kind) in enumerate(QUESTIONS)
    ]


STARTS = [
    Start(
        key="contact",
        model="mcm_forms.ContactPage",
        order=ORDER,
        in_menus=True,
        words={
            "fr": Words(
                "contact",
                "Nous écrire",
                "Une question sur une aide à la mobilité ou sur le service : écrivez à l’équipe.",
            ),
            "en": Words("contact", "Write to us", "A question about a mobility aid or about the service: write to us."),
        },
        complete=lay_out,
    )
]
