"""Every component on one page, with sample data: what a designer looks at, and what axe and the screenshots read.

It is for those who may enter the admin, and for everybody in development.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from editorial.head import Head
from editorial.menu import Banner, MenuItem
from search.views.filters import Chip, Option
from search.views.paging import PageLink, Paging
from search.views.results import Result

TITLE = "Composants"
LINES = ("green", "blue", "plum", "orange")
MODES = ("public_transport", "bike", "car", "shared_two_wheels", "car_sharing", "carpooling", "walking")
WAY = ("Toulouse", "Toulouse Métropole", "Occitanie")
RICH_TEXT = (
    "<p>Un paragraphe, un <a href='#blocs'>lien</a>, du <b>gras</b>.</p><ul><li>un point</li><li>un autre</li></ul>"
)


@require_safe
def living_page(request: HttpRequest) -> HttpResponse:
    """The page; 404 for the public."""
    if not (settings.DEBUG or request.user.has_perm("wagtailadmin.access_admin")):
        raise Http404
    context = {
        "head": Head(title=TITLE, index=False),
        "lines": LINES,
        "icons": MODES,
        "results": _results(),
        "way": WAY,
        "chips": [Chip("Toulouse (31)", "#puces"), Chip("Vélo", "#puces")],
        "options": [
            ("checkbox", "mode", Option("bike", "Vélo", "12", chosen=True)),
            ("checkbox", "mode", Option("car", "Voiture", "3", chosen=False)),
            ("radio", "status", Option("open", "Ouvertes", "15", chosen=True)),
            ("radio", "status", Option("all", "Toutes", "40", chosen=False)),
        ],
        "paging": _paging(),
        "banners": [
            Banner(level, text, MenuItem("En savoir plus", "#annonces", current=False), None, None)
            for level, text in (
                ("info", "Le site change d’adresse le 1er mars."),
                ("warning", "Des aides ferment le 31 décembre."),
                ("alert", "Le service est interrompu ce soir de 22 h à 23 h."),
            )
        ],
        "blocks": _blocks(),
        "url": request.build_absolute_uri(),
    }
    return TemplateResponse(request, "living_page.html", context)


def _results() -> list[Result]:
    """An aid in each of its states."""
    modes = render_to_string("components/modes.html", {"modes": [{"icon": "bike", "label": "Vélo"}]})
    bike = Result(
        url="#resultats",
        funder="Toulouse Métropole",
        title=mark_safe("Aide à l’achat d’un <mark>vélo</mark> électrique"),
        amount="25 %, jusqu’à 500 €",
        amount_in_words=False,
        benefit="Prime ou subvention",
        summary="Pour un vélo neuf ou d’occasion, acheté dans une boutique de la métropole.",
        modes=modes,
        kind="Aide de mon territoire",
        line="green",
        audience="Étudiants, Seniors",
        employer="",
        envelope="",
        opens_on=None,
        closes_on=None,
        language="",
        amount_language="",
        status="open",
        state="Jusqu’au 31 décembre 2026",
        way=WAY,
        way_note="S’applique ici :",
    )
    words = bike._replace(
        line="plum", kind="Aide de mon employeur", amount="Selon vos revenus", amount_in_words=True, way=()
    )
    closed = bike._replace(line="blue", status="closed", state="Terminée depuis le 1er mars 2026", envelope="Épuisée")
    return [bike, words, closed]


def _paging() -> Paging:
    links = (PageLink(1, "#pages"), PageLink(0), PageLink(4, "#pages", current=True), PageLink(5, "#pages"))
    return Paging(4, 9, previous="#pages", next="#pages", links=links)


def _blocks() -> list[tuple[str, dict[str, object]]]:
    """The blocks of editors that need no image and no document, each with what it holds."""
    items = [{"title": f"{name} point", "text": ""} for name in ("Premier", "Deuxième", "Troisième")]
    action = {"href": "#blocs", "text": "Dire où j’habite", "is_external": False}
    return [
        ("blocks/steps.html", {"heading": "Étapes", "items": items}),
        ("blocks/arguments.html", {"heading": "Arguments", "items": items}),
        (
            "blocks/key_figures.html",
            {
                "heading": "Chiffres clés",
                "items": [
                    {"value": "469", "label": "aides publiées", "source": "Catalogue de démonstration"},
                    {"value": "34 969", "label": "communes connues", "source": ""},
                ],
            },
        ),
        (
            "blocks/quote.html",
            {"text": "Je ne savais pas que j’y avais droit.", "author": "Une habitante", "role": "Albi"},
        ),
        (
            "blocks/partners.html",
            {"heading": "Partenaires", "items": [{"name": "Une région"}, {"name": "Une métropole"}]},
        ),
        (
            "blocks/video.html",
            {"heading": "Vidéo", "url": "https://example.org/v", "host": "example.org", "transcript": RICH_TEXT},
        ),
        ("blocks/call_to_action.html", {"heading": "Appel à l’action", "text": RICH_TEXT, "action": action}),
    ]
