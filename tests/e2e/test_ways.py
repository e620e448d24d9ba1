"""From a place to an aid: with the keyboard alone, and without JavaScript."""

import re
from typing import Any

from playwright.sync_api import expect


def test_the_place_field_suggests_and_is_used_by_keyboard(open_page: Any) -> None:
    page = open_page("/fr/")
    field = page.get_by_role("combobox", name="Votre commune ou votre code postal")

    field.focus()
    field.press_sequentially("toulou")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Toulouse (31)")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    field.press("Enter")
    expect(field).to_have_value("Toulouse (31)")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("Enter")

    expect(page).to_have_url(re.compile(r"/fr/aides/\?territory=commune-31555$"))


def test_escape_closes_the_suggestions_and_keeps_the_text(open_page: Any) -> None:
    page = open_page("/fr/aides/")
    field = page.get_by_role("combobox", name="Là où j’habite")

    field.press_sequentially("toulou")
    expect(page.get_by_role("listbox", name="Là où j’habite")).to_be_visible()
    field.press("Escape")

    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_value("toulou")


def test_a_place_is_chosen_with_the_mouse(open_page: Any) -> None:
    page = open_page("/fr/aides/prime-velo/")
    page.get_by_role("combobox").press_sequentially("paris")

    page.get_by_role("option", name="Paris (75)").click()
    page.get_by_role("button", name="Vérifier").click()

    expect(page.locator("#pour-moi")).to_contain_text("Non, cette aide ne s’applique pas à Paris (75).")


def test_without_javascript_the_whole_way(open_page: Any) -> None:
    page = open_page("/fr/", width=320, javascript=False)

    page.get_by_label("Votre commune ou votre code postal").fill("saint-denis")
    page.get_by_role("button", name="Voir les aides").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quel lieu ?")
    page.get_by_role("link", name="Saint-Denis (93)").click()
    page.get_by_role("button", name="Filtres").click()
    page.get_by_role("checkbox", name="Covoiturage").check()
    page.get_by_role("button", name="Appliquer").click()
    page.get_by_role("link", name="Aide nationale").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Aide nationale")
    expect(page.locator("#pour-moi")).to_contain_text("Oui, cette aide s’applique à Saint-Denis (93).")


def test_the_keyboard_alone_reaches_the_content(open_page: Any) -> None:
    page = open_page("/fr/aides/")

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_role("combobox", name="Là où j’habite")).to_be_focused()


def test_a_question_once_asked_is_changed_over_the_page_of_a_phone(open_page: Any) -> None:
    page = open_page("/fr/aides/?territory=commune-31555&search=v%C3%A9lo", width=320, javascript=False)
    words = page.get_by_label("Ce que je cherche")
    expect(words).to_be_hidden()

    page.get_by_role("button", name="Modifier la recherche").click()
    words.fill("voiture")
    page.get_by_role("button", name="Rechercher").click()

    expect(page).to_have_url(re.compile(r"search=voiture"))
    expect(page.get_by_role("button", name="Modifier la recherche")).to_contain_text("voiture · Toulouse (31)")


def test_nothing_hides_where_the_keyboard_is(open_page: Any) -> None:
    page = open_page("/fr/aides/?territory=commune-31555", width=320)
    question = page.get_by_role("button", name="Modifier la recherche")

    question.press("Enter")
    expect(page.get_by_role("button", name="Rechercher")).to_be_visible()
    page.get_by_text("Je travaille ailleurs").focus()
    page.keyboard.press("Tab")

    expect(page.get_by_role("button", name="Filtres")).to_be_focused()
    expect(page.get_by_role("button", name="Rechercher")).to_be_hidden()
