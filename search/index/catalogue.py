"""Every public aid at a position, and what is known of each position.

Positions only grow: a changed aid leaves its position and takes a new one. What is alive is told by a `View`, a frozen
value made anew by each change. A reader takes the view once and never sees half a change, while a writer goes on.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from operator import itemgetter
from sys import intern
from typing import Any, NamedTuple, TypeVar

from search.entry import FIELDS, FILTERS, Entry, Field
from search.index.columns import Column
from search.index.postings import Postings
from search.index.texts import Texts
from search.index.whereabouts import Whereabouts

# After every day that an aid may close on.
NEVER = date.max.toordinal() + 1
# The key of the aids that are limited to some territories, whichever they are.
ANY_WITHIN = "*"
# Fewer new positions than this leave the postings' form as it is.
MANY = 500


class Document(NamedTuple):
    """A row of the database."""

    # The instant of the last publication, in seconds.
    published: float
    # The title without accents or case.
    sorted_title: str
    aid_id: int
    # The version of the same aid in the default language, itself if it is in it.
    default_id: int | None
    locale: str
    entry: Entry
    summary: bytes
    marks: bytes


@dataclass(frozen=True, slots=True)
class View:
    """A state of the catalogue: what is public at a version, as sets of positions."""

    version: int = 0
    size: int = 0
    alive: int = 0
    # By language: the aids published in it, and for the others their version in the default language.
    selected: Mapping[str, int] = field(default_factory=dict)
    # Below this position the higher one is the later published (then by title, by id): see `ordering`.
    in_order: int = 0
    # What was computed of it, once asked: the status of all aids on a day, and in how many aids a token is.
    statuses: dict[date, dict[str, int]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


class Catalogue:
    """Positions, keys and views. One writer at a time; any number of readers."""

    def __init__(self, default_locale: str) -> None:
        self.default_locale = default_locale
        self.view = View()
        self.text: dict[Field, Postings] = {name: Postings() for name in FIELDS}
        self.codes: dict[str, Postings] = {name: Postings() for name in FILTERS}
        self.include, self.exclude, self.within = Postings(), Postings(), Postings()
        # Keys are days, "2026-12-31", so that they compare as days do.
        self.opens, self.closes = Postings(), Postings()
        # What is known of each position.
        self.aid_ids = array("q")
        self.locales: list[str] = []
        self.published = array("d")
        self.sorted_titles = Column()
        self.amount_ranks = array("d")
        self.funders: list[str] = []
        self.closing_days = array("I")
        self.texts = Texts()
        # By funder's slug.
        self.funder_names: dict[str, str] = {}
        self._position_of = Whereabouts()
        # By language other than the default one, by the default version: the position of the translation.
        self._translations: dict[str, dict[int, int]] = {}
        # By position of a translation.
        self._default_ids: dict[int, int] = {}
        self._settled = 0
        # How many tokens of each field are in the sorted ones.
        self._sorted_tokens: tuple[Sequence[int], list[str]] = ([0] * len(FIELDS), [])

    @property
    def dead(self) -> int:
        """How many positions nobody sees any more."""
        return self.view.size - len(self._position_of)

    def change(self, documents: Iterable[Document], gone: Iterable[int], version: int) -> None:
        """Take in documents, in place of the same aids' former ones, and let go of withdrawn aids: one new view."""
        view = self.view
        documents = latest_last(documents)
        gone = list(gone)
        if not documents and not gone:
            self.view = replace(view, version=version)
            return
        alive, in_order = view.alive, view.in_order
        selected = {locale: view.selected.get(locale, 0) for locale in (self.default_locale, *view.selected)}
        for aid_id in gone:
            alive = self._remove(aid_id, alive, selected)
        size = view.size
        for document in documents:
            alive = self._remove(document.aid_id, alive, selected)
            self._append(document, size)
            alive |= 1 << size
            self._select(document, size, selected)
            size += 1
            if in_order == size - 1 and (size == 1 or self.order_key(size - 1) < self.order_key(size - 2)):
                in_order = size
        self.texts.flush()
        self.view = View(version, size, alive, selected, in_order)
        if size - self._settled >= max(MANY, self._settled // 8):
            self._settle()

    def order_key(self, position: int) -> tuple[float, bytes, int]:
        """Of two aids that nothing else tells apart: the last published first, then by title, by id."""
        return (-self.published[position], self.sorted_titles[position], self.aid_ids[position])

    def sorted_tokens(self) -> list[str]:
        """Every token that an aid ever had, in alphabetical order."""
        seen, tokens = self._sorted_tokens
        if seen != [len(text) for text in self.text.values()]:
            keys = [text.all_keys() for text in self.text.values()]
            new = {token for found, count in zip(keys, seen, strict=True) for token in found[count:]}.difference(tokens)
            # Sorting what is nearly sorted costs little.
            tokens = sorted([*tokens, *new])
            self._sorted_tokens = ([len(found) for found in keys], tokens)
        return tokens

    def _settle(self) -> None:
        """Give each key its lightest form. All keys are looked through: not after each document."""
        self._settled = self.view.size
        self._position_of.settle()
        for postings in self._all_postings():
            postings.settle(self.view.size)

    def _all_postings(self) -> Sequence[Postings]:
        places = (self.include, self.exclude, self.within, self.opens, self.closes)
        return (*self.text.values(), *self.codes.values(), *places)

    def _append(self, document: Document, position: int) -> None:
        entry = document.entry
        for name in FIELDS:
            self.text[name].add(position, entry.tokens[name])
        for filter_name in FILTERS:
            self.codes[filter_name].add(position, entry.codes[filter_name])
        self.include.add(position, entry.include)
        self.exclude.add(position, entry.exclude)
        if entry.within:
            self.within.add(position, [*entry.within, ANY_WITHIN])
        for postings, day in ((self.opens, entry.dates.opens_on), (self.closes, entry.dates.closes_on)):
            if day:
                postings.add(position, (day.isoformat(),))
        funder = entry.codes["funder"][0]
        self.funder_names[funder] = entry.funder_name
        self.aid_ids.append(document.aid_id)
        self.locales.append(intern(document.locale))
        self.published.append(document.published)
        self.sorted_titles.append(document.sorted_title)
        self.amount_ranks.append(entry.amount_rank)
        self.funders.append(intern(funder))
        self.closing_days.append(entry.dates.closes_on.toordinal() if entry.dates.closes_on else NEVER)
        self.texts.append(document.summary, document.marks)
        self._position_of.put(document.aid_id, position)

    def _select(self, document: Document, position: int, selected: dict[str, int]) -> None:
        """Show the new position in the languages where it is the version to show."""
        bit = 1 << position
        if document.locale == self.default_locale:
            for locale in selected:
                if document.aid_id not in self._translations.get(locale, ()):
                    selected[locale] |= bit
            return
        selected[document.locale] = selected.get(document.locale, selected[self.default_locale]) | bit
        if document.default_id is not None:
            self._translations.setdefault(document.locale, {})[document.default_id] = position
            self._default_ids[position] = document.default_id
            if (default := self._position_of.get(document.default_id)) is not None:
                selected[document.locale] ^= 1 << default

    def _remove(self, aid_id: int, alive: int, selected: dict[str, int]) -> int:
        """Take an aid out of sight, and show its version in the default language where it was shown."""
        position = self._position_of.pop(aid_id)
        if position is None:
            return alive
        bit = 1 << position
        for locale, shown in selected.items():
            selected[locale] = shown ^ (shown & bit)
        default_id = self._default_ids.pop(position, None)
        if default_id is not None:
            locale = self.locales[position]
            del self._translations[locale][default_id]
            if (default := self._position_of.get(default_id)) is not None:
                selected[locale] |= 1 << default
        self.texts.forget(position)
        return alive ^ bit


Ranked = TypeVar("Ranked", bound=tuple[Any, ...])


def latest_last(ranked: Iterable[Ranked]) -> list[Ranked]:
    """What begins with an instant, a title and an id, in the order of positions: see `Catalogue.order_key`."""
    by_title = sorted(ranked, key=itemgetter(1, 2), reverse=True)
    return sorted(by_title, key=itemgetter(0))
