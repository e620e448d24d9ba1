"""The home page: the question is the page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editorial.models import EditorialPage
from search import addresses


class HomePage(EditorialPage):
    """The site's root: a place field and one button."""

    template = "home/home_page.html"
    max_count = None

    class Meta:
        verbose_name = _("page d’accueil")
        verbose_name_plural = _("pages d’accueil")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from search.views.newest import newest_aids

        language = self.locale.language_code
        return super().get_context(request, *args, **kwargs) | {
            "search_url": addresses.search_url(language),
            "newest": newest_aids(language),
        }
