"""What is new, for the home page."""

from api import paris
from search.query import AidQuery
from search.service import search_aids
from search.views.results import Result, result

NEWEST = 4


def newest_aids(language: str) -> list[Result]:
    """The last updated of the open aids."""
    query = AidQuery(on_day=paris.today(), locale=language, order="-updated", limit=NEWEST)
    return [result(hit, language) for hit in search_aids(query).hits]
