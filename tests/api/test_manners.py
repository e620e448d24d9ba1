"""What every address of the API does alike: problems, caches, origins, methods, no cookie."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.utils.http import parse_http_date

from aids.models import Aid
from api import versions
from api.models import Catalogue
from search.models import Synonym
from territories.models import Zone
from territories.zones import set_parts
from tests.api.conftest import READABLE, ROOT, Api
from tests.factories import AidFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", READABLE)
class TestEveryAddress:
    def test_is_for_every_cache_and_origin(self, api: Api, path: str) -> None:
        response = api.get(
            path, headers={"Origin": "https://example.org", "Accept": "text/html", "Accept-Language": "en"}
        )
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert not response.cookies
        assert "Vary" not in response.headers

    def test_says_not_modified_to_who_has_it(self, api: Api, path: str) -> None:
        etag = api.get(path).headers["ETag"]
        for condition in (etag, f"W/{etag}", f'"other", {etag}', "*"):
            again = api.get(path, headers={"If-None-Match": condition})
            assert (again.status_code, again.content) == (304, b""), condition
            assert again.headers["ETag"] == etag
            assert again.headers["Cache-Control"].startswith("public")
            assert again.headers["Access-Control-Allow-Origin"] == "*"
        assert api.get(path, headers={"If-None-Match": '"other"'}).status_code == 200

    def test_answers_head_without_a_body(self, api: Api, path: str) -> None:
        response = api.client.head(ROOT + path)
        assert (response.status_code, b"".join(response)) == (200, b"")
        assert response.headers["ETag"] == api.get(path).headers["ETag"]

    def test_lets_any_origin_ask_first(self, api: Api, path: str) -> None:
        response = api.client.options(
            ROOT + path, headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
        )
        assert response.status_code == 204
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "GET" in response.headers["Access-Control-Allow-Methods"]
        assert "If-None-Match" in response.headers["Access-Control-Allow-Headers"]

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
    def test_refuses_to_be_written(self, path: str, method: str) -> None:
        response = getattr(Client(enforce_csrf_checks=True), method)(ROOT + path)
        assert response.status_code == 405
        assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert response.json()["status"] == 405


@pytest.mark.parametrize("path", READABLE)
def test_a_cookie_is_not_even_read(client: Client, path: str) -> None:
    for cookie in ("csrftoken=ill-formed; django_language=en; messages=x", "sessionid=abcdefghijkl"):
        response = client.get(ROOT + path, headers={"Cookie": cookie})
        assert response.status_code == 200
        assert not response.cookies
        assert "Vary" not in response.headers


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/",
        "/api/v2/",
        "/api/v1/unknown/",
        "/api/v1/aids/999999999999999999999999/",
        "/api/v1/aids/" + "9" * 5000 + "/",
        "/api/v1/aids/x/",
        "/api/v1/aids/0/",
        "/api/v1/funders/nobody/",
        "/api/v1/territories/commune-99999/",
        "/api/v1/territories/village/",
        "/api/v1/aids/find/nothing/",
        "/api/v1/pages/0/",
        "/api/v1/aids/%00/",
        "/api/v1/territories/commune-%00/",
        "/api/v1/funders/%C0%AF/",
        "/api/v1/territories/%C0%AF/",
    ],
)
@pytest.mark.parametrize("method", ["get", "head", "options", "post"])
def test_what_is_unknown_is_a_problem(client: Client, path: str, method: str) -> None:
    response = getattr(client, method)(path)
    # What could be an address of ours says its methods; one that could not isn't there at all.
    assert response.status_code == 404 or (method in {"options", "post"} and response.status_code in {204, 405})
    if response.status_code >= 400:
        assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_a_problem_is_told_and_not_kept(api: Api) -> None:
    response = api.get("aids/", limit=101, colour="green")
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers
    problem = response.json()
    assert (problem["status"], problem["type"]) == (400, "about:blank")
    assert problem["title"]
    assert problem["detail"]
    assert set(problem["errors"]) == {"limit", "colour"}


@pytest.mark.parametrize("path", ["aids/?limit=101", "aids/0/", "funders/nobody/"])
def test_a_problem_has_no_conditions(api: Api, path: str) -> None:
    for headers in ({"If-None-Match": "*"}, {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}):
        assert api.client.get(ROOT + path, headers=headers).status_code in {400, 404}


def test_djangos_own_errors_are_problems_too(client: Client) -> None:
    many = "&".join(f"a{number}=1" for number in range(10_001))
    for response in (client.get(f"/api/v1/aids/?{many}"), client.get("/api/v1/aids/", headers={"Host": "a_b!"})):
        assert response.status_code == 400
        assert response.headers["Content-Type"] == "application/problem+json"


def test_a_missing_slash_is_completed_for_who_reads(client: Client) -> None:
    response = client.get("/api/v1/aids?mode=bike")
    assert (response.status_code, response.headers["Location"]) == (301, "/api/v1/aids/?mode=bike")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert client.post("/api/v1/aids").status_code == 404


def test_a_post_without_a_slash_is_no_failure_in_development(client: Client, settings: object) -> None:
    settings.DEBUG = True  # type: ignore[attr-defined]  # pytest-django's fixture
    assert client.post("/api/v1/aids").status_code == 404


def test_the_language_of_an_earlier_page_is_forgotten(client: Client) -> None:
    french = client.get("/api/v1/aids/?limit=x").json()
    client.get("/en/nothing/")
    assert client.get("/api/v1/aids/?limit=x").json() == french


class TestValidators:
    """They change when what is answered may have, and not before."""

    def etag(self, api: Api, path: str = "aids/") -> str:
        etag: str = api.get(path).headers["ETag"]
        return etag

    def test_stays_while_nothing_changes(self, api: Api) -> None:
        assert self.etag(api) == self.etag(api)

    def test_is_of_one_question(self, api: Api) -> None:
        paths = ("aids/", "aids/?mode=bike", "aids/?mode=car", "funders/", "funders/?limit=3", "vocabularies/")
        assert len({self.etag(api, path) for path in paths}) == len(paths)

    def test_is_of_one_host_since_addresses_are_absolute(self, api: Api) -> None:
        assert api.get("").headers["ETag"] != api.client.get(ROOT, headers={"Host": "localhost"}).headers["ETag"]

    def test_changes_when_an_aid_is_published(self, api: Api) -> None:
        before = api.get("aids/")
        aid = AidFactory()
        after = api.get("aids/", headers={"If-None-Match": before.headers["ETag"]})
        assert after.status_code == 200
        assert [item["id"] for item in after.json()["items"]] == [aid.pk]

    @pytest.mark.parametrize("what", ["synonym", "zone", "funder", "vocabulary"])
    def test_changes_with_what_the_team_edits(self, api: Api, what: str) -> None:
        aid = AidFactory()
        before = self.etag(api)
        change(what, aid)
        assert self.etag(api) != before

    def test_changes_at_midnight_in_paris(self, api: Api) -> None:
        with time_machine.travel(datetime(2026, 6, 30, 21, 59, 50, tzinfo=UTC), tick=False) as clock:
            AidFactory(title="Prime du mois de juin", closes_on=datetime(2026, 6, 30, tzinfo=UTC).date())
            clock.shift(5)
            before = api.get("aids/")
            assert before.json()["meta"]["total_count"] == 1
            clock.shift(5)
            after = api.get("aids/", headers={"If-None-Match": before.headers["ETag"]})
            assert (after.status_code, after.json()["items"]) == (200, [])
            assert parse_http_date(after.headers["Last-Modified"]) == datetime(2026, 6, 30, 22, tzinfo=UTC).timestamp()

    def test_a_date_is_a_condition_too(self, api: Api) -> None:
        with time_machine.travel(datetime(2026, 6, 30, 12, tzinfo=UTC), tick=False) as clock:
            AidFactory()
            clock.shift(60)
            date = api.get("aids/").headers["Last-Modified"]
            assert parse_http_date(date) == datetime(2026, 6, 30, 12, tzinfo=UTC).timestamp()
            assert api.get("aids/", headers={"If-Modified-Since": date}).status_code == 304
            AidFactory()
            clock.shift(60)
            assert api.get("aids/", headers={"If-Modified-Since": date}).status_code == 200

    def test_the_version_is_read_at_most_once_a_second(self, api: Api, django_assert_num_queries: object) -> None:
        api.get("vocabularies/")
        with django_assert_num_queries(0):  # type: ignore[operator]  # pytest-django's fixture
            for _again in range(5):
                api.get("vocabularies/")

    def test_a_change_by_another_process_is_seen_a_second_later(
        self, api: Api, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        versions.bump()
        before = self.etag(api)
        Catalogue.objects.update(version=1_000_000)
        assert self.etag(api) == before
        monkeypatch.setattr(versions, "RECENT_SECONDS", 0)
        assert self.etag(api) != before


def change(what: str, aid: Aid) -> None:
    """One of the changes that the team makes in the admin."""
    if what == "synonym":
        Synonym.objects.create(terms="vélocipède, vélo")
    elif what == "zone":
        Zone.objects.create(code="essai", name="Essai")
        set_parts("zone-essai", include={"commune-31555"}, exclude=set())
    elif what == "funder":
        aid.funder.name = "Autre nom"
        aid.funder.save()
    else:
        mode = aid.modes.get(code="bike")
        mode.sort_order += 1
        mode.save()
