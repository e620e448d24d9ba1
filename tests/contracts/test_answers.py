"""What people ask and what every engine answers: words, places, filters, counts, order, pages, languages, rescue."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import orjson
import pytest
from wagtail.models import Locale

from aids.models import Aid
from aids.services import publish_aid
from aids.vocabularies import labels
from api import paris
from search.query import FACETS, AidQuery
from search.results import Rescue, SearchResults
from search.service import search_aids
from tests.factories import AidFactory, FunderFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("each_engine")]

DIJON, DIJON_METROPOLE, COTE_D_OR, BOURGOGNE = "commune-21231", "epci-242100410", "departement-21", "region-27"
TOULOUSE, OCCITANIE = "commune-31555", "region-76"


def ask(text: str = "", *, on_day: date | None = None, **filters: object) -> SearchResults:
    return search_aids(AidQuery(on_day=on_day or paris.today(), text=text, **filters))


def ids(answer: SearchResults) -> list[int]:
    return [hit.aid_id for hit in answer.hits]


def counts(answer: SearchResults, name: str) -> dict[str, int]:
    (facet,) = [facet for facet in answer.facets if facet.name == name]
    return {value.value: value.count for value in facet.values}


def translated(aid: Aid, **texts: str) -> Aid:
    """Published in English too."""
    english, _ = Locale.objects.get_or_create(language_code="en")
    translation = aid.copy_for_translation(english)
    for name, text in texts.items():
        setattr(translation, name, text)
    publish_aid(aid=translation)
    return translation


class TestPlaces:
    def test_the_closest_first_and_which_territory_made_it_match(self) -> None:
        region, epci, city = (AidFactory(include=[place]) for place in (BOURGOGNE, DIJON_METROPOLE, DIJON))
        AidFactory(include=[OCCITANIE])

        answer = ask(territories=(DIJON,))

        assert ids(answer) == [city.pk, epci.pk, region.pk]
        assert [hit.match.territory_id for hit in answer.hits if hit.match] == [DIJON, DIJON_METROPOLE, BOURGOGNE]
        assert [hit.match.territory_name for hit in answer.hits if hit.match][1] == "Dijon Métropole"

    def test_several_places(self) -> None:
        here, there = AidFactory(include=[DIJON]), AidFactory(include=[OCCITANIE])
        everywhere = AidFactory(include=["pays-FR"])

        answer = ask(territories=(DIJON, TOULOUSE))

        assert ids(answer) == [here.pk, there.pk, everywhere.pk]
        assert [hit.match.asked for hit in answer.hits if hit.match] == [(DIJON,), (TOULOUSE,), (DIJON, TOULOUSE)]

    def test_what_a_département_s_officer_wants(self) -> None:
        city, region = AidFactory(include=[DIJON]), AidFactory(include=[BOURGOGNE])

        assert ids(ask(territories=(COTE_D_OR,), territory_match="within")) == [city.pk]
        assert ids(ask(territories=(COTE_D_OR,))) == [region.pk]
        assert ids(ask(territories=(COTE_D_OR,), territory_match="any")) == [city.pk, region.pk]

    def test_a_place_in_the_text_becomes_the_filter(self) -> None:
        here = AidFactory(title="Prime vélo", include=[DIJON])
        AidFactory(title="Prime vélo", include=[OCCITANIE])

        answer = ask("vélo dijon")

        assert ids(answer) == [here.pk]
        assert (answer.interpreted.search, answer.interpreted.territories) == ("vélo", (DIJON,))
        assert answer.interpreted.modes == ("bike",)


class TestWords:
    def test_better_words_first_and_marked(self) -> None:
        body = AidFactory(title="Prime", summary="Aide", description="<p>Un vélo cargo</p>")
        title = AidFactory(title="Prime vélo cargo", summary="Un <vélo> & rien d'autre")

        answer = ask("vélo cargo")

        assert ids(answer) == [title.pk, body.pk]
        assert [hit.match.highlight for hit in answer.hits if hit.match] == [
            {
                "title": "Prime <mark>vélo</mark> <mark>cargo</mark>",
                "summary": "Un &lt;<mark>vélo</mark>&gt; &amp; rien d'autre",
            },
            {},
        ]

    def test_half_of_the_words_is_enough_and_more_come_first(self) -> None:
        one = AidFactory(title="Cargo", summary="", modes=["car"])
        both = AidFactory(title="Cargo pliant", summary="", modes=["car"])
        AidFactory(title="Permis", summary="", modes=["car"])

        assert ids(ask("cargo pliant", interpret=False)) == [both.pk, one.pk]

    def test_a_misspelt_word_is_corrected_and_it_is_said(self) -> None:
        aid = AidFactory(title="Trottinette électrique")

        answer = ask("trotinette")

        assert (ids(answer), answer.suggestion) == ([aid.pk], "trottinette")
        assert ask("trotinette", interpret=False).total == 0

    def test_no_known_word_and_no_place_is_an_empty_answer(self) -> None:
        AidFactory()

        assert ask("xyzzy").total == 0

    @pytest.mark.parametrize(
        "text",
        [
            '"',
            "'",
            "\\",
            "%",
            "*",
            "(",
            "a" * 200,
            "é" * 200,
            "\u202eolév",
            "\0",
            "vélo\0",
            "' OR 1=1 --",
            "NEAR/2",
            "😀",
        ],
    )
    def test_hostile_texts(self, text: str) -> None:
        AidFactory()

        for interpret in (True, False):
            assert ask(text, interpret=interpret, facets=FACETS).total in {0, 1}

    def test_nine_kilobytes(self) -> None:
        AidFactory()

        assert ask("vélo " * 1800).total == 1


class TestFiltersAndCounts:
    def test_or_within_a_filter_and_between_them(self) -> None:
        bike = AidFactory(modes=["bike"], benefit="grant")
        car = AidFactory(modes=["car"], benefit="grant")
        AidFactory(modes=["car"], benefit="loan")
        AidFactory(modes=["walking"], benefit="grant")

        assert set(ids(ask(modes=("bike", "car"), benefits=("grant",)))) == {bike.pk, car.pk}

    def test_counts_are_as_if_that_filter_were_off(self) -> None:
        AidFactory(modes=["bike"], kind="territory")
        AidFactory(modes=["car"], kind="territory")
        AidFactory(modes=["car"], national=True)

        answer = ask(modes=("bike",), facets=FACETS)

        assert (answer.total, counts(answer, "mode"), counts(answer, "kind")) == (
            1,
            {"bike": 1, "car": 2},
            {"territory": 1},
        )

    def test_what_is_for_everyone_is_for_students(self) -> None:
        everyone, students = AidFactory(), AidFactory(beneficiaries=["student"])
        AidFactory(beneficiaries=["senior"])

        answer = ask(beneficiaries=("student",), facets=("beneficiary",))

        assert set(ids(answer)) == {everyone.pk, students.pk}
        # Those whom no aid names have the one for everyone.
        others = dict.fromkeys(labels("fr")["beneficiaries"], 1)
        assert counts(answer, "beneficiary") == {**others, "student": 2, "senior": 2}

    def test_a_chosen_value_stays_with_its_zero(self) -> None:
        AidFactory(modes=["bike"])

        assert counts(ask(modes=("car",), facets=("mode",)), "mode") == {"bike": 1, "car": 0}

    def test_labels_in_the_language_asked_in_their_own_order(self) -> None:
        AidFactory(modes=["walking"])
        AidFactory(modes=["public_transport"], closed=True)

        french, english = (ask(facets=("mode", "status"), locale=locale, status="all") for locale in ("fr", "en"))

        assert [value.value for value in french.facets[0].values] == ["public_transport", "walking"]
        assert [value.label for value in french.facets[0].values] != [value.label for value in english.facets[0].values]
        assert [value.value for value in french.facets[1].values] == ["open", "closed"]

    def test_funders_by_count_then_name(self) -> None:
        names = ("Zoé", "Éole", "Alizé")
        funders = {name: FunderFactory(name=name) for name in names}
        for name in (*names, "Zoé"):
            AidFactory(funder=funders[name])

        (facet,) = ask(facets=("funder",)).facets

        assert [(value.label, value.count) for value in facet.values] == [("Zoé", 2), ("Alizé", 1), ("Éole", 1)]

    def test_status_on_a_given_day(self) -> None:
        aid = AidFactory(opens_on=date(2026, 2, 1), closes_on=date(2026, 2, 28))
        days = {
            date(2026, 1, 31): "upcoming",
            date(2026, 2, 1): "open",
            date(2026, 2, 28): "open",
            date(2026, 3, 1): "closed",
        }

        for day, status in days.items():
            assert ids(ask(on_day=day, status=status)) == [aid.pk]
            assert [hit.status for hit in ask(on_day=day, status="all").hits] == [status]
        assert ask(on_day=date(2026, 3, 1)).total == 0

    def test_updated_since(self) -> None:
        AidFactory()

        assert ask(updated_since=datetime.now(UTC) - timedelta(hours=1)).total == 1
        assert ask(updated_since=datetime.now(UTC) + timedelta(hours=1)).total == 0


class TestOrderAndPages:
    def test_by_title_without_accents_or_case(self) -> None:
        aids = {title: AidFactory(title=title) for title in ("zèbre", "Étude", "avion")}

        assert ids(ask(order="title")) == [aids[title].pk for title in ("avion", "Étude", "zèbre")]

    def test_by_amount_paid_once_first_unknown_last(self) -> None:
        unknown = AidFactory()
        monthly = AidFactory(amount_max=Decimal(900), amount_period="month")
        small = AidFactory(amount_min=Decimal(100), amount_period="once")
        large = AidFactory(amount_min=Decimal(50), amount_max=Decimal(500), amount_period="once")

        assert ids(ask(order="-amount")) == [large.pk, small.pk, monthly.pk, unknown.pk]

    def test_by_closing_day_permanent_last(self) -> None:
        permanent = AidFactory()
        later, soon = (AidFactory(closes_on=paris.today() + timedelta(days=days)) for days in (9, 2))

        assert ids(ask(order="closes_on")) == [soon.pk, later.pk, permanent.pk]

    def test_the_last_published_first_by_default(self) -> None:
        old, new = AidFactory(), AidFactory()
        assert ids(ask()) == [new.pk, old.pk]

        publish_aid(aid=old)

        assert ids(ask()) == [old.pk, new.pk]

    def test_pages_hold_each_aid_once(self) -> None:
        aids = {AidFactory().pk for _ in range(7)}

        pages = [ask("vélo", limit=3, offset=offset) for offset in (0, 3, 6, 9)]

        assert [len(page.hits) for page in pages] == [3, 3, 1, 0]
        assert {pk for page in pages for pk in ids(page)} == aids
        assert {page.total for page in pages} == {7}
        assert ask(limit=0).hits == ()


class TestLanguages:
    def test_each_aid_once_in_the_language_asked_if_published_in_it(self) -> None:
        both, french = AidFactory(title="Prime vélo"), AidFactory(title="Prime bus")
        english = translated(both, title="Bike grant", slug="bike-grant")

        in_english = ask(locale="en", facets=("mode",))

        assert set(ids(in_english)) == {english.pk, french.pk}
        assert {hit.aid_id: hit.locale for hit in in_english.hits} == {english.pk: "en", french.pk: "fr"}
        assert (in_english.total, counts(in_english, "mode")) == (2, {"bike": 2})
        assert set(ids(ask())) == {both.pk, french.pk}
        assert ids(ask("grant", locale="en", interpret=False)) == [english.pk]
        assert orjson.loads(in_english.hits[0].summary)["modes"][0]["label"] != ""

    def test_a_withdrawn_translation_gives_way_to_the_default_one(self) -> None:
        aid = AidFactory()
        english = translated(aid, title="Bike grant", slug="bike-grant")
        assert ids(ask(locale="en")) == [english.pk]

        english.unpublish()

        assert ids(ask(locale="en")) == [aid.pk]

    def test_what_is_only_in_another_language_isn_t_in_the_default_one(self) -> None:
        english = AidFactory(locale="en", title="Bike grant")

        assert ids(ask()) == []
        assert ids(ask(locale="en")) == [english.pk]


class TestRescue:
    def test_nothing_to_rescue(self) -> None:
        AidFactory()

        assert ask("vélo").rescue == ()
        assert ask(offset=20).rescue == ()

    def test_each_filter_whose_absence_gives_something(self) -> None:
        AidFactory(modes=["bike"], include=[DIJON])
        AidFactory(modes=["car"], include=[TOULOUSE], closed=True)

        assert set(ask(modes=("bike",), territories=(TOULOUSE,)).rescue) == {Rescue(1, drop="territory")}
        assert set(ask(modes=("car",), territories=(TOULOUSE,)).rescue) == {Rescue(1, drop="status")}
        assert set(ask("permis", modes=("bike",), territories=(DIJON,)).rescue) == {Rescue(1, drop="search")}

    def test_what_exists_elsewhere_around_is_told_as_such(self) -> None:
        AidFactory(include=["commune-31069"])

        answer = ask(territories=(TOULOUSE,))

        assert answer.total == 0
        around = [rescue for rescue in answer.rescue if rescue.territory]
        assert around == [Rescue(1, territory="epci-243100518", territory_match="within")]
        # And it is what that question gives.
        assert ask(territories=("epci-243100518",), territory_match="within").total == 1
