"""Some aids on a page that isn't the search: chosen by an editor, or found by a question of theirs."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q

from aids.opening import status
from api import paris
from search.marks import Marks
from search.models import SearchDocument
from search.query import AidQuery
from search.results import Hit
from search.service import search_aids
from search.views.results import Result, result


def queried_aids(query: AidQuery) -> list[Result]:
    """The first aids that a question finds: the newest in Occitanie."""
    return [result(hit, query.locale) for hit in search_aids(query).hits]


def chosen_aids(ids: Sequence[int], language: str) -> list[Result]:
    """These aids in their order, each in the reader's language if it is published in it. Drafts are in no document."""
    documents = SearchDocument.objects.filter(Q(pk__in=ids) | Q(default_id__in=ids), withdrawn_at=None)
    versions: dict[int, list[SearchDocument]] = defaultdict(list)
    for document in documents:
        for chosen_id in ids:
            if chosen_id in (document.pk, document.default_id):
                versions[chosen_id].append(document)
    return [_shown(versions[aid_id], aid_id, language) for aid_id in ids if versions[aid_id]]


def _shown(documents: Sequence[SearchDocument], chosen_id: int, language: str) -> Result:
    best = max(documents, key=lambda document: (document.locale == language, document.pk == chosen_id))
    dates = Marks.from_json(best.marks.encode()).dates
    hit = Hit(best.pk, best.locale, best.summary.encode(), status(dates, paris.today()), match=None)
    return result(hit, language)
