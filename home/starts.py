"""What create_site makes below each home page, but audiences and contact, which their own apps add."""

from django.conf import settings

from home.skeleton import HOME, SEARCH, Start, Words

# What operators owe to their readers comes last, in the footer.
CONTENT_ORDER, LEGAL_ORDER = 20, 40

# In French the search page is `/fr/aides/`, in English `/en/aids/`.
FRAME = {
    HOME: Start(
        key=HOME,
        model="home.HomePage",
        order=0,
        words={
            "fr": Words(
                "accueil",
                settings.WAGTAIL_SITE_NAME,
                "Vélo, transports, covoiturage, permis : les aides à la mobilité là où vous habitez.",
            ),
            "en": Words(
                "home-en",
                settings.WAGTAIL_SITE_NAME,
                "Cycling, public transport, carpooling, driving licence: the mobility aids where you live.",
            ),
        },
    ),
    SEARCH: Start(
        key=SEARCH,
        model="search.SearchPage",
        order=0,
        in_menus=True,
        words={
            "fr": Words(
                "aides",
                "Trouver une aide",
                "Cherchez parmi les aides à la mobilité de votre commune, de votre région et de l’État.",
            ),
            "en": Words("aids", "Find an aid", "Search the mobility aids of your town, your region and the State."),
        },
    ),
}
STARTS = [
    Start(
        key="project",
        model="home.ContentPage",
        order=CONTENT_ORDER,
        in_menus=True,
        words={
            "fr": Words("le-projet", "Découvrir le projet", "Pourquoi Mon Compte Mobilité existe, et qui le fait."),
            "en": Words("the-project", "About the project", "Why Mon Compte Mobilité exists, and who makes it."),
        },
    ),
    Start(
        key="how-it-works",
        model="home.ContentPage",
        order=CONTENT_ORDER + 1,
        in_menus=True,
        words={
            "fr": Words("comment-ca-marche", "Comment ça marche", "De votre commune à votre demande, en trois arrêts."),
            "en": Words("how-it-works", "How it works", "From where you live to your application, in three stops."),
        },
    ),
    Start(
        key="faq",
        model="home.FaqPage",
        order=CONTENT_ORDER + 2,
        in_menus=True,
        words={
            "fr": Words("questions", "Questions fréquentes", "Les réponses à ce que l’on nous demande le plus."),
            "en": Words("questions", "Frequent questions", "Answers to what we are asked most often."),
        },
    ),
    Start(
        key="legal-notice",
        model="home.LegalPage",
        order=LEGAL_ORDER,
        facts={"kind": "legal_notice"},
        words={
            "fr": Words("mentions-legales", "Mentions légales", "Qui publie ce site et qui l’héberge."),
            "en": Words("legal-notice", "Legal notice", "Who publishes this site, and who hosts it."),
        },
    ),
    Start(
        key="terms",
        model="home.LegalPage",
        order=LEGAL_ORDER + 1,
        facts={"kind": "terms"},
        words={
            "fr": Words("conditions-d-utilisation", "Conditions d’utilisation", "Ce à quoi ce site s’engage."),
            "en": Words("terms-of-use", "Terms of use", "What this site commits itself to."),
        },
    ),
    Start(
        key="personal-data",
        model="home.LegalPage",
        order=LEGAL_ORDER + 2,
        facts={"kind": "personal_data"},
        words={
            "fr": Words(
                "donnees-personnelles", "Données personnelles", "Ce que nous savons de vous, et pour combien de temps."
            ),
            "en": Words("personal-data", "Personal data", "What we know about you, and for how long."),
        },
    ),
    Start(
        key="cookies",
        model="home.LegalPage",
        order=LEGAL_ORDER + 3,
        facts={"kind": "cookies"},
        words={
            "fr": Words("cookies", "Cookies", "Pourquoi aucun bandeau ne vous est montré."),
            "en": Words("cookies", "Cookies", "Why you are shown no banner."),
        },
    ),
    Start(
        key="accessibility",
        model="home.LegalPage",
        order=LEGAL_ORDER + 4,
        facts={"kind": "accessibility"},
        words={
            "fr": Words(
                "accessibilite", "Déclaration d’accessibilité", "L’état de ce site, et à qui signaler un obstacle."
            ),
            "en": Words(
                "accessibility", "Accessibility statement", "The state of this site, and whom to tell of an obstacle."
            ),
        },
    ),
    Start(
        key="site-map",
        model="home.SiteMapPage",
        order=LEGAL_ORDER + 5,
        words={
            "fr": Words("plan-du-site", "Plan du site", "Toutes les pages de ce site."),
            "en": Words("site-map", "Site map", "Every page of this site."),
        },
    ),
]
