"""Finding pages of the site by words: a short list beside the aids, never mixed with them.

Every published page that anyone may read is in the memory of the process, as of the catalogue's version: a question
costs no query.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import orjson
from wagtail.models import Page, Site

from aids import vocabularies
from api import versions
from search import taught
from search.analysis import tokens
from search.groups import Alternative, Group
from search.reading import read_literally
from search.results import SearchResults
from search.site.models import PageEntry

# A word in a title says what a page is about; as it was typed, it weighs more than a synonym of it.
TITLE, BODY = 8, 2
SYNONYM_DIVISOR = 2
# Where the words of a code are.
LABELS = {"mode": "modes", "beneficiary": "beneficiaries", "benefit": "benefits"}


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page, or a question of the FAQ."""

    page_id: int
    url: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class _Entry:
    page: FoundPage
    # The home page at the root of its site.
    root: int | None
    title: frozenset[str]
    body: frozenset[str]


_known: tuple[int, dict[str, tuple[_Entry, ...]]] | None = None


def reset() -> None:
    """Forget what is known (tests)."""
    global _known
    _known = None


def find_pages(
    text: str, language: str, results: SearchResults | None = None, *, site: Site | None = None
) -> list[FoundPage]:
    """The pages in that language, of that site if one is given, that answer a text, the best first.

    A page must have nearly all of the words: as typed; or corrected and without the places they name; or by synonyms
    that the team taught. The search of aids (`results`) has understood all that already.
    """
    words = taught.current()
    texts = dict.fromkeys((text, results.interpreted.search if results else text))
    questions = [read_literally(one, words).groups for one in texts]
    questions.append(_in_words(results.groups, language) if results else ())
    scored = [
        (score, entry.page)
        for entry in _current().get(language, ())
        if (site is None or entry.root == site.root_page_id)
        and (score := max(_score(entry, groups) for groups in questions))
    ]
    return [page for score, page in sorted(scored, key=lambda found: -found[0])]


def _in_words(groups: Sequence[Group], language: str) -> tuple[Group, ...]:
    """Codes are an aid's: no page has the mode "bike" (of which "vae" is a name), but it may say "vélo"."""
    labels = vocabularies.labels(language)

    def alternatives(group: Group) -> Iterator[Alternative]:
        for alternative in group.alternatives:
            if not alternative.codes:
                yield alternative
            for facet, value in (code.split(":", 1) for code in alternative.codes):
                if label := labels.get(LABELS.get(facet, ""), {}).get(value):
                    yield Alternative((*alternative.tokens, *tokens(label)), "synonym")

    return tuple(replace(group, alternatives=tuple(alternatives(group))) for group in groups)


def _score(entry: _Entry, groups: Sequence[Group]) -> int:
    """How well an entry answers; 0 when more than a third of what was asked isn't in it."""
    worths = [(group, max((_worth(entry, one) for one in group.alternatives), default=0)) for group in groups]
    required = sum(group.required for group in groups)
    missing = sum(group.required and not worth for group, worth in worths)
    total = sum(worth for _group, worth in worths)
    if not required:
        # "aide", "comment": every page says so; only one that is about it answers.
        return total if total >= TITLE else 0
    return 0 if missing * 3 > required else total


def _worth(entry: _Entry, alternative: Alternative) -> int:
    words = alternative.tokens
    if not words:
        return 0
    worth = TITLE if entry.title.issuperset(words) else BODY if entry.body.issuperset(words) else 0
    return worth if alternative.kind == "word" else worth // SYNONYM_DIVISOR


def _current() -> dict[str, tuple[_Entry, ...]]:
    """Read again when the catalogue's version moved, which any change of a page does (see editorial.receivers)."""
    global _known
    version, _changed_at = versions.recent()
    if _known is None or _known[0] != version:
        _known = version, _read()
    return _known[1]


def _read() -> dict[str, tuple[_Entry, ...]]:
    found: dict[str, list[_Entry]] = defaultdict(list)
    public = (
        Page.objects.live()
        .public()
        .select_related("locale")
        .in_bulk(PageEntry.objects.values_list("page_id", flat=True).distinct())
    )
    roots = dict(Site.objects.values_list("pk", "root_page_id"))
    for entry in PageEntry.objects.order_by("page__path", "pk"):
        page = public.get(entry.page_id)
        parts = page.get_url_parts() if page else None
        if page and parts:
            found[page.locale.language_code].append(_entry(entry, parts[2], roots.get(parts[0])))
    return {language: tuple(entries) for language, entries in found.items()}


def _entry(entry: PageEntry, path: str, root: int | None) -> _Entry:
    words: dict[str, Iterable[str]] = orjson.loads(entry.tokens)
    url = f"{path}#{entry.anchor}" if entry.anchor else path
    title = frozenset(words["title"])
    page = FoundPage(entry.page_id, url, entry.title, entry.summary)
    return _Entry(page, root, title, title.union(words["body"]))
