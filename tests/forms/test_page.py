"""The contact page: what a person reads, sends and is told."""

import pytest
from django.utils import translation
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from forms.choices import Status
from forms.models import ContactPage, FormField, FormSubmission, Mail
from tests.forms.conftest import ANSWERS, CONTACT, Reading, Writer, reference_in

pytestmark = pytest.mark.django_db


def test_the_form_asks_the_seven_questions_of_the_original(writer: Writer) -> None:
    reading = writer.open()

    assert [field["name"] for field in reading.soup.select(".contact-form [id^=id_][name]")] == [
        "audience", "audience", "audience", "audience", "last_name", "first_name", "email", "postcode", "message",
        "consent",
    ]  # fmt: skip
    assert "Un citoyen, une citoyenne" in reading.words


def test_it_needs_no_cookie_and_no_cache_keeps_it(writer: Writer) -> None:
    response = writer.open().response

    assert not response.cookies
    assert response.headers["Cache-Control"] == "private, no-cache"


def test_a_message_is_kept_with_its_questions_and_answered_by_a_redirect(writer: Writer) -> None:
    sent = writer.write()

    submission = FormSubmission.objects.get()
    assert sent.status == 302
    assert submission.reference == reference_in(sent)
    assert submission.answer("message") == ANSWERS["message"]
    assert submission.sender == "Camille Martin"
    assert submission.answers[0] == {"label": "Vous êtes", "role": "audience", "value": "Un citoyen, une citoyenne"}
    assert (submission.audience, submission.status, submission.quarantined) == ("citizen", Status.NEW, False)
    assert {mail.kind for mail in Mail.objects.all()} == {"acknowledgement", "notice"}


def test_the_thanks_say_the_reference_and_are_reached_by_reading(writer: Writer) -> None:
    sent = writer.write()

    thanks = Reading(writer.client.get(sent.response.headers["Location"]))

    assert thanks.status == 200
    assert "Votre message est bien arrivé" in thanks.words
    assert reference_in(sent) in thanks.words
    assert not thanks.soup.select(".contact-form")


@pytest.mark.parametrize("reference", ["<script>", "abc", "A" * 9, "ABCD234\0"])
def test_a_reference_that_is_none_shows_the_form(reference: str, writer: Writer) -> None:
    reading = Reading(writer.client.get(CONTACT, {"recu": reference}))

    assert reading.status == 200
    assert reading.soup.select(".contact-form")


def test_errors_are_told_together_linked_to_their_fields_and_nothing_typed_is_lost(writer: Writer) -> None:
    reading = writer.write(email="camille@", postcode="3100", consent=None, message="Un mot & <b>deux</b>")

    assert FormSubmission.objects.count() == 0
    summary = reading.soup.select_one(".error-summary")
    assert summary is not None
    assert summary["role"] == "alert"
    targets = [link["href"].removeprefix("#") for link in summary.select("a")]
    assert targets == ["id_email", "id_postcode", "id_consent"]
    for target in targets:
        field = reading.soup.find(id=target)
        assert field["aria-invalid"] == "true"
        described = field["aria-describedby"].split()
        assert f"{target}_error" in described
        assert all(reading.soup.find(id=one) for one in described)
    assert reading.soup.find(id="id_message").get_text().strip() == "Un mot & <b>deux</b>"
    assert reading.soup.find(id="id_email")["value"] == "camille@"
    assert reading.soup.title.get_text(strip=True).startswith("Erreur")


def test_each_way_to_be_wrong_is_said_in_words_that_help(writer: Writer) -> None:
    said = writer.write(**dict.fromkeys(ANSWERS)).soup.select(".field-error")

    assert [one.get_text(strip=True) for one in said] == [
        "Indiquez qui vous êtes.",
        "Indiquez votre nom.",
        "Indiquez votre prénom.",
        "Indiquez votre adresse e-mail.",
        "Indiquez votre code postal.",
        "Écrivez votre message.",
        "Cochez cette case : sans votre accord, nous ne pouvons pas lire votre message.",
    ]


def test_a_person_who_corrects_an_error_at_once_is_not_taken_for_a_machine(writer: Writer) -> None:
    wrong = writer.write(postcode="x")

    assert writer.send(wrong, after=1, postcode="31000").status == 302


def test_fields_say_what_browsers_may_fill_in(writer: Writer) -> None:
    soup = writer.open().soup

    told = {name: soup.find(id=f"id_{name}").get("autocomplete") for name in ("last_name", "first_name", "email")}
    assert told == {"last_name": "family-name", "first_name": "given-name", "email": "email"}
    assert soup.find(id="id_postcode")["autocomplete"] == "postal-code"
    assert soup.find(id="id_postcode")["inputmode"] == "numeric"


def test_the_team_lays_out_the_form(writer: Writer, page: ContactPage) -> None:
    fields = list(page.form_fields.all())
    fields[4].required = False
    fields.append(
        FormField(field_type="dropdown", label="Sujet", choices="Vélo\nBus", locale=page.locale, sort_order=7)
    )
    page.form_fields = fields
    page.save_revision().publish()

    sent = writer.write(postcode="", sujet="Bus")

    assert sent.status == 302
    assert FormSubmission.objects.get().answers[-1] == {"label": "Sujet", "role": "", "value": "Bus"}
    assert writer.write(sujet="Avion").soup.select("#id_sujet_error")


def test_the_english_page_speaks_english_and_routes_the_same(writer: Writer) -> None:
    with translation.override("en"):
        reading = writer.open("/en/contact/")
        sent = writer.send(reading, "/en/contact/", audience="operator")

    assert sent.status == 302
    submission = FormSubmission.objects.get()
    assert (submission.language, submission.audience, submission.form_title) == ("en", "operator", "Write to us")


def test_what_nobody_types_is_left_out_or_refused(writer: Writer) -> None:
    assert writer.write(message="a\0b").soup.select("#id_message_error")
    assert writer.write(last_name="Mar\x1btin", message="un\ndeux\tÉ 🚲").status == 302
    submission = FormSubmission.objects.get()
    assert submission.answer("last_name") == "Martin"
    assert submission.answer("message") == "un\ndeux\tÉ 🚲"


@pytest.mark.parametrize("value", ["a" * 6000, "\ud800", "‮", "<script>alert(1)</script>", "' OR 1=1 --"])
def test_hostile_answers_break_nothing(value: str, writer: Writer) -> None:
    text = value.encode("utf-8", "surrogatepass")
    for name in (*ANSWERS, "form_ticket", "form_proof", "form_word", "form_website"):
        reading = writer.send(writer.open(), **{name: text})
        assert reading.status < 500
        assert not reading.soup.select("script:not([src], [type='application/ld+json'])")


def test_a_draft_page_takes_nothing(writer: Writer, page: ContactPage) -> None:
    reading = writer.open()
    page.unpublish()

    assert writer.send(reading).status == 404
    assert FormSubmission.objects.count() == 0


def test_deleting_the_page_keeps_its_messages(writer: Writer, page: ContactPage) -> None:
    writer.write()

    page.delete()

    submission = FormSubmission.objects.get()
    assert (submission.page, submission.form_title) == (None, "Nous écrire")
    assert submission.answer("message") == ANSWERS["message"]


@pytest.mark.parametrize("mode", ["form", "landing"])
def test_the_team_sees_both_states_before_publishing(mode: str, page: ContactPage) -> None:
    with translation.override("fr"):
        response = page.make_preview_request(preview_mode=mode)

    assert response.status_code == 200


def test_other_languages_begin_in_french_until_somebody_writes_them(page: ContactPage) -> None:
    from forms.starts import lay_out

    Locale.objects.create(language_code="de") if not Locale.objects.filter(language_code="de").exists() else None
    other = ContactPage(title="Kontakt", slug="kontakt")

    lay_out(other, "de")

    assert other.form_fields.all()[0].label == "Vous êtes"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_page_is_translated_field_by_field_and_keeps_its_roles(page: ContactPage) -> None:
    english = ContactPage.objects.get(locale__language_code="en")
    locale = english.locale
    english.delete()
    source, _created = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale)
    for segment in StringSegment.objects.filter(source=source):
        StringTranslation.objects.create(
            translation_of=segment.string, locale=locale, context=segment.context, data=f"EN {segment.string.data}"
        )

    translation.save_target(publish=True)

    copy = ContactPage.objects.get(locale=locale)
    assert copy.live
    assert [field.label for field in copy.form_fields.all()][:2] == ["EN Vous êtes", "EN Nom"]
    assert [field.clean_name for field in copy.form_fields.all()] == list(ANSWERS)
