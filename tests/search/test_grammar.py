"""The question in an address: what is read, what is refused and how it is said."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime

import pytest

from search.grammar import BadQuery, parse, parse_leniently, to_params
from search.query import FACETS, AidQuery

TODAY = date(2026, 6, 15)
VOCABULARIES = {
    "mode": ["bike", "car"],
    "kind": ["national", "territory", "employer"],
    "beneficiary": ["everyone", "student"],
    "benefit": ["grant", "loan"],
}


class SmallWorld:
    """Two funders, Paris and its arrondissements, a postcode of two communes."""

    def codes(self, parameter: str) -> Collection[str]:
        return VOCABULARIES[parameter]

    def funders(self, slugs: Collection[str]) -> Collection[str]:
        return {"tisseo", "etat"}.intersection(slugs)

    def territory(self, territory_id: str) -> str | None:
        return {
            "commune-75056": "commune-75056",
            "commune-75115": "commune-75056",
            "commune-2A004": "commune-2A004",
            "departement-31": "departement-31",
        }.get(territory_id)

    def communes(self, postcode: str) -> Sequence[str]:
        return {"31000": ("commune-31555",), "04000": ("commune-04070", "commune-04113")}.get(postcode, ())

    def locales(self) -> Collection[str]:
        return ["fr", "en"]


def read(**params: str | list[str]) -> AidQuery:
    return parse(as_lists(params), SmallWorld(), on_day=TODAY, also=("fields",))


def as_lists(params: dict[str, str | list[str]]) -> dict[str, list[str]]:
    return {name: [value] if isinstance(value, str) else value for name, value in params.items()}


def errors(**params: str | list[str]) -> dict[str, list[str]]:
    with pytest.raises(BadQuery) as refused:
        read(**params)
    return refused.value.errors


def test_an_empty_question_is_what_is_open_now() -> None:
    assert read() == AidQuery(on_day=TODAY) == read(search="", mode="", limit="", territory=[""], fields="*")


def test_everything_at_once() -> None:
    query = read(
        search="  vélo cargo ",
        territory=["departement-31", "departement-31"],
        insee="2A004",
        postcode="04000",
        territory_match="any",
        mode=["bike", "car"],
        kind="national",
        funder="tisseo",
        beneficiary="student",
        benefit="grant",
        status="all",
        updated_since="2026-01-31T08:00:00+01:00",
        interpret="false",
        locale="en",
        order="-amount",
        limit="100",
        offset="10000",
        facets="mode,status",
    )

    assert query == AidQuery(
        on_day=TODAY,
        text="vélo cargo",
        territories=("departement-31", "commune-2A004", "commune-04070", "commune-04113"),
        territory_match="any",
        modes=("bike", "car"),
        kinds=("national",),
        funders=("tisseo",),
        beneficiaries=("student",),
        benefits=("grant",),
        status="all",
        updated_since=datetime(2026, 1, 31, 7, tzinfo=UTC),
        interpret=False,
        locale="en",
        order="-amount",
        limit=100,
        offset=10_000,
        facets=("mode", "status"),
    )


def test_an_arrondissement_is_its_commune() -> None:
    assert read(insee="75115").territories == read(territory=["commune-75115", "commune-75056"]).territories


@pytest.mark.parametrize("facets", ["*", "mode,*", ["mode", "kind", "funder", "beneficiary", "benefit", "status"]])
def test_all_facets(facets: str | list[str]) -> None:
    assert read(facets=facets).facets == FACETS


@pytest.mark.parametrize(
    ("sent", "instant"),
    [
        ("2026-01-31T07:00:00Z", datetime(2026, 1, 31, 7, tzinfo=UTC)),
        # What an address makes of a plus sign.
        ("2026-01-31T08:00:00 01:00", datetime(2026, 1, 31, 7, tzinfo=UTC)),
        # On Paris's clock, in summer.
        ("2026-07-01", datetime(2026, 6, 30, 22, tzinfo=UTC)),
    ],
)
def test_instants(sent: str, instant: datetime) -> None:
    assert read(updated_since=sent).updated_since == instant


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("search", "x" * 201),
        ("search", ["vélo", "bus"]),
        ("search", "v\0lo"),
        ("territory", "commune-99999"),
        ("territory", "31555"),
        ("territory", "x" * 9000),
        ("insee", "3155"),
        ("insee", "../75"),
        ("postcode", "99999"),
        ("postcode", "٣١٠٠٠"),
        ("territory_match", "near"),
        ("mode", "rocket"),
        ("mode", "bike,car"),
        ("kind", "x"),
        ("funder", "unknown"),
        ("funder", "\0"),
        ("beneficiary", "x"),
        ("benefit", "x"),
        ("status", "x"),
        ("status", ["open", "closed"]),
        ("updated_since", "notadate"),
        ("updated_since", "0001-01-01T00:00:00+14:00"),
        ("interpret", "x"),
        ("locale", "de"),
        ("order", "title,-updated"),
        ("limit", "101"),
        ("limit", "-1"),
        ("limit", "1e2"),
        ("offset", "10001"),
        ("offset", "1" + "0" * 5000),
        ("facets", "colour"),
        ("utm_source", "x"),
        ("page", "2"),
    ],
)
def test_what_can_t_be_read_is_refused_by_its_name(name: str, value: str | list[str]) -> None:
    said = errors(**{name: value})

    assert list(said) == [name]
    assert said[name][0].endswith(".")
    assert len(said[name][0]) < 400


@pytest.mark.parametrize(("name", "prefix"), [("territory", "commune-"), ("insee", "")])
def test_too_many_places(name: str, prefix: str) -> None:
    class Wide(SmallWorld):
        def territory(self, territory_id: str) -> str | None:
            return territory_id

    params = {name: [f"{prefix}{number}" for number in range(31000, 31101)]}
    with pytest.raises(BadQuery) as refused:
        parse(params, Wide(), on_day=TODAY)
    assert list(refused.value.errors) == [name]


def test_an_unknown_facet_is_refused_beside_all_of_them() -> None:
    assert list(errors(facets="*,colour")) == ["facets"]


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert set(errors(mode="rocket", limit="x", search="x" * 999)) == {"mode", "limit", "search"}


def test_what_is_allowed_is_said() -> None:
    assert errors(mode="rocket")["mode"] == ["« rocket » est inconnu. Valeurs possibles : bike, car."]


def test_the_page_drops_what_it_can_t_read_and_says_so() -> None:
    sent = as_lists(
        {"mode": ["bike", "rocket"], "status": "x", "page": "3", "utm_source": "x", "limit": "7", "place": "?"}
    )
    query, dropped = parse_leniently(sent, SmallWorld(), on_day=TODAY)

    assert query == AidQuery(on_day=TODAY, modes=("bike",), offset=40, facets=FACETS)
    assert set(dropped) == {"mode", "status"}


@pytest.mark.parametrize("page", ["0", "-1", "502", "10" * 50, "x"])
def test_an_impossible_page_is_the_first(page: str) -> None:
    query, dropped = parse_leniently({"page": [page]}, SmallWorld(), on_day=TODAY)

    assert (query.offset, list(dropped)) == (0, ["page"])


def test_a_question_goes_back_into_an_address() -> None:
    query = read(
        search="vélo & bus",
        territory="departement-31",
        territory_match="within",
        mode=["bike", "car"],
        funder="etat",
        status="closed",
        updated_since="2026-01-31T08:00:00+01:00",
        interpret="false",
        locale="en",
        order="title",
    )
    lists: dict[str, list[str]] = {}
    for name, value in to_params(query):
        lists.setdefault(name, []).append(value)

    assert parse(lists, SmallWorld(), on_day=TODAY) == query
    assert to_params(AidQuery(on_day=TODAY)) == []
