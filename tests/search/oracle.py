"""The search done naively, one aid after the other, to compare the index with; and random catalogues to ask."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

from aids.opening import status
from search.engines.interface import Question
from search.entry import EVERYONE, FIELDS, FILTERS, UNKNOWN_AMOUNT, Dates, Entry
from search.groups import Alternative, Group
from search.index.catalogue import Document
from search.query import FACETS, ORDERS, STATUSES, TERRITORY_MATCHES
from search.weights import CODE_FIELD, WEAK_WEIGHT, WEIGHTS
from territories.matching import Perimeter, Place, matches, matching_territory

TODAY = date(2026, 6, 15)
WORDS = ["velo", "cargo", "electriqu", "trottinet", "train", "achat", "aid", "dijon"]
VALUES = {
    "mode": ["bike", "car", "walking"],
    "kind": ["national", "territory", "employer"],
    "funder": ["etat", "dijon", "region", "sncf"],
    "beneficiary": [EVERYONE, "student", "senior", "young"],
    "benefit": ["grant", "loan"],
}
# A country of twelve communes: two régions, four EPCI of which one lies in both, a zone within another.
TERRITORIES = {
    **{f"commune-{number}": {number} for number in range(12)},
    "epci-1": {0, 1, 2},
    "epci-2": {3, 4},
    "epci-3": {5, 6},
    "epci-4": {7, 8, 9},
    "region-1": {0, 1, 2, 3, 4, 5},
    "region-2": {6, 7, 8, 9, 10, 11},
    "zone-a": {1, 2, 3},
    "pays-FR": set(range(12)),
}


def place(territory: str) -> Place:
    """From its communes alone."""
    communes = TERRITORIES[territory]
    overlapping = frozenset(other for other, held in TERRITORIES.items() if held & communes)
    every_commune = frozenset(other for other in TERRITORIES if other.startswith("commune-"))
    return Place(
        territory,
        frozenset(other for other, held in TERRITORIES.items() if held >= communes),
        overlapping,
        besides_communes=overlapping - every_commune if overlapping >= every_commune else None,
    )


def commune_count(territory: str) -> int:
    return len(TERRITORIES[territory])


@dataclass
class Shelf:
    """The public documents, by aid: what the index should answer from."""

    random: Random
    documents: dict[int, Document] = field(default_factory=dict)

    def some_territories(self, most: int) -> tuple[str, ...]:
        return tuple(self.random.sample(sorted(TERRITORIES), self.random.randint(0, most)))

    def document(self, aid_id: int, default_id: int | None = None, locale: str = "fr") -> Document:
        """A random one; instants and titles are few, so that there are ties."""
        random = self.random
        opens_on = TODAY + timedelta(days=random.randint(-3, 3)) if random.random() < 0.3 else None
        closes_on = TODAY + timedelta(days=random.randint(-3, 3)) if random.random() < 0.3 else None
        funder = random.choice(VALUES["funder"])
        entry = Entry(
            tokens={name: tuple(random.sample(WORDS, random.randint(0, 3))) for name in FIELDS},
            codes={
                "mode": tuple(random.sample(VALUES["mode"], random.randint(1, 2))),
                "kind": (random.choice(VALUES["kind"]),),
                "funder": (funder,),
                "beneficiary": tuple(random.sample(VALUES["beneficiary"], random.randint(1, 2))),
                "benefit": tuple(random.sample(VALUES["benefit"], random.randint(0, 1))),
            },
            include=self.some_territories(2) or ("pays-FR",),
            exclude=self.some_territories(1),
            within=self.some_territories(2) if random.random() < 0.3 else (),
            dates=Dates(opens_on, closes_on),
            amount_rank=random.choice([UNKNOWN_AMOUNT, -500.0, -80.0 + 1e9]),
            funder_name=funder.title(),
        )
        published = float(random.randint(1, 6)) if random.random() < 0.9 else -1
        return Document(published, random.choice("abc"), aid_id, default_id, locale, entry, b"{}", b"")

    def change(self, number: int) -> tuple[list[Document], list[int]]:
        """Publish, edit, translate or withdraw some aids: the new documents, and the aids that went."""
        documents: dict[int, Document] = {}
        gone: set[int] = set()
        for _ in range(number):
            default_id = self.random.randint(1, 60)
            is_translation = self.random.random() < 0.3
            aid_id = default_id + 100 if is_translation else default_id
            if self.random.random() < 0.2:
                gone.add(aid_id)
                documents.pop(aid_id, None)
            else:
                gone.discard(aid_id)
                documents[aid_id] = self.document(aid_id, default_id, "en" if is_translation else "fr")
        for aid_id in gone:
            self.documents.pop(aid_id, None)
        self.documents |= documents
        return list(documents.values()), sorted(gone)

    def question(self) -> Question:
        """A random one, mostly with few filters, so that something is found."""
        random = self.random

        def maybe(values: list[str]) -> tuple[str, ...]:
            return tuple(random.sample(values, random.randint(1, 2))) if random.random() < 0.2 else ()

        return Question(
            on_day=TODAY + timedelta(days=random.randint(-2, 2)),
            locale=random.choice(["fr", "en", "de"]),
            order=random.choice(ORDERS),
            limit=random.choice([0, 3, 100]),
            offset=random.choice([0, 0, 2]),
            groups=tuple(self.group() for _ in range(random.choice([0, 1, 2, 3]))),
            places=tuple(place(name) for name in self.some_territories(2)),
            territory_match=random.choice(TERRITORY_MATCHES),
            commune_count=commune_count,
            codes={name: maybe(values) for name, values in VALUES.items()},
            status=random.choice([*STATUSES, "open", "all"]),
            updated_since=datetime.fromtimestamp(random.randint(1, 6), tz=UTC) if random.random() < 0.2 else None,
            facets=FACETS,
        )

    def group(self) -> Group:
        random = self.random
        alternatives = []
        for kind in random.sample(["word", "synonym", "prefix"], random.randint(1, 3)):
            tokens = tuple(random.sample([*WORDS, "inconnu"], random.randint(0, 2)))
            codes = ("mode:bike", "beneficiary:student") if not tokens or random.random() < 0.3 else ()
            alternatives.append(Alternative(tokens, kind, codes))
        return Group(tuple(alternatives), required=random.random() < 0.8)

    # ── The naive search ──

    def shown(self, locale: str) -> list[Document]:
        """One document an aid: in that language, else in French."""
        in_french = [document for document in self.documents.values() if document.locale == "fr"]
        if locale == "fr":
            return in_french
        translated = [document for document in self.documents.values() if document.locale == locale]
        covered = {document.default_id for document in translated}
        return translated + [document for document in in_french if document.aid_id not in covered]

    def answer(self, question: Question) -> tuple[list[int], int, dict[str, dict[str, int]]]:
        """The ids of the page, the total, and the facets without their zeros."""
        in_scope = [document for document in self.shown(question.locale) if in_scope_of(document, question)]
        hits = [document for document in in_scope if not failing(document, question)]
        hits.sort(key=lambda document: order_key(document, question))
        page = hits[question.offset : question.offset + question.limit]
        facets = {name: facet(name, in_scope, question) for name in question.facets}
        return [document.aid_id for document in page], len(hits), facets


def weigh(document: Document, group: Group) -> int:
    """The best of a group's alternatives; 0 if none holds."""
    best = 0
    codes = {f"{name}:{code}" for name in FILTERS for code in document.entry.codes[name]}
    for alternative in group.alternatives:
        if alternative.codes and not codes.intersection(alternative.codes):
            continue
        fields = [name for name in FIELDS if set(alternative.tokens) <= set(document.entry.tokens[name])]
        for name in fields if alternative.tokens else [CODE_FIELD]:
            best = max(best, WEIGHTS[alternative.kind][name] if group.required else WEAK_WEIGHT)
    return best


def worth(group: Group) -> int:
    """Two for a mode, which an aid may have without any word."""
    return 2 if any("mode:bike" in way.codes and not way.tokens for way in group.alternatives) else 1


def satisfied(document: Document, groups: list[Group]) -> int:
    return sum(worth(group) for group in groups if weigh(document, group))


def perimeter(document: Document) -> Perimeter:
    entry = document.entry
    return Perimeter(frozenset(entry.include), frozenset(entry.exclude), frozenset(entry.within))


def in_scope_of(document: Document, question: Question) -> bool:
    """Words, places, last publication."""
    required = [group for group in question.groups if group.required]
    asked = sum(worth(group) for group in required)
    if satisfied(document, required) < max(asked // 2, min(asked, 1)):
        return False
    if question.updated_since and document.published < question.updated_since.timestamp():
        return False
    where = perimeter(document)
    return not question.places or any(matches(where, asked, question.territory_match) for asked in question.places)


def failing(document: Document, question: Question) -> set[str]:
    """The filters that the document doesn't pass."""
    failed = {
        name
        for name, wanted in (question.codes or {}).items()
        if wanted and not any(has(document, name, value) for value in wanted)
    }
    if question.status not in {"all", status(document.entry.dates, question.on_day)}:
        failed.add("status")
    return failed


def has(document: Document, name: str, value: str) -> bool:
    codes = document.entry.codes[name]
    return value in codes or (name == "beneficiary" and EVERYONE in codes)


def facet(name: str, in_scope: list[Document], question: Question) -> dict[str, int]:
    found = [document for document in in_scope if failing(document, question) <= {name}]
    if name == "status":
        counts = {
            value: sum(status(each.entry.dates, question.on_day) == value for each in found) for value in STATUSES
        }
    else:
        counts = {value: sum(has(each, name, value) for each in found) for value in VALUES[name]}
    return {value: count for value, count in counts.items() if count}


def order_key(document: Document, question: Question) -> tuple[object, ...]:
    """As API.md states the orders."""
    weights = [(group, weigh(document, group)) for group in question.groups]
    where = perimeter(document)
    deciding = [
        commune_count(territory)
        for asked in question.places
        if (territory := matching_territory(where, asked, question.territory_match, commune_count))
    ]
    closeness = min(deciding, default=0)
    relevance = (
        -satisfied(document, [group for group in question.groups if group.required]),
        -sum(weight for _, weight in weights),
        closeness,
        status(document.entry.dates, question.on_day) != "open",
        -document.published,
        document.sorted_title,
        document.aid_id,
    )
    first = {
        "relevance": 0,
        "proximity": closeness,
        "-updated": -document.published,
        "title": document.sorted_title,
        "closes_on": document.entry.dates.closes_on or date.max,
        "-amount": document.entry.amount_rank,
    }
    return (first[question.order], *relevance)
