"""The aids: list, detail, find; who sees what."""

from typing import Any

import pytest
from wagtail.models import Locale

from aids.models import Aid
from aids.services import publish_aid
from tests.api.conftest import Api
from tests.factories import AidFactory, FunderFactory

pytestmark = pytest.mark.django_db

ITEM = [
    "id", "meta", "title", "summary", "kind", "funder", "modes", "beneficiaries", "benefit", "amount", "territories",
    "envelope", "opens_on", "closes_on", "verified_at", "subscription_url", "status", "match",
]  # fmt: skip
DETAIL = [
    "description", "conditions", "payment", "proofs", "additional_info", "contact", "validity_duration", "source_url",
    "external_id", "source", "translations",
]  # fmt: skip
META = [
    "type", "detail_url", "html_url", "slug", "locale", "translation_key", "first_published_at", "last_published_at",
]  # fmt: skip


def ids(answer: Any) -> list[int]:
    return [item["id"] for item in answer["items"]]


class TestList:
    def test_the_shape(self, api: Api) -> None:
        aid = AidFactory(title="Prime vélo cargo", amount_max=500)
        answer = api.json("aids/")
        assert list(answer["meta"]) == ["total_count", "engine", "interpreted", "suggestion", "rescue", "facets"]
        assert answer["meta"]["engine"] == "database"
        (item,) = answer["items"]
        assert sorted(item) == sorted(ITEM)
        assert list(item["meta"]) == META
        assert item["meta"]["type"] == "aids.Aid"
        assert item["meta"]["detail_url"] == f"http://testserver/api/v1/aids/{aid.pk}/"
        assert item["amount"]["max"] == "500.00"
        assert (item["status"], item["match"]) == ("open", None)

    def test_says_why_an_aid_matches(self, api: Api) -> None:
        AidFactory(include=["region-76"])
        (item,) = api.json("aids/", territory="commune-31555")["items"]
        assert item["match"]["territory"] == {"id": "region-76", "name": "Occitanie"}
        assert item["match"]["asked"] == ["commune-31555"]

    def test_short_forms_of_a_place(self, api: Api) -> None:
        there, _elsewhere = AidFactory(include=["commune-31555"]), AidFactory(include=["commune-21231"])
        for place in ({"insee": "31555"}, {"postcode": "31000"}, {"territory": ["commune-31555", "commune-69123"]}):
            assert ids(api.json("aids/", **place)) == [there.pk], place

    def test_an_arrondissement_is_read_as_its_commune(self, api: Api) -> None:
        AidFactory(include=["commune-75056"])
        answer = api.json("aids/", insee="75115")
        assert answer["meta"]["interpreted"]["territories"] == ["commune-75056"]
        assert answer["meta"]["total_count"] == 1

    def test_pages(self, api: Api) -> None:
        for _number in range(3):
            AidFactory()
        first, second = api.json("aids/", limit=2), api.json("aids/", limit=2, offset=2)
        assert (len(first["items"]), len(second["items"])) == (2, 1)
        assert first["meta"]["total_count"] == second["meta"]["total_count"] == 3
        assert len({*ids(first), *ids(second)}) == 3
        assert api.json("aids/", offset=10_000)["items"] == []
        assert api.json("aids/", limit=0)["meta"]["total_count"] == 3

    def test_facets(self, api: Api) -> None:
        AidFactory()
        facets = api.json("aids/", facets="*")["meta"]["facets"]
        assert set(facets) == {"mode", "kind", "funder", "beneficiary", "benefit", "status"}
        assert {"value": "bike", "label": "Vélo", "count": 1} in facets["mode"]
        assert set(api.json("aids/", facets=["mode", "kind"])["meta"]["facets"]) == {"mode", "kind"}

    def test_a_facet_counts_aids_for_everyone_for_those_whom_no_aid_names(self, api: Api) -> None:
        AidFactory()
        AidFactory(beneficiaries=["student"])
        facet = api.json("aids/", facets="beneficiary")["meta"]["facets"]["beneficiary"]
        counts = {one["value"]: one["count"] for one in facet}
        assert (counts["everyone"], counts["student"], counts["senior"]) == (1, 2, 1)
        for value, count in counts.items():
            assert api.json("aids/", beneficiary=value)["meta"]["total_count"] == count

    def test_each_aid_once_in_the_language_asked_else_in_french(self, api: Api) -> None:
        both = AidFactory(title="Prime")
        english = AidFactory(title="Grant", locale="en", funder=both.funder, translation_key=both.translation_key)
        french = AidFactory(title="Abonnement")
        assert set(ids(api.json("aids/"))) == {both.pk, french.pk}
        answer = api.json("aids/", locale="en")
        assert set(ids(answer)) == {english.pk, french.pk}
        assert answer["meta"]["total_count"] == 2
        assert {item["meta"]["locale"] for item in answer["items"]} == {"en", "fr"}

    def test_no_page_no_address(self, api: Api) -> None:
        AidFactory()
        assert api.json("aids/")["items"][0]["meta"]["html_url"] is None

    def test_rescue(self, api: Api) -> None:
        AidFactory(modes=["bike"])
        meta = api.json("aids/", mode="walking")["meta"]
        assert meta["total_count"] == 0
        assert {"drop": "mode", "total_count": 1} in meta["rescue"]

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("search", "x" * 201),
            ("search", "vélo\0"),
            ("search", ["a", "b"]),
            ("territory", "commune-99999"),
            ("territory", "village"),
            ("territory", "commune-31555\0"),
            ("insee", "31"),
            ("insee", "99999"),
            ("postcode", "99999"),
            ("postcode", "Toulouse"),
            ("territory_match", "around"),
            ("mode", "rocket"),
            ("kind", "x"),
            ("funder", "nobody"),
            ("funder", "\0"),
            ("beneficiary", "x"),
            ("benefit", "x"),
            ("status", "x"),
            ("status", ["open", "all"]),
            ("updated_since", "yesterday"),
            ("updated_since", "2026-13-01"),
            ("interpret", "x"),
            ("locale", "de"),
            ("order", "random"),
            ("limit", "101"),
            ("limit", "-1"),
            ("limit", ["1", "1"]),
            ("offset", "10001"),
            ("offset", "1" + "0" * 20),
            ("offset", "9" * 9000),
            ("fields", "x"),
            ("fields", "modes(code)"),
            ("fields", ["title", "title"]),
            ("facets", "x"),
            ("colour", "green"),
            ("page", "2"),
        ],
    )
    def test_a_bad_value_names_its_parameter(self, api: Api, name: str, value: Any) -> None:
        assert list(api.errors("aids/", **{name: value})) == [name]

    @pytest.mark.parametrize(
        "name",
        ["search", "territory", "insee", "postcode", "territory_match", "mode", "kind", "funder", "beneficiary",
         "benefit", "status", "updated_since", "interpret", "locale", "order", "limit", "offset", "fields", "facets"],
    )  # fmt: skip
    def test_an_empty_value_is_as_if_absent(self, api: Api, name: str) -> None:
        AidFactory()
        assert api.json("aids/", **{name: ""}) == api.json("aids/")

    def test_in_a_constant_number_of_queries(self, api: Api, django_assert_max_num_queries: Any) -> None:
        for _number in range(4):
            AidFactory(include=["region-76"], proofs=["identity"])
        api.json("aids/", limit=1)
        with django_assert_max_num_queries(1):
            api.json("aids/", limit=4)

    @pytest.mark.parametrize("fields", ["*", "translations"])
    def test_the_details_of_many_in_a_constant_number_of_queries(
        self, api: Api, django_assert_max_num_queries: Any, fields: str
    ) -> None:
        for _number in range(4):
            aid = AidFactory(include=["region-76"], exclude=["commune-31555"], proofs=["identity"])
            AidFactory(
                title=f"In English {aid.pk}", locale="en", funder=aid.funder, translation_key=aid.translation_key
            )
        api.json("aids/", limit=1)
        with django_assert_max_num_queries(16):
            items = api.json("aids/", fields=fields)["items"]
        assert [len(item["translations"]) for item in items] == [1, 1, 1, 1]


class TestFields:
    def test_of_the_detail(self, api: Api) -> None:
        AidFactory(external_id="velo-1", source="essai")
        assert api.json("aids/", fields="_,external_id,source")["items"] == [
            {"external_id": "velo-1", "source": "essai"}
        ]

    def test_all(self, api: Api) -> None:
        AidFactory()
        assert sorted(api.json("aids/", fields="*")["items"][0]) == sorted([*ITEM, *DETAIL])

    def test_of_meta_are_flat(self, api: Api) -> None:
        aid = AidFactory()
        assert api.json("aids/", fields="_,slug")["items"] == [{"meta": {"slug": aid.slug}}]
        assert "slug" not in api.json("aids/", fields="-slug")["items"][0]["meta"]

    def test_of_one_aid(self, api: Api) -> None:
        aid = AidFactory(contact="<p>Ici</p>")
        assert api.json(f"aids/{aid.pk}/", fields="_,contact") == {"contact": "<p>Ici</p>"}
        assert list(api.errors(f"aids/{aid.pk}/", fields="colour")) == ["fields"]


class TestDetail:
    def test_is_whole(self, api: Api) -> None:
        aid = AidFactory(description="<p>Bonjour</p>", proofs=["identity"], closed=True)
        item = api.json(f"aids/{aid.pk}/")
        assert sorted(item) == sorted([*ITEM, *DETAIL])
        assert item["description"] == "<p>Bonjour</p>"
        assert [proof["code"] for proof in item["proofs"]] == ["identity"]
        assert (item["status"], item["match"]) == ("closed", None)

    def test_names_the_other_languages(self, api: Api) -> None:
        aid = AidFactory()
        english = AidFactory(title="Grant", locale="en", funder=aid.funder, translation_key=aid.translation_key)
        AidFactory(title="Draft", locale="de", funder=aid.funder, translation_key=aid.translation_key, published=False)
        assert api.json(f"aids/{aid.pk}/")["translations"] == [
            {"id": english.pk, "locale": "en", "slug": english.slug, "title": "Grant"}
        ]


class TestFind:
    def test_leads_to_the_detail_with_the_other_parameters(self, api: Api) -> None:
        aid = AidFactory()
        response = api.get("aids/find/", slug=aid.slug, fields="_,title")
        assert response.headers["Cache-Control"].startswith("public")
        assert response.status_code == 302
        assert response.headers["Location"] == f"http://testserver/api/v1/aids/{aid.pk}/?fields=_%2Ctitle"
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert api.client.get(response.headers["Location"]).json() == {"title": aid.title}

    def test_from_an_old_slug(self, api: Api) -> None:
        aid = AidFactory()
        old = aid.slug
        aid.slug = "nouvelle-adresse"
        publish_aid(aid=aid)
        for slug in (old, "nouvelle-adresse"):
            assert api.get("aids/find/", slug=slug).headers["Location"].endswith(f"/aids/{aid.pk}/")

    def test_in_a_language(self, api: Api) -> None:
        aid = AidFactory(slug="prime")
        english = AidFactory(
            title="Grant", slug="grant", locale="en", funder=aid.funder, translation_key=aid.translation_key
        )
        assert api.get("aids/find/", slug="grant", locale="en").headers["Location"].endswith(f"/{english.pk}/")
        assert api.get("aids/find/", slug="grant").status_code == 404

    @pytest.mark.parametrize("slug", ["nothing", "é", "%", "x" * 255])
    def test_an_unknown_slug_is_404(self, api: Api, slug: str) -> None:
        assert api.get("aids/find/", slug=slug).status_code == 404

    @pytest.mark.parametrize("bad", [{"slug": ""}, {"slug": "a\0"}, {"slug": "x" * 256}, {"slug": ["a", "b"]}])
    def test_a_bad_slug_is_named(self, api: Api, bad: dict[str, Any]) -> None:
        assert list(api.errors("aids/find/", **bad)) == ["slug"]


def draft() -> Aid:
    return AidFactory(published=False)


def unpublished() -> Aid:
    aid = AidFactory()
    aid.unpublish()
    return aid


def of_a_withdrawn_funder() -> Aid:
    aid = AidFactory(funder=FunderFactory())
    aid.funder.withdrawn_on = "2026-01-01"
    aid.funder.save()
    return aid


@pytest.mark.parametrize("make", [draft, unpublished, of_a_withdrawn_funder])
class TestWhatThePublicMayNotSee:
    def test_is_at_no_address(self, api: Api, make: Any) -> None:
        hidden = make()
        answer = api.json("aids/", status="all", facets="*")
        assert (answer["items"], answer["meta"]["total_count"]) == ([], 0)
        assert all(value["count"] == 0 for values in answer["meta"]["facets"].values() for value in values)
        assert api.get(f"aids/{hidden.pk}/").status_code == 404
        assert api.get("aids/find/", slug=hidden.slug).status_code == 404
        assert api.json("funders/")["items"] == []
        assert api.get(f"funders/{hidden.funder.slug}/").status_code == 404
        assert list(api.errors("aids/", funder=hidden.funder.slug)) == ["funder"]
        for form in ("jsonl", "csv", "fabmob"):
            assert hidden.title.encode() not in b"".join(api.get("aids/export/", format=form).streaming_content)


def test_the_draft_of_a_published_aid_is_not_shown(api: Api) -> None:
    aid = AidFactory(title="Publiée")
    aid.title = "Brouillon"
    aid.save_revision()
    assert api.json("aids/")["items"][0]["title"] == "Publiée"
    assert api.json(f"aids/{aid.pk}/")["title"] == "Publiée"


def test_languages_of_the_site_are_those_of_the_description(api: Api) -> None:
    parameters = api.json("openapi.json")["paths"]["/aids/"]["get"]["parameters"]
    (locale,) = (parameter for parameter in parameters if parameter["name"] == "locale")
    assert "fr" in locale["schema"]["enum"]
    assert Locale.get_default().language_code == locale["schema"]["default"]


def test_a_list_is_the_same_with_its_fields_named(api: Api) -> None:
    AidFactory(title="Prime « vélo » \\ cargo", include=["region-76"])
    question = {"territory": "commune-31555", "search": "vélo"}
    named = ",".join(["_", *(name for name in ITEM if name != "meta"), *META])
    assert api.json("aids/", **question)["items"] == api.json("aids/", **question, fields=named)["items"]
