"""The index of this site's engine, if its engine has one of its own."""

from typing import TYPE_CHECKING

from django.conf import settings

from search.engines.elasticsearch.address import SCHEMES, parse

if TYPE_CHECKING:
    from search.indexing.index import SearchIndex


def site_index() -> "SearchIndex | None":
    """`None` for the database engine, which reads the documents themselves. The client is imported only if needed."""
    if settings.SEARCH_URL.partition("://")[0] not in SCHEMES:
        return None
    from search.indexing.index import SearchIndex

    return SearchIndex(parse(settings.SEARCH_URL))
