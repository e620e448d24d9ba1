"""What every page has."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from editorial.head import Head, alternates_of


class EditorialPage(Page):
    """The abstract parent of every page type of the site: what its `<head>` says, and the way back to the home page."""

    class Meta:
        abstract = True

    def head(self, request: HttpRequest) -> Head:
        """What browsers and search engines are told; the team's own words when they gave any."""
        return Head(
            title=self.seo_title or self.title,
            description=self.search_description,
            canonical=self.get_full_url(request) or "",
            alternates=alternates_of(self, request),
        )

    def breadcrumb(self) -> list[Page]:
        """The pages between the home page and this one. None for the home page's own children, without a query."""
        first_below_home = 3
        if self.depth <= first_below_home:
            return []
        return list(self.get_ancestors().live().filter(depth__gte=first_below_home))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "head": self.head(request),
            "breadcrumb": self.breadcrumb(),
        }
