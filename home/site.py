"""The pages that the site can't do without: a home page and the search page below it, in each language."""

from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.forms.models import model_to_dict
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from search.pages import SearchPage

P = TypeVar("P", bound=Page)
DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Start:
    """What the pages of a language are at first. The team changes all of it in the admin."""

    home_slug: str
    search_slug: str
    search_title: str
    home_description: str
    search_description: str


# In French the search page is `/fr/aides/`, in English `/en/aids/`.
STARTS = {
    "fr": Start(
        home_slug="accueil",
        search_slug="aides",
        search_title="Trouver une aide",
        home_description="Vélo, transports, covoiturage, permis : les aides à la mobilité là où vous habitez.",
        search_description="Cherchez parmi les aides à la mobilité de votre commune, de votre région et de l’État.",
    ),
    "en": Start(
        home_slug="home-en",
        search_slug="aids",
        search_title="Find an aid",
        home_description="Cycling, public transport, carpooling, driving licence: the mobility aids where you live.",
        search_description="Search the mobility aids of your town, your region and the State.",
    ),
}


@transaction.atomic
def create_site() -> None:
    """Make what is missing and leave what is there: pages belong to the team as soon as they exist."""
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code in _languages()]
    home = _home_page(locales[0])
    _site(home)
    _remove_welcome_page()
    search = _search_page(home)
    for locale in locales[1:]:
        translated = home.get_translation_or_none(locale) or _home_page(locale, translation_of=home)
        search.get_translation_or_none(locale) or _search_page(translated, translation_of=search)


def _languages() -> list[str]:
    """The default language first: the others' pages are its translations."""
    return sorted(STARTS, key=lambda code: code != settings.LANGUAGE_CODE)


def _home_page(locale: Locale, translation_of: HomePage | None = None) -> HomePage:
    """The first home page of this language, made if there is none."""
    if found := HomePage.objects.filter(locale=locale).order_by("path").first():
        return found
    start = STARTS[locale.language_code]
    page = HomePage(
        title=settings.WAGTAIL_SITE_NAME,
        slug=start.home_slug,
        search_description=start.home_description,
        locale=locale,
        **_as_translation(translation_of),
    )
    return _published(Page.get_first_root_node(), page)


def _search_page(home: HomePage, translation_of: SearchPage | None = None) -> SearchPage:
    """The search page below this home page, made if there is none."""
    if found := SearchPage.objects.child_of(home).first():
        return found
    start = STARTS[home.locale.language_code]
    page = SearchPage(
        title=start.search_title,
        slug=start.search_slug,
        search_description=start.search_description,
        show_in_menus=True,
        locale=home.locale,
        **_as_translation(translation_of),
    )
    return _published(home, page)


def _as_translation(original: Page | None) -> dict[str, object]:
    return {"translation_key": original.translation_key} if original else {}


def _published(parent: Page, page: P) -> P:
    """With a revision, so that the page's history begins with what the team first sees."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _site(home: HomePage) -> None:
    """The site answers where BASE_URL says; the page at its root is the team's choice once there is one of ours."""
    address = urlsplit(settings.BASE_URL)
    where = {
        "hostname": address.hostname or "localhost",
        "port": address.port or DEFAULT_PORTS.get(address.scheme, 80),
    }
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    before = model_to_dict(site)
    if site.root_page_id is None or site.root_page.specific_class is not HomePage:
        site.root_page = home
    for name, value in where.items():
        setattr(site, name, value)
    site.site_name = site.site_name or settings.WAGTAIL_SITE_NAME
    # Saving a site tells every worker that public addresses changed.
    if site.pk is None or model_to_dict(site) != before:
        site.save()


def _remove_welcome_page() -> None:
    """ "Welcome to your new Wagtail site!" is a plain page that Wagtail's own migrations make."""
    plain = ContentType.objects.get_for_model(Page)
    for page in Page.objects.filter(content_type=plain, depth=2, slug="home"):
        page.delete()
