"""A form without our HTML: the same questions, the same guards, told in JSON."""

import json
from typing import Any

import pytest
from altcha import Challenge, Payload, solve_challenge
from wagtail.models import Page, Site

from forms.models import ContactPage, FormSubmission
from home.models import HomePage
from tests.api.test_description import COMMITTED, errors_of
from tests.forms.conftest import ANSWERS, Writer
from tests.forms.test_guards import fill

pytestmark = pytest.mark.django_db
FORM = "/api/v1/forms/contact/"
GIVEN: dict[str, Any] = {**ANSWERS, "consent": True}


class App:
    """A program that shows the form and sends it."""

    def __init__(self, writer: Writer) -> None:
        self.client, self.clock = writer.client, writer.clock

    def form(self, **parameters: str) -> dict[str, Any]:
        answer = self.client.get(FORM, parameters)
        assert answer.status_code == 200, answer.content
        form: dict[str, Any] = answer.json()
        return form

    def send(self, body: Any, *, after: float = 60, path: str = FORM, **more: Any) -> Any:
        self.clock.shift(after)
        content = body if isinstance(body, str | bytes) else json.dumps(body)
        return self.client.post(path, content, content_type=more.pop("content_type", "application/json"), **more)

    def answer(self, answers: dict[str, Any] = GIVEN, **envelope: str) -> Any:
        ticket = envelope.pop("ticket", None) or self.form()["challenge"]["ticket"]
        return self.send({"ticket": ticket, "answers": answers, **envelope})


@pytest.fixture
def app(writer: Writer) -> App:
    return App(writer)


def test_the_forms_are_listed(app: App) -> None:
    listed = app.client.get("/api/v1/forms/", {"locale": "en"}).json()

    assert listed["items"] == [
        {
            "slug": "contact",
            "locale": "en",
            "title": "Write to us",
            "detail_url": "http://testserver/api/v1/forms/contact/?locale=en",
        }
    ]
    assert app.client.get(listed["items"][0]["detail_url"]).json()["title"] == "Write to us"


def test_each_site_has_its_own_forms(app: App, page: ContactPage) -> None:
    above = Page.get_first_root_node()
    other = above.add_child(instance=HomePage(title="Bretagne", slug="bretagne", locale=page.locale))
    Site.objects.create(hostname="bretagne.example", root_page=other)
    texts = dict.fromkeys(("privacy", "thanks", "acknowledgement"), "Bien.")
    other.add_child(instance=ContactPage(title="Écrire à la Région", slug="contact", locale=page.locale, **texts))

    there = {"HTTP_HOST": "bretagne.example"}
    titles = [
        [one["title"] for one in app.client.get("/api/v1/forms/", **more).json()["items"]] for more in ({}, there)
    ]

    assert titles == [["Nous écrire"], ["Écrire à la Région"]]
    assert app.client.get(FORM, **there).json()["title"] == "Écrire à la Région"


def test_the_definition_is_all_an_app_needs_to_show_the_form(app: App) -> None:
    form = app.form()

    assert list(errors_of(form, {"$ref": "#/components/schemas/Form"}, closed=True)) == []
    assert [field["name"] for field in form["fields"]] == list(ANSWERS)
    assert form["fields"][0]["choices"][0] == {"value": "citizen", "label": "Un citoyen, une citoyenne"}
    assert form["challenge"]["required"] is False


def test_no_cache_keeps_a_definition(app: App) -> None:
    answer = app.client.get(FORM)

    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    assert not answer.cookies


def test_a_form_that_is_sent_is_kept_once(app: App) -> None:
    body = {"ticket": app.form()["challenge"]["ticket"], "answers": GIVEN}

    first, again = app.send(body), app.send(body)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json() == {"reference": FormSubmission.objects.get().reference, "to_be_checked": False}
    assert list(errors_of(first.json(), {"$ref": "#/components/schemas/FormReceipt"}, closed=True)) == []


def test_each_language_has_its_form(app: App) -> None:
    form = app.form(locale="en")
    assert form["title"] == "Write to us"

    body = {"ticket": form["challenge"]["ticket"], "answers": GIVEN}
    assert app.send(body, path=f"{FORM}?locale=en").status_code == 201
    assert FormSubmission.objects.get().language == "en"


def test_errors_are_told_by_field(app: App) -> None:
    answer = app.answer({**GIVEN, "email": "camille", "postcode": "3", "consent": False, "age": 12})

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert set(answer.json()["errors"]) == {"email", "postcode", "consent", "age"}
    assert list(errors_of(answer.json(), COMMITTED["components"]["schemas"]["Problem"])) == []


def test_what_is_sent_too_quickly_is_asked_again(app: App) -> None:
    ticket = app.form()["challenge"]["ticket"]

    answer = app.send({"ticket": ticket, "answers": GIVEN}, after=1)

    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {"ticket"}
    assert app.send({"ticket": ticket, "answers": GIVEN}, after=5).status_code == 201


def test_under_pressure_the_app_works_or_its_user_copies_a_word(app: App) -> None:
    fill(8)
    form = app.form()
    assert form["challenge"]["required"] is True
    ticket = form["challenge"]["ticket"]

    asked = app.send({"ticket": ticket, "answers": GIVEN})
    assert set(asked.json()["errors"]) == {"proof", "word"}
    challenge = Challenge.from_dict(form["challenge"]["altcha"])
    solution = solve_challenge(challenge)
    assert solution
    proof = Payload(challenge, solution).to_base64()
    assert app.send({"ticket": ticket, "answers": GIVEN, "proof": proof}).json()["to_be_checked"] is False

    other = app.form()["challenge"]
    by_hand = app.send({"ticket": other["ticket"], "answers": GIVEN, "word": other["word"]})
    assert by_hand.status_code == 201
    assert by_hand.json()["to_be_checked"] is True


def test_other_origins_may_send(app: App) -> None:
    preflight = app.client.options(FORM)

    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in preflight.headers["Access-Control-Allow-Headers"]
    answer = app.answer()
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 415),
        ("{", 400),
        ("[]", 400),
        ("null", 400),
        ('{"ticket": 1, "answers": {}}', 400),
        ('{"ticket": "x", "answers": []}', 400),
        ('{"ticket": "x", "answers": {"message": {"a": 1}}}', 400),
        ('{"ticket": "x", "answers": {"audience": ["citizen", "operator"], "consent": [true, null]}}', 400),
        ('{"answers": {"message": "\\u0000"}, "more": 1}', 400),
        ('{"answers": {"message": "\\ud800"}}', 400),
        (b"\xff\xfe", 400),
        ("[" * 5000, 400),
        ('{"answers": {"message": "' + "a" * 70_000 + '"}}', 413),
    ],
)
def test_nothing_that_is_sent_breaks_it(body: Any, status: int, app: App) -> None:
    answer = app.send(body)

    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_other_formats_and_methods_are_refused_in_words(app: App) -> None:
    assert app.send("a=b", content_type="application/x-www-form-urlencoded").status_code == 415
    refused = app.client.put(FORM, "{}", content_type="application/json")
    assert refused.status_code == 405
    assert refused.headers["Allow"] == "GET, HEAD, POST, OPTIONS"


def test_a_draft_a_private_page_and_an_unknown_one_are_at_no_address(app: App, page: ContactPage) -> None:
    from wagtail.models import PageViewRestriction

    assert app.client.get("/api/v1/forms/rien/").status_code == 404
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert app.client.get(FORM).status_code == 404
    restriction.delete()
    page.unpublish()
    assert app.client.get(FORM).status_code == 404
    assert app.send({"ticket": "x", "answers": GIVEN}).status_code == 404
