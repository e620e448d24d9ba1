"""Writing to the team, as everybody does: with a keyboard alone, without JavaScript, on a small telephone."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from forms.models import Attempt, FormSubmission
from forms.tickets import QUICKEST_SECONDS
from tests.e2e.looking import look_at

CONTACT = "/fr/contact/"
PATIENCE_MS = QUICKEST_SECONDS * 1000 + 1500


@pytest.fixture(autouse=True)
def _no_messages(served: str) -> None:
    """The site is the same for all tests: nobody has written before."""
    FormSubmission.objects.all().delete()
    Attempt.objects.all().delete()


def fill(page: Page) -> None:
    page.get_by_label("Un citoyen, une citoyenne").check()
    page.get_by_label("Nom", exact=True).fill("Martin")
    page.get_by_label("Prénom").fill("Camille")
    page.get_by_label("Adresse e-mail").fill("camille@exemple.fr")
    page.get_by_label("Code postal").fill("31000")
    page.get_by_label("Votre message").fill("Bonjour, une aide manque dans ma commune.")
    page.get_by_label("J’accepte").check()


def send(page: Page) -> None:
    page.wait_for_timeout(PATIENCE_MS)
    page.get_by_role("button", name="Envoyer le message").click()


def test_with_the_keyboard_alone(open_page: Any) -> None:
    page = open_page(CONTACT)
    page.get_by_label("Un citoyen, une citoyenne").focus()
    keys = page.keyboard
    keys.press("Space")
    for typed in ("Martin", "Camille", "camille@exemple.fr", "31000", "Bonjour, une question."):
        keys.press("Tab")
        keys.type(typed)
    keys.press("Tab")
    keys.press("Space")
    page.wait_for_timeout(PATIENCE_MS)
    while page.evaluate("document.activeElement.type") != "submit":
        keys.press("Tab")
    keys.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Votre message est bien arrivé")
    assert FormSubmission.objects.get().sender == "Camille Martin"


@pytest.mark.parametrize("width", [320, 1280])
def test_without_javascript(width: int, open_page: Any) -> None:
    page = open_page(CONTACT, width=width, javascript=False)
    fill(page)
    send(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Votre message est bien arrivé")
    assert page.context.cookies() == []


def test_errors_take_the_focus_and_lead_to_their_fields(open_page: Any) -> None:
    page = open_page(CONTACT, width=320)
    page.get_by_label("Nom", exact=True).fill("Martin")
    page.get_by_role("button", name="Envoyer le message").click()

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(6)
    summary.get_by_role("link", name="Écrivez votre message.").press("Enter")
    expect(page.get_by_role("textbox", name="Votre message")).to_be_focused()
    expect(page.get_by_label("Nom", exact=True)).to_have_value("Martin")


def test_errors_and_thanks_in_every_look(open_page: Any) -> None:
    page = open_page(CONTACT, reduced_motion="reduce")
    page.get_by_role("button", name="Envoyer le message").click()
    expect(page.get_by_role("alert")).to_be_focused()
    errors = look_at(page, "contact errors")
    page.goto(page.url.split("?")[0] + "?recu=ABCD2345")

    assert (errors, look_at(page, "contact thanks")) == ({}, {})


def test_under_pressure_the_browser_works_by_itself(open_page: Any) -> None:
    Attempt.objects.bulk_create(Attempt(address_hash="x", outcome="stored") for _number in range(8))
    page = open_page(CONTACT)
    fill(page)
    send(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Votre message est bien arrivé", timeout=30_000)
    assert FormSubmission.objects.get().quarantined is False


def test_under_pressure_without_javascript_a_word_is_copied(open_page: Any) -> None:
    Attempt.objects.bulk_create(Attempt(address_hash="x", outcome="stored") for _number in range(8))
    page = open_page(CONTACT, javascript=False, width=320)
    fill(page)
    page.get_by_label("Recopiez ce mot").fill(page.locator("label[for=word] strong").inner_text())
    send(page)

    expect(page.get_by_text("Une personne de l’équipe le lira")).to_be_visible()
    assert FormSubmission.objects.get().quarantined is True
