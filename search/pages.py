"""The search page and its routes: results, an aid, a funder, a territory."""

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin

from editorial.models import EditorialPage


class SearchPage(RoutablePageMixin, EditorialPage):
    """Where aids live: `/fr/aides/` is the search, `/fr/aides/<slug>/` an aid."""

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "search/search_page.html"

    class Meta:
        verbose_name = _("page de recherche des aides")
        verbose_name_plural = _("pages de recherche des aides")
