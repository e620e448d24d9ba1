"""Finding places by what people type: one function for the API, the page's place field and the admin's chooser."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from territories import division
from territories.free_text import PlaceInText, find_in_text
from territories.gazetteer import COMMUNE_WEIGHT, FAR_MORE, GROUPS, KIND_WORDS, LARGE, gazetteer
from territories.models import Kind, territory_id
from territories.names import Accept, Name, both, of_kinds
from territories.records import TerritoryRecord
from territories.spelling import ARTICLES, group_core, says_group, spell, trim, without_article

__all__ = ["FoundPlace", "PlaceInText", "find_in_text", "find_places"]

LONGEST_TEXT = 200
PROMOTED = 3
# With fewer places than this, names are also read without their small words.
FEW = 5
SHORTEST_TYPO = 4
# So many times more populous than what begins with these letters: it was meant, and mistyped.
MISTYPED = 50
CITY_WEIGHT = 20_000 * COMMUNE_WEIGHT
# F-75011 Paris
COUNTRY_BEFORE_POSTCODE = re.compile(r"\b(?:f|fr) (?=\d{5}\b)")
INSEE = re.compile(r"\d[\dab]\d{3}")


class FoundPlace(NamedTuple):
    """A place that fits what was typed.

    `matched`: the other name it was found under ("Tourlaville"), or empty. `quality`: exact, prefix, inside, loose or
    typo, as the names of this module's steps.
    """

    record: TerritoryRecord
    matched: str
    quality: str


class Question(NamedTuple):
    """One way to read what was typed: "Tours 37" is the name "tours" among the communes of Indre-et-Loire."""

    spelling: str
    accept: Accept
    qualified: bool = False
    is_group: bool = False


def find_places(text: str, *, kinds: Collection[str] = (), limit: int = 20) -> list[FoundPlace]:
    """Places by name, old name, arrondissement, postcode or code, best first.

    Exact names before beginnings before typing errors, populous first; but a far more populous place whose name begins
    with these words comes before small homonyms, which are all shown after it.
    """
    finder = division.current().once(_Finder)
    return list(_found(finder, spell(text[:LONGEST_TEXT]), frozenset(kinds), limit))


# While somebody types "toulouse", "t", "to" and "tou" are what everybody asks.
@lru_cache(maxsize=512)
def _found(finder: "_Finder", spelling: str, kinds: frozenset[str], limit: int) -> tuple[FoundPlace, ...]:
    return finder.find(spelling, kinds, limit)


class _Finder:
    def __init__(self, known: division.Division) -> None:
        self._gazetteer = names = gazetteer(known)
        self._division = known
        self._names = names.names
        self._usual = names.usual

    def find(self, spelling: str, kinds: frozenset[str], limit: int) -> tuple[FoundPlace, ...]:
        spelling = COUNTRY_BEFORE_POSTCODE.sub("", spelling)
        found: dict[str, FoundPlace] = {}

        def add(names: Iterable[tuple[str, str]], quality: str) -> None:
            for territory, label in names:
                record = self._division.get(territory)
                if record and (not kinds or record.kind in kinds) and len(found) < limit:
                    found.setdefault(territory, FoundPlace(record, label, quality))

        add(((territory, "") for territory in self._by_code(spelling, kinds)), "exact")
        questions = list(self._questions(spelling, kinds))
        for quality, step in self._steps(limit):
            if self._is_enough(quality, found.values()):
                continue
            for question in questions:
                add(((name.territory, name.label) for name in step(question)), quality)
            if quality == "exact" and self._names.exact(spelling):
                # Villeneuve-sur-Lot is a town: nobody means the places called Villeneuve in the Lot.
                questions = [question for question in questions if not question.qualified]
        if not found:
            # "12 rue de la Paix 75002 Paris", "Lyon Vaise": more is said than a name; the town stands last.
            places = sorted(find_in_text(spelling), key=lambda place: (place.is_typo, -place.start))
            add(((place.id, "") for place in places), "loose")
        return tuple(found.values())

    def _is_enough(self, quality: str, found: Collection[FoundPlace]) -> bool:
        """Whether looser readings can be spared: an exact name isn't a typing error."""
        if quality == "typo":
            return any(place.quality == "exact" for place in found)
        return quality == "loose" and len(found) >= FEW

    def _steps(self, limit: int) -> Iterator[tuple[str, Callable[[Question], list[Name]]]]:
        yield "exact", self._exact
        yield "typo", self._mistyped_city
        yield "prefix", lambda question: self._names.beginning(question.spelling, limit, question.accept)
        yield "inside", lambda question: self._names.containing(question.spelling, limit, question.accept)
        yield "loose", lambda question: self._names.loosely(question.spelling, limit, question.accept)
        yield "typo", lambda question: self._misspelt(question, limit)

    def _exact(self, question: Question) -> list[Name]:
        exact = self._names.exact(question.spelling, question.accept)
        if question.is_group:
            exact += [name for name in self._gazetteer.group_of(question.spelling) if question.accept(name)]
        if not exact or question.qualified:
            return exact
        begun = self._names.beginning(
            question.spelling + " ",
            PROMOTED,
            lambda name: name.kind == Kind.COMMUNE and not name.label and question.accept(name),
        )
        return [name for name in begun if name.weight >= FAR_MORE * exact[0].weight] + exact

    def _misspelt(self, question: Question, limit: int) -> list[Name]:
        if len(question.spelling) < SHORTEST_TYPO:
            return []
        found = self._gazetteer.misspelt(question.spelling, limit, question.accept)
        found += self._gazetteer.sounding(question.spelling, limit, question.accept, nearly=not found)
        return sorted(found, key=lambda name: -name.weight)

    def _mistyped_city(self, question: Question) -> list[Name]:
        """Who types "toulouze" means Toulouse rather than Toulouzette and its 300 inhabitants."""
        if self._names.same_letters(question.spelling, question.accept):
            return []
        accept = both(question.accept, lambda name: name.kind not in GROUPS)
        begun = self._names.beginning(question.spelling, 1, accept)
        begun += self._names.containing(question.spelling, 1, accept)
        least = max(CITY_WEIGHT, *(MISTYPED * name.weight for name in begun), 0)
        return [name for name in self._misspelt(question, PROMOTED) if name.weight >= least]

    def _by_code(self, spelling: str, kinds: frozenset[str]) -> list[str]:
        """Places by postcode, département's number, INSEE code or SIREN: what is a number and not a name."""
        kind_word, _, number = spelling.rpartition(" ")
        if number.isdigit() and kind_word in ("departement", "region"):
            territory = territory_id(kind_word, number.zfill(2))
            return [territory] if self._division.get(territory) else []
        if kind_word or not spelling[:1].isdigit():
            return []
        if INSEE.fullmatch(spelling):
            # 59350 is the postcode of Saint-André and the code of Lille.
            current = self._division.resolve(territory_id(Kind.COMMUNE, spelling.upper()))
            return [*self._division.by_postcode(spelling), *([current] if current else [])]
        # 76 is Seine-Maritime; it is Occitanie only for who asks for a région.
        kind = Kind.REGION if kinds == {Kind.REGION} else Kind.DEPARTEMENT
        candidates = (
            territory_id(kind, spelling.upper().zfill(2)),
            territory_id(Kind.EPCI, spelling),
            territory_id(Kind.EPT, spelling),
        )
        known = [candidate for candidate in candidates if self._division.get(candidate)]
        return known + self._with_postcode_beginning(spelling)

    def _with_postcode_beginning(self, digits: str) -> list[str]:
        if not digits.isdigit() or len(digits) >= len("31000"):
            return []
        communes = {
            commune
            for postcode, shared in self._division.postcodes().items()
            if postcode.startswith(digits)
            for commune in shared
        }
        return sorted(communes, key=lambda commune: -self._population(commune))[:100]

    def _population(self, territory: str) -> int:
        record = self._division.get(territory)
        return record.population if record else 0

    def _questions(self, spelling: str, kinds: frozenset[str]) -> Iterator[Question]:
        """The ways to read it, the plainest first."""
        words = spelling.split()
        if not words:
            return
        if words[0] in ARTICLES and self._gazetteer.is_large(spelling):
            # "la Creuse" is the département before the hamlet, "la Vienne" before the town.
            yield Question(without_article(spelling), both(of_kinds(kinds), of_kinds(LARGE)), qualified=True)
        yield Question(spelling, of_kinds(kinds))
        if says_group(spelling) and (core := group_core(spelling)):
            yield Question(core, both(of_kinds(kinds), of_kinds(GROUPS)), is_group=True)
        if words[0] in KIND_WORDS and (rest := trim(words[1:])):
            yield Question(" ".join(rest), of_kinds(KIND_WORDS[words[0]]))
        yield from self._qualified(words, kinds)
        if without_article(spelling) != spelling:
            yield Question(without_article(spelling), of_kinds(kinds))

    def _qualified(self, words: list[str], kinds: frozenset[str]) -> Iterator[Question]:
        """A name with its département, région or postcode behind or before it."""
        for count in range(min(4, len(words) - 1), 0, -1):
            for name, qualifier in ((words[:-count], words[-count:]), (words[count:], words[:count])):
                where = self._gazetteer.where(" ".join(qualifier))
                kept = trim(name)
                if where and kept:
                    yield Question(" ".join(kept), both(of_kinds(kinds), where), qualified=True)


division.prepare_with(_Finder)
