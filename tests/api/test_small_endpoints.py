"""Territories, funders, vocabularies, the root, the description's page."""

from typing import Any

import pytest

from tests.api.conftest import Api
from tests.factories import AidFactory, FunderFactory

pytestmark = pytest.mark.django_db


class TestRoot:
    def test_names_the_endpoints(self, api: Api) -> None:
        root = api.json("")
        assert [endpoint["name"] for endpoint in root["endpoints"]] == [
            "aids",
            "territories",
            "funders",
            "vocabularies",
            "pages",
            "images",
            "documents",
            "redirects",
            "forms",
        ]
        for endpoint in root["endpoints"]:
            assert endpoint["description"]
            assert endpoint["url"].startswith("http://testserver/api/v1/")
            assert api.client.get(endpoint["url"]).status_code == 200


class TestTerritories:
    def test_finds_by_name(self, api: Api) -> None:
        found = api.json("territories/", search="dijon")
        assert found["items"][0] == {
            "id": "commune-21231",
            "kind": "commune",
            "code": "21231",
            "name": "Dijon",
            "departement": "21",
            "postcodes": ["21000"],
            "population": found["items"][0]["population"],
            "matched": None,
        }
        assert found["meta"]["total_count"] == len(found["items"])

    def test_finds_by_an_old_name(self, api: Api) -> None:
        best = api.json("territories/", search="Tourlaville")["items"][0]
        assert (best["id"], best["matched"]) == ("commune-50129", "Tourlaville")

    @pytest.mark.parametrize(
        ("postcode", "place"), [("31000", "commune-31555"), ("75000", "commune-75056"), ("13000", "commune-13055")]
    )
    def test_finds_by_postcode(self, api: Api, postcode: str, place: str) -> None:
        assert place in [item["id"] for item in api.json("territories/", postcode=postcode)["items"]]

    def test_filters_by_kind(self, api: Api) -> None:
        kinds = {item["kind"] for item in api.json("territories/", kind=["region", "departement"])["items"]}
        assert kinds == {"region", "departement"}

    def test_a_name_and_a_postcode_narrow_each_other(self, api: Api) -> None:
        found = api.json("territories/", search="sainte colombe", postcode="69560")["items"]
        assert [item["id"] for item in found] == ["commune-69189"]

    def test_a_name_is_looked_for_among_all_that_share_the_postcode(self, api: Api) -> None:
        """More communes than an answer holds begin so: the right one may be none of the first 20 of the country."""
        found = api.json("territories/", search="s", postcode="69560")
        assert [item["id"] for item in found["items"]] == ["commune-69189"]
        assert found["meta"]["total_count"] == 1

    def test_the_total_counts_those_that_are_not_shown(self, api: Api) -> None:
        for parameters in ({"kind": "commune"}, {"search": "sainte"}, {"postcode": "69560"}):
            everything = api.json("territories/", **parameters)
            first = api.json("territories/", **parameters, limit=1)
            assert first["meta"] == everything["meta"]
            assert len(first["items"]) == 1
            assert api.json("territories/", **parameters, limit=0)["meta"] == everything["meta"]
            assert everything["meta"]["total_count"] >= len(everything["items"])

    def test_an_empty_search_shows_the_largest_places(self, api: Api) -> None:
        items = api.json("territories/", search="", kind="commune", limit=3)["items"]
        assert [item["name"] for item in items] == ["Paris", "Marseille", "Lyon"]

    @pytest.mark.parametrize(
        "bad",
        [
            {"postcode": "99999"},
            {"postcode": "x"},
            {"postcode": "31000\0"},
            {"kind": "village"},
            {"limit": 21},
            {"offset": 1},
            {"search": "x" * 201},
            {"fields": "colour"},
            {"search": ["a", "b"]},
        ],
    )
    def test_a_bad_parameter_is_named(self, api: Api, bad: dict[str, Any]) -> None:
        assert list(api.errors("territories/", **bad)) == list(bad)

    def test_one_place_and_those_around_it(self, api: Api) -> None:
        place = api.json("territories/commune-31555/")
        assert place["name"] == "Toulouse"
        ancestors = [ancestor["id"] for ancestor in place["ancestors"]]
        assert {"epci-243100518", "departement-31", "region-76", "pays-FR"} <= set(ancestors)
        assert "commune-31555" not in ancestors
        assert ancestors[-1] == "pays-FR"

    def test_an_arrondissement_is_its_commune(self, api: Api) -> None:
        assert api.json("territories/commune-75115/")["id"] == "commune-75056"

    def test_fields(self, api: Api) -> None:
        assert api.json("territories/commune-31555/", fields="_,name") == {"name": "Toulouse"}
        assert api.json("territories/", search="dijon", fields="_,id")["items"][0] == {"id": "commune-21231"}


class TestFunders:
    def test_those_with_a_public_aid_whatever_its_status(self, api: Api) -> None:
        open_, closed, nothing = (FunderFactory(name=name) for name in ("B", "A", "C"))
        AidFactory(funder=open_)
        AidFactory(funder=closed, closed=True)
        AidFactory(funder=nothing, published=False)
        FunderFactory(name="D")
        answer = api.json("funders/")
        assert [(item["name"], item["open_aids"]) for item in answer["items"]] == [("A", 0), ("B", 1)]
        assert answer["meta"]["total_count"] == 2

    def test_an_aid_is_counted_once_whatever_its_languages(self, api: Api) -> None:
        aid = AidFactory()
        AidFactory(title="Bike grant", locale="en", funder=aid.funder, translation_key=aid.translation_key)
        assert api.json(f"funders/{aid.funder.slug}/")["open_aids"] == 1

    def test_the_shape(self, api: Api) -> None:
        funder = FunderFactory(name="Tisséo", territory_id="epci-243100518", siren="253100986", website="https://t.fr/")
        AidFactory(funder=funder)
        assert api.json(f"funders/{funder.slug}/") == {
            "id": funder.pk,
            "slug": funder.slug,
            "name": "Tisséo",
            "type": "local_authority",
            "siren": "253100986",
            "territory": {
                "id": "epci-243100518",
                "kind": "epci",
                "code": "243100518",
                "name": funder.territory.name,
            },
            "website": "https://t.fr/",
            "open_aids": 1,
        }

    def test_one_withdrawn_is_as_if_it_did_not_exist(self, api: Api) -> None:
        funder = FunderFactory(withdrawn=True)
        AidFactory(funder=funder)
        assert api.json("funders/")["items"] == []
        assert api.get(f"funders/{funder.slug}/").status_code == 404

    def test_by_name_without_accents_or_case_on_every_database(self, api: Api) -> None:
        for name in ("Zoé", "Île-de-France Mobilités", "agglomération", "Isère", "Émeraude"):
            AidFactory(funder__name=name)
        names = [item["name"] for item in api.json("funders/")["items"]]
        assert names == ["agglomération", "Émeraude", "Île-de-France Mobilités", "Isère", "Zoé"]
        assert [item["name"] for item in api.json("funders/", limit=2, offset=1)["items"]] == names[1:3]

    def test_pages(self, api: Api) -> None:
        for name in "ABC":
            AidFactory(funder__name=name)
        page = api.json("funders/", limit=1, offset=1)
        assert [item["name"] for item in page["items"]] == ["B"]
        assert page["meta"]["total_count"] == 3
        assert api.json("funders/", offset=10_000)["items"] == []

    @pytest.mark.parametrize(
        "bad", [{"limit": 101}, {"offset": 10001}, {"offset": "1e3"}, {"name": "A"}, {"fields": "x"}]
    )
    def test_a_bad_parameter_is_named(self, api: Api, bad: dict[str, Any]) -> None:
        assert list(api.errors("funders/", **bad)) == list(bad)

    def test_in_a_constant_number_of_queries(self, api: Api, django_assert_max_num_queries: Any) -> None:
        for _number in range(5):
            AidFactory(funder__territory_id="region-76")
        with django_assert_max_num_queries(4):
            assert len(api.json("funders/")["items"]) == 5


class TestVocabularies:
    def test_codes_and_labels_in_their_own_order(self, api: Api) -> None:
        answer = api.json("vocabularies/")
        assert list(answer) == ["modes", "kinds", "beneficiaries", "benefits", "proofs"]
        assert {"code": "bike", "label": "Vélo"} in answer["modes"]
        assert [kind["code"] for kind in answer["kinds"]] == ["national", "territory", "employer"]

    def test_in_english(self, api: Api) -> None:
        labels = {entry["code"]: entry["label"] for entry in api.json("vocabularies/", locale="en")["modes"]}
        assert labels["bike"] != "Vélo"

    @pytest.mark.parametrize("bad", [{"locale": "xx"}, {"limit": 3}, {"locale": ["fr", "en"]}])
    def test_a_bad_parameter_is_named(self, api: Api, bad: dict[str, Any]) -> None:
        assert list(api.errors("vocabularies/", **bad)) == list(bad)


class TestDocumentation:
    def test_has_a_form_for_each_address(self, api: Api) -> None:
        page = api.get("docs/").content.decode()
        paths = api.json("openapi.json")["paths"]
        for path, methods in paths.items():
            assert f"/api/v1{path}" in page
            assert f'value="{methods["get"]["operationId"]}"' in page
        assert page.count("<form") >= len(paths)

    def test_obeys_the_strict_policy(self, api: Api) -> None:
        response = api.get("docs/")
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        page = response.content.decode()
        assert "style=" not in page
        assert "<style" not in page
        assert " onclick=" not in page

    def test_a_form_leads_to_the_address_it_describes(self, api: Api) -> None:
        response = api.get(
            "docs/", **{"try": "aids_listing", "mode": "bike", "search": "", "territory": "commune-31555"}
        )
        assert response.headers["Location"] == "/api/v1/aids/?mode=bike&territory=commune-31555"
        assert api.get("docs/", **{"try": "aids_detail", "pk": "12"}).headers["Location"] == "/api/v1/aids/12/"

    @pytest.mark.parametrize(
        "sent",
        [
            {"try": "nothing"},
            {"try": "aids_detail"},
            {"try": "aids_detail", "pk": "//example.org"},
            {"try": "territories_detail", "pk": "../../../admin"},
        ],
    )
    def test_it_leads_nowhere_else(self, api: Api, sent: dict[str, str]) -> None:
        location = api.get("docs/", **sent).headers["Location"]
        assert location.startswith("/api/v1/")
        assert "/../" not in location
