"""The four landing pages as create_site makes them, and the tabs that lead to them."""

from audiences.models import Audience
from home.menus import Tab
from home.skeleton import Start, Words

ORDER = 10

WORDS = {
    Audience.CITIZEN: {
        "fr": Words("je-me-deplace", "Je me déplace", "Les aides qui s’appliquent chez vous et là où vous travaillez."),
        "en": Words("i-travel", "I travel", "The aids that apply where you live and where you work."),
    },
    Audience.EMPLOYER: {
        "fr": Words("j-emploie", "J’emploie", "Faites connaître ce que votre entreprise verse pour les trajets."),
        "en": Words("i-employ", "I employ", "Make known what your company pays for journeys to work."),
    },
    Audience.LOCAL_AUTHORITY: {
        "fr": Words(
            "j-administre-un-territoire",
            "J’administre un territoire",
            "Publiez les aides de votre collectivité et tenez-les à jour.",
        ),
        "en": Words(
            "i-run-a-territory", "I run a territory", "Publish the aids of your local authority, and keep them true."
        ),
    },
    Audience.OPERATOR: {
        "fr": Words("j-opere-un-service", "J’opère un service", "Affichez ces aides dans votre application."),
        "en": Words("i-operate-a-service", "I operate a service", "Show these aids in your app."),
    },
}
STARTS = [
    Start(
        key=f"audience-{audience.value.replace('_', '-')}",
        model="audiences.AudiencePage",
        order=ORDER + position,
        facts={"audience": audience.value},
        words=words,
    )
    for position, (audience, words) in enumerate(WORDS.items())
]
# A tab says what the page's title and description say.
TABS = [Tab(start.key, start.words) for start in STARTS]
