"""One status: the rule, the SQL and the index agree, whatever the dates and the instant."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from wagtail.models import Locale

from aids.models import Aid
from aids.opening import status
from api.paris import PARIS
from search.entry import FIELDS, FILTERS, Dates, Entry
from search.index.catalogue import Catalogue, Document
from search.index.filters import statuses
from tests.factories import FunderFactory

STATUSES = ("upcoming", "open", "closed")
FIRST = date(2026, 1, 1)
# The nights when Paris changes its clocks: they last 23 and 25 hours.
CLOCK_CHANGES = (date(2026, 3, 29), date(2026, 10, 25))
HOUR = timedelta(hours=1)


def some_instants(random: Random, number: int) -> list[datetime]:
    """Around midnight in Paris mostly: there, at summer's and winter's offset, and seen from overseas."""
    instants = []
    for _ in range(number):
        day = random.choice([*CLOCK_CHANGES, FIRST + timedelta(days=random.randrange(365))])
        midnight = datetime(day.year, day.month, day.day, tzinfo=PARIS).astimezone(UTC)
        away = random.choice([timedelta(0), -timedelta(microseconds=1), HOUR, -HOUR, 2 * HOUR, -2 * HOUR, 11 * HOUR])
        instants.append(midnight + away)
    return instants


def some_dates(random: Random) -> Dates:
    def some_day() -> date | None:
        return random.choice([None, *CLOCK_CHANGES, FIRST + timedelta(days=random.randrange(365))])

    opens_on, closes_on = some_day(), some_day()
    return Dates(closes_on, opens_on) if opens_on and closes_on and closes_on < opens_on else Dates(opens_on, closes_on)


def naively(dates: Dates, instant: datetime) -> str:
    """By instants: an aid is open from the first midnight in Paris to the one that ends its last day."""
    if dates.opens_on and instant < datetime.combine(dates.opens_on, datetime.min.time(), tzinfo=PARIS):
        return "upcoming"
    if dates.closes_on:
        after = dates.closes_on + timedelta(days=1)
        if instant >= datetime.combine(after, datetime.min.time(), tzinfo=PARIS):
            return "closed"
    return "open"


@pytest.mark.django_db
def test_ten_thousand_instants() -> None:
    # Given a hundred aids of all dates, in the database and in the index
    random = Random(26)
    funder, language = FunderFactory(), Locale.get_active()
    aids = Aid.objects.bulk_create(
        Aid(
            title=f"Aide {n}",
            slug=f"aide-{n}",
            funder=funder,
            kind="territory",
            locale=language,
            live=True,
            **dates._asdict(),
        )
        for n, dates in enumerate(some_dates(random) for _ in range(100))
    )
    catalogue = Catalogue("fr")
    tokens, codes = dict.fromkeys(FIELDS, ()), {name: ("x",) if name == "funder" else () for name in FILTERS}
    catalogue.change(
        [
            Document(
                0, "", aid.pk, None, "fr", Entry(tokens, codes, (), dates=Dates(aid.opens_on, aid.closes_on)), b"", b""
            )
            for aid in aids
        ],
        (),
        1,
    )

    for instant in some_instants(random, 100):
        # When the day in Paris decides
        day = instant.astimezone(PARIS).date()
        expected = {aid.pk: naively(Dates(aid.opens_on, aid.closes_on), instant) for aid in aids}

        # Then all agree
        assert {aid.pk: status(aid, day) for aid in aids} == expected
        by_sql = {
            pk: each for each in STATUSES for pk in Aid.objects.with_status(each, day).values_list("pk", flat=True)
        }
        assert by_sql == expected
        in_index = statuses(catalogue, catalogue.view, day)
        assert {
            pk: each
            for position, pk in enumerate(catalogue.aid_ids)
            for each in STATUSES
            if in_index[each] >> position & 1
        } == expected
