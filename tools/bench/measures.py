"""What is asked, and the least ratio to the plain view that each answer must reach."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

MODES = ["bike", "public_transport", "carpooling", "car_sharing", "car", "electric_two_wheels", "shared_two_wheels"]
WORDS = [
    "vélo électrique",
    "vélo cargo",
    "abonnement bus",
    "covoiturage",
    "permis",
    "scooter",
    "trottinette",
    "étudiant",
]
PLAIN = "/bench/plain/"
WAGTAIL = "/bench/wagtail/aids/"
# Nothing is asked twice: what is measured is answering, not remembering.
QUESTIONS = 20_000

Places = Mapping[str, list[str]]
Paths = Callable[[random.Random, Places], list[str]]


@dataclass(frozen=True, slots=True)
class Measure:
    """A line of the table. `least`: by engine, the least ratio by size of the catalogue."""

    name: str
    paths: Paths
    least: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    conditional: bool = False


def api(path: str, **params: str) -> str:
    """An address of the public API."""
    return f"/api/v1/{path}/?{urlencode(params)}"


def filtered(chance: random.Random, places: Places) -> list[str]:
    """A place and a mode."""
    return [api("aids", territory=chance.choice(places["ids"]), mode=chance.choice(MODES)) for _ in range(QUESTIONS)]


def faceted(chance: random.Random, places: Places) -> list[str]:
    """Words in a place, with every facet."""
    return [
        api("aids", territory=chance.choice(places["ids"]), search=chance.choice(WORDS), facets="*")
        for _ in range(QUESTIONS)
    ]


def suggested(chance: random.Random, places: Places) -> list[str]:
    """What a person has typed of a commune's name so far."""
    names = chance.choices(places["names"], k=QUESTIONS)
    return [api("territories", search=name[: chance.randint(3, 8)].strip(" -'’")) for name in names]


def pages(chance: random.Random, places: Places) -> list[str]:
    """The search page for a place and a mode."""
    return [
        f"/fr/aides/?{urlencode({'territory': chance.choice(places['ids']), 'mode': chance.choice(MODES)})}"
        for _ in range(QUESTIONS)
    ]


def same(chance: random.Random, places: Places) -> list[str]:
    """One question, again and again."""
    return [api("aids", territory="commune-31555", mode="bike")]


def of_wagtail(chance: random.Random, places: Places) -> list[str]:
    """Twenty of the same aids by the endpoint that Wagtail gives for free; it knows no territory."""
    return [f"{WAGTAIL}?limit=20&offset={chance.randrange(1000)}" for _ in range(QUESTIONS)]


LIST = "aids list, territory + mode"
TEXT = "aids list, text + all facets"
MEASURES = (
    Measure(
        LIST, filtered, {"database": {5_000: 1 / 3, 100_000: 1 / 4}, "elasticsearch": {5_000: 0.12, 100_000: 0.12}}
    ),
    Measure(TEXT, faceted, {"database": {5_000: 1 / 5, 100_000: 1 / 8}, "elasticsearch": {5_000: 0.1, 100_000: 0.1}}),
    Measure("conditional GET, 304", same, {"database": {5_000: 0.8, 100_000: 0.8}}, conditional=True),
    Measure("cached body", same, {"database": {5_000: 0.8, 100_000: 0.8}}),
    Measure("territory suggestions", suggested, {"database": {5_000: 1 / 3, 100_000: 1 / 3}}),
    Measure("search page in HTML", pages, {"database": {5_000: 1 / 10, 100_000: 1 / 12}}),
)
# The others don't search: they are measured with the database engine alone.
SEARCHES = MEASURES[:2]
WAGTAILS_OWN = Measure("Wagtail's API v2, 20 of the same aids", of_wagtail)
TIMES_WAGTAIL = 10
PLAIN_OF_BARE = 0.5
WORKER_MEGABYTES = 200
