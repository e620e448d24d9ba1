"""The pages that the site can't do without: in each language a home page, the search page and all that the skeleton
lists; the site that shows them, its names and menus; the group of those who then run it.
"""

from typing import TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.forms.models import model_to_dict
from wagtail.models import Locale, Page, Site

from home import skeleton
from home.menus import create_texts
from home.models import HomePage
from home.skeleton import HOME, SEARCH, Start
from home.starts import FRAME
from home.team import create_team

P = TypeVar("P", bound=Page)
DEFAULT_PORTS = {"http": 80, "https": 443}


@transaction.atomic
def create_site() -> None:
    """Make what is missing and leave what is there: pages belong to the team as soon as they exist.

    A page that the team doesn't want is unpublished: one that is deleted comes back. A language that the skeleton
    has no words for gets no page: the team translates them.
    """
    locales = create_frame()
    for locale in locales:
        for start in skeleton.starts():
            _page(start, locale)
        create_texts(locale)
    create_team()


def create_frame() -> list[Locale]:
    """The site with its home and search pages only, which everything else hangs on. Returns the languages made."""
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code in _languages()]
    spoken = [locale for locale in locales if locale.language_code in FRAME[HOME].words]
    homes = [_page(FRAME[HOME], locale) for locale in spoken]
    _site(homes[0])
    _remove_welcome_page()
    for locale in spoken:
        _page(FRAME[SEARCH], locale)
    return spoken


def _languages() -> list[str]:
    """The default language first: the others' pages are its translations."""
    return sorted(dict(settings.LANGUAGES), key=lambda code: code != settings.LANGUAGE_CODE)


def _page(start: Start, locale: Locale) -> Page:
    return skeleton.find(start.key, locale) or _add(start, locale)


def _add(start: Start, locale: Locale) -> Page:
    """The page as its start says, below the home page of its language, a translation of the default language's."""
    words = start.words[locale.language_code]
    page = start.page_class(
        title=words.title,
        slug=words.slug,
        search_description=words.description,
        show_in_menus=start.in_menus,
        locale=locale,
        translation_key=_shared_key(start),
        **start.facts,
    )
    if start.complete:
        start.complete(page, locale.language_code)
    # A home page itself has none above it.
    return _published(skeleton.find(HOME, locale) or Page.get_first_root_node(), page)


def _shared_key(start: Start) -> UUID:
    """That of a version made before pages had keys, if there is one."""
    default = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    original = skeleton.find(start.key, default)
    return original.translation_key if original else skeleton.translation_key(start.key)


def _published(parent: Page, page: P) -> P:
    """With a revision, so that the page's history begins with what the team first sees."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _site(home: Page) -> None:
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
