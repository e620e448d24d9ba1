"""Elasticsearch against the database's engine, on whole answers: hits and highlights, totals, counts, rescue."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.conf import settings as site
from django.core.management import call_command
from pytest_django import Settings
from wagtail.models import Locale

from aids.models import Aid
from aids.services import publish_aid
from api import paris
from search import engines
from search.engines.database import DatabaseEngine
from search.management.commands.relevance import read_judged
from search.models import SearchDocument
from search.query import FACETS, ORDERS, STATUSES, TERRITORY_MATCHES, AidQuery
from search.results import SearchResults
from search.service import search_aids
from tests.contracts.following import Following
from tests.factories import AidFactory, FunderFactory

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]

DIJON, COTE_D_OR, BOURGOGNE, TOULOUSE, OCCITANIE = (
    "commune-21231", "departement-21", "region-27", "commune-31555", "region-76",
)  # fmt: skip
PLACES = [(), (DIJON,), (COTE_D_OR,), (BOURGOGNE,), ("pays-FR",), (DIJON, TOULOUSE), (OCCITANIE, DIJON, COTE_D_OR)]
# Of each letter and sign, so that the order of titles is that of their characters; the last one is beyond 16 bits.
TITLES = [
    "Prime vélo",
    "prime velo",
    "Zèbre",
    "Œuvre",
    "œuvre",
    "Ýe",
    "Prêt ｖélo",
    "Bus 🚌",
    "日本",
    "Prime",
    "Prim e",
]
HOSTILE = [
    '"', "\\", "*", "(", "\0", "vélo\0", "NEAR/2", "😀", "\u202eolév", "' OR 1=1 --", '{"match_all":{}}', "a" * 200,
    "é" * 200, "velo " * 40, " ".join(f"{letter}{letter}elo" for letter in "abcdefghijklmnopqrstuvwxyz"),
    "vélo cargo pliant bus train car prime aide achat permis scooter étudiant jeune trottinette entreprise salarié",
]  # fmt: skip


def whole(engine: object, query: AidQuery, monkeypatch: pytest.MonkeyPatch) -> SearchResults:
    """All that an engine's answer is, but for who gave it and at which version."""
    monkeypatch.setattr(engines, "engine_at", lambda url: engine)
    return replace(search_aids(query), engine="", version=0)


@pytest.fixture
def agree(elasticsearch: Following, monkeypatch: pytest.MonkeyPatch) -> object:
    """Asks both engines, and gives what both said."""

    def asked(query: AidQuery) -> SearchResults:
        expected = whole(DatabaseEngine(), query, monkeypatch)
        found = whole(elasticsearch, query, monkeypatch)
        assert [hit.aid_id for hit in found.hits] == [hit.aid_id for hit in expected.hits], query
        assert found == expected, query
        return expected

    return asked


def catalogue() -> None:
    """Aids that differ in all that a question may ask, and in little else."""
    today = paris.today()
    places = [[DIJON], ["epci-242100410"], [COTE_D_OR], [BOURGOGNE], [OCCITANIE], ["pays-FR"], [TOULOUSE, DIJON]]
    modes = [["bike"], ["car"], ["bike", "walking"], ["public_transport"]]
    for number, title in enumerate(TITLES * 3):
        AidFactory(
            title=f"{title} {number}" if number >= len(TITLES) else title,
            summary="Un vélo cargo pour les étudiants" if number % 3 else "Une aide",
            include=places[number % len(places)],
            exclude=[TOULOUSE] if number % 5 == 0 else [],
            within=[BOURGOGNE] if number % 7 == 0 else [],
            modes=modes[number % len(modes)],
            beneficiaries=[[], ["student"], ["senior", "young"], ["everyone", "student"]][number % 4],
            benefit=["grant", "loan", ""][number % 3],
            opens_on=[None, today, today + timedelta(days=1)][number % 3],
            closes_on=[None, today + timedelta(days=1), date(9999, 12, 31), None][number % 4],
            amount_max=[None, 100, 500][number % 3],
        )
    # Instants that differ by a microsecond, and others that don't.
    instant = datetime(2026, 5, 1, 12, tzinfo=UTC)
    for place, row in enumerate(SearchDocument.objects.order_by("aid_id")[:12]):
        row.published_at = instant + timedelta(microseconds=place // 3)
        row.save()
    english, _ = Locale.objects.get_or_create(language_code="en")
    for aid in Aid.objects.order_by("pk")[:9:2]:
        translation = aid.copy_for_translation(english)
        translation.title, translation.slug = f"Bike grant {aid.pk}", f"bike-{aid.pk}"
        publish_aid(aid=translation)


def queries() -> Iterator[AidQuery]:
    on_day = paris.today()
    for order, places, match in product(ORDERS, PLACES, TERRITORY_MATCHES):
        query = AidQuery(on_day, territories=places, territory_match=match, order=order, limit=100, status="all")
        yield query
        yield replace(query, text="vélo cargo étudiant", facets=FACETS)
    for status, locale in product(STATUSES, ("fr", "en", "de")):
        yield AidQuery(on_day, status=status, locale=locale, limit=100, facets=FACETS)
        yield AidQuery(on_day, "bike vélo", status=status, locale=locale, facets=("status",), interpret=False)
    for text, interpret in product([*HOSTILE, "Dijon", "bus", "velo carrgo", "prime", "xyzzy"], (True, False)):
        yield AidQuery(on_day, text, interpret=interpret, facets=FACETS)
    filtered = AidQuery(on_day, modes=("bike", "car"), beneficiaries=("student",), benefits=("grant",), facets=FACETS)
    for limit, offset in product((0, 1, 100), (0, 1, 10_000)):
        yield replace(filtered, kinds=("territory",), limit=limit, offset=offset)
    for microsecond in range(5):
        yield AidQuery(on_day, updated_since=datetime(2026, 5, 1, 12, 0, 0, microsecond, tzinfo=UTC), status="all")


def test_on_aids_that_differ_little(agree) -> None:
    catalogue()

    totals = [agree(query).total for query in queries()]

    assert sum(map(bool, totals)) > len(totals) / 2


def test_more_funders_than_are_shown(agree) -> None:
    # Given as many aids of each of sixty funders, some of which have the same name but for an accent
    funders = [FunderFactory(name=f"{'Épi' if number % 2 else 'Epi'} {number // 2:02}") for number in range(60)]
    for funder in funders:
        AidFactory(funder=funder)
    last, alone = funders[-1].slug, FunderFactory(name="Seule")
    AidFactory(funder=alone, modes=["car"])
    on_day = paris.today()

    # Then both show the same fifty, and the one chosen although it comes after or has none left
    assert len(agree(AidQuery(on_day, facets=("funder",))).facets[0].values) == 50
    (chosen,) = agree(AidQuery(on_day, facets=("funder",), funders=(last,))).facets
    assert (len(chosen.values), chosen.values[-1].value) == (51, last)
    (absent,) = agree(AidQuery(on_day, facets=("funder",), funders=(alone.slug,), modes=("bike",))).facets
    assert (absent.values[-1].label, absent.values[-1].count) == ("Seule", 0)


def test_a_token_longer_than_an_index_takes(agree) -> None:
    AidFactory(title="Prime", description=f"<p>vélo {'é' * 40_000}</p>")

    assert agree(AidQuery(paris.today(), "vélo")).total == 1


@pytest.mark.full_division
@pytest.mark.usefixtures("full_division")
def test_on_the_demonstration_catalogue_and_all_judged_questions(agree, settings: Settings, tmp_path) -> None:
    # Given the real aids
    settings.VAR_DIR = tmp_path
    call_command("load_demo")
    today = paris.today()
    judged = [rule for path in (site.BASE_DIR / "tests" / "relevance").glob("*.toml") for rule in read_judged(path)]
    texts = [text for rule in judged for text in rule.texts]

    # Then both answer each question with the same hundred, total and counts
    assert sum(bool(agree(AidQuery(today, text, limit=100, facets=FACETS)).total) for text in texts) > len(texts) / 2
    # And for a place, a département and a country, in each order and language
    for place, order, locale in product(("commune-67482", "departement-31", "pays-FR"), ORDERS, ("fr", "en")):
        for match in TERRITORY_MATCHES:
            query = AidQuery(today, territories=(place,), territory_match=match, order=order, locale=locale, limit=100)
            agree(replace(query, facets=FACETS))
