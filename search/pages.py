"""The search page and its routes: results, an aid, a funder, a territory.

Views are imported where they are called: they search, the search reads models, and this page is one of them.
"""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from editorial.models import EditorialPage
from search.views.answers import Answer, Redirect


class SearchPage(RoutablePageMixin, EditorialPage):
    """Where aids live: `/fr/aides/` is the search, `/fr/aides/<slug>/` an aid."""

    page_description = _("La recherche des aides, et l’adresse de chacune.")
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    show_in_menus_default = True
    template = "search/search_page.html"

    class Meta:
        verbose_name = _("page de recherche des aides")
        verbose_name_plural = _("pages de recherche des aides")

    @path("")
    def results(self, request: HttpRequest) -> HttpResponse:
        """A question and its answer."""
        from search.views import search_page

        return self._respond(request, search_page.answer(request, self.locale.language_code))

    @path("pages/")
    def site_pages(self, request: HttpRequest) -> HttpResponse:
        """The pages of the site that answer some words."""
        from search.views import site_pages

        return self._respond(request, site_pages.answer(request, self.locale.language_code))

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponseBase:
        """What a question finds, as it is published."""
        from search.views import feed

        return feed.respond(request, self.locale.language_code)

    @path("territory/")
    def territories(self, request: HttpRequest) -> HttpResponse:
        """The territories that have a page worth finding."""
        from search.views import territory

        return self._respond(request, territory.territories_answer(request, self.locale.language_code))

    @path("<slug:slug>/")
    def aid(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One aid."""
        from search.views import aid

        return self._respond(request, aid.answer(request, slug, self.locale.language_code))

    @path("funder/<slug:slug>/")
    def funder(self, request: HttpRequest, slug: str) -> HttpResponse:
        """A funder and its aids."""
        from search.views import listing

        return self._respond(request, listing.funder_answer(request, slug, self.locale.language_code))

    @path("territory/<slug:territory_id>/")
    def territory(self, request: HttpRequest, territory_id: str) -> HttpResponse:
        """What applies in a territory."""
        from search.views import territory

        return self._respond(request, territory.territory_answer(request, territory_id, self.locale.language_code))

    def _respond(self, request: HttpRequest, answer: Answer | Redirect) -> HttpResponse:
        if isinstance(answer, Redirect):
            moved = HttpResponsePermanentRedirect if answer.permanent else HttpResponseRedirect
            return moved(answer.url)
        # An answer has its own head and no breadcrumb: what every page asks the database for them would be wasted.
        return TemplateResponse(request, answer.template, {"page": self, **answer.context})
