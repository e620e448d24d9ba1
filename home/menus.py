"""The names and menus of a new site, in each language: what the team then changes in the admin's settings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.conf import settings
from wagtail.models import Locale, Site

from editorial.models import SiteTexts
from home.skeleton import Words, find


@dataclass(frozen=True)
class Tab:
    """A tab to the page of a public."""

    key: str
    words: Mapping[str, Words]


@dataclass(frozen=True)
class Phrases:
    """What the footer says in a language."""

    tagline: str
    footer_text: str
    site_column: str
    legal_column: str


PHRASES = {
    "fr": Phrases(
        tagline="Les aides à la mobilité, là où vous habitez",
        footer_text="Service public et neutre : il informe, ne vend rien et ne demande pas de compte. Chaque aide est "
        "versée par l’organisme qui la finance.",
        site_column="Le site",
        legal_column="Vos droits",
    ),
    "en": Phrases(
        tagline="Mobility aids, where you live",
        footer_text="A neutral public service: it informs, sells nothing and asks for no account. Each aid is paid by "
        "the organisation that funds it.",
        site_column="The site",
        legal_column="Your rights",
    ),
}
SITE_LINKS = ("search", "project", "how-it-works", "faq", "contact", "site-map")
LEGAL_LINKS = ("legal-notice", "terms", "personal-data", "cookies", "accessibility")

_tabs: list[Tab] = []


def register_tabs(tabs: Iterable[Tab]) -> None:
    """Have create_site put these tabs in the menus."""
    _tabs.extend(tab for tab in tabs if tab not in _tabs)


def create_texts(locale: Locale) -> None:
    """Make the names and menus of the default site in a language, if it has none."""
    site = Site.objects.get(is_default_site=True)
    phrases = PHRASES.get(locale.language_code)
    if phrases is None or SiteTexts.objects.filter(site=site, locale=locale).exists():
        return
    original = SiteTexts.objects.filter(site=site, locale__language_code=settings.LANGUAGE_CODE).first()
    SiteTexts.objects.create(
        site=site,
        locale=locale,
        translation_key=original.translation_key if original else uuid4(),
        name=settings.WAGTAIL_SITE_NAME,
        tagline=phrases.tagline,
        footer_text=phrases.footer_text,
        tabs=_blocks("tab", (_tab(tab, locale) for tab in _tabs)),
        footer=_blocks(
            "column",
            (
                {"title": phrases.site_column, "links": _links(SITE_LINKS, locale)},
                {"title": phrases.legal_column, "links": _links(LEGAL_LINKS, locale)},
            ),
        ),
    )


def _tab(tab: Tab, locale: Locale) -> dict[str, Any]:
    words = tab.words[locale.language_code]
    page = find(tab.key, locale)
    return {"label": words.title, "text": words.description, "page": page and page.pk}


def _links(keys: Iterable[str], locale: Locale) -> list[dict[str, Any]]:
    pages = [page for key in keys if (page := find(key, locale))]
    return [{"type": "item", "id": str(uuid4()), "value": {"label": "", "page": page.pk, "url": ""}} for page in pages]


def _blocks(kind: str, values: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"type": kind, "id": str(uuid4()), "value": value} for value in values]
