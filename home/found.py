"""What the search of the site finds of the pages: whole pages, and each question of the FAQ by itself."""

from collections.abc import Iterable

from home.models import ContentPage, FaqPage, LegalPage, SiteMapPage
from search.analysis import strip_html
from search.site.writing import Part, register


def of_faq(page: FaqPage) -> Iterable[Part]:
    """The page, then its questions, each at its own place in it."""
    yield Part(page.title, page.introduction, summary=page.search_description)
    for category in page.categories():
        for question in category.questions:
            yield Part(question.text, strip_html(question.answer.source), anchor=question.anchor)


def of_site_map(page: SiteMapPage) -> Iterable[Part]:
    """Its title: the rest are other pages' titles."""
    yield Part(page.title, "", summary=page.search_description)


def register_pages() -> None:
    """Have the pages of this app found."""
    register(ContentPage)
    register(LegalPage)
    register(FaqPage, of_faq)
    register(SiteMapPage, of_site_map)
