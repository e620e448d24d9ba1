"""The demonstration catalogue says what its facts say, and nothing else."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from aids import cleaning
from home.demo.catalogue import rows
from home.demo.facts import bike_facts, other_facts, written

Row = dict[str, Any]
TEXTS = ("title", "summary", "description", "amount_text", "conditions", "payment", "additional_info")
# Exact ends that the facts tell in words; the rest of those that are over end with the period they were read in.
TOLD_ENDS = {
    "national-bonus-ecologique-deux-roues": "2024-12-02",
    "national-prime-a-la-conversion": "2024-12-02",
    "national-aide-permis-apprentis": "2026-02-11",
    "national-mayotte-billet-chido": "2025-01-30",
    "national-indemnite-carburant-2023": "2023-02-28",
    "national-prime-covoiturage-quotidien": "2025-10-23",
    "national-advenir-flottes": "2023-01-01",
    "idf-retrofit-particuliers": "2025-03-10",
    "paris-scooter-electrique": "2022-10-15",
    "ajaccio-bourse-permis": "2024-01-09",
    "martinique-reseau-centre-gratuit": "2021-02-28",
    # Read as open, and limited to what is paid until that day.
    "national-credit-impot-borne": "2025-12-31",
}


@pytest.fixture(scope="module")
def catalogue() -> list[Row]:
    return rows()


@pytest.fixture(scope="module")
def french_rows(catalogue: list[Row]) -> dict[str, Row]:
    return {row["external_id"]: row for row in catalogue if row["locale"] == "fr"}


def _plain(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ")


def test_every_fact_is_an_aid(french_rows: dict[str, Row]) -> None:
    assert len(bike_facts()) == 339
    assert len(other_facts()) == 130
    assert set(french_rows) == {fact["external_id"] for fact in bike_facts() + other_facts()}


def test_some_aids_are_in_english_too(catalogue: list[Row], french_rows: dict[str, Row]) -> None:
    english = [row for row in catalogue if row["locale"] == "en"]
    assert len(english) >= 10
    for row in english:
        original = french_rows[row["external_id"]]
        facts = set(row) - {*TEXTS, "validity_duration", "locale"}
        assert {name: row[name] for name in facts} == {name: original[name] for name in facts}
        assert all(row[name] != original[name] for name in ("title", "summary", "description", "additional_info"))


def test_a_title_is_unique_for_its_funder(catalogue: list[Row]) -> None:
    titles = Counter((row["funder"]["name"], row["locale"], row["title"]) for row in catalogue)
    assert [title for title, times in titles.items() if times > 1] == []


def test_a_funder_is_the_same_in_all_of_its_aids(catalogue: list[Row]) -> None:
    seen: dict[str, dict[str, Any]] = {}
    for row in catalogue:
        assert seen.setdefault(row["funder"]["name"], row["funder"]) == row["funder"]
        assert row["funder"]["type"] in {"local_authority", "operator", "employer", "national"}


def test_one_place_has_no_two_spellings_of_one_funder(catalogue: list[Row]) -> None:
    """Métropole Grand Lyon and Métropole de Lyon are one: a SIREN has one name."""
    names: dict[str, set[str]] = {}
    for row in catalogue:
        if row["funder"]["siren"]:
            names.setdefault(row["funder"]["siren"], set()).add(row["funder"]["name"])
    assert {siren: found for siren, found in names.items() if len(found) > 1} == {}


@pytest.mark.parametrize("fact", bike_facts(), ids=lambda fact: fact["external_id"])
def test_a_bike_aid_tells_its_amount_and_its_end_as_they_are(fact: Row, french_rows: dict[str, Row]) -> None:
    row = french_rows[fact["external_id"]]
    amount = fact["amount_max_eur"]
    assert row["amount_max"] == (None if amount is None else str(amount))
    assert row["closes_on"] == fact["closes_on"]
    assert row["modes"] == ["bike"]
    # Pierre-Bénite, now a part of Oullins-Pierre-Bénite, is the one place that changed since.
    today = ["commune-69149" if place == "commune-69152" else place for place in fact["include"]]
    assert (row["include"], row["exclude"], row["within"]) == (today, fact["exclude"], fact["within"])
    if amount is None:
        assert "à demander" in row["amount_text"]
        assert not re.search(r"\d+ €", _plain(row["summary"] + row["description"]))
        return
    said = f"{amount:,} €".replace(",", " ")
    for text in (row["amount_text"], row["summary"], row["description"]):
        assert set(re.findall(r"\d[\d ]*€", _plain(text))) <= {said}
    assert said in _plain(row["summary"])
    assert row["amount_min"] == (row["amount_max"] if fact["amount_is_fixed"] else None)
    assert _plain(row["amount_text"]) == (said if fact["amount_is_fixed"] else f"Jusqu’à {said}")


@pytest.mark.parametrize("fact", other_facts(), ids=lambda fact: fact["external_id"])
def test_another_aid_keeps_its_facts(fact: Row, french_rows: dict[str, Row]) -> None:
    row = french_rows[fact["external_id"]]
    for name in ("kind", "exclude", "within", "modes", "beneficiaries", "benefit", "amount_period", "proofs"):
        assert row[name] == fact[name]
    for name in ("amount_min", "amount_max", "amount_percent"):
        assert (row[name] and Decimal(row[name])) == (None if fact[name] is None else Decimal(str(fact[name])))
    assert row["closes_on"] == TOLD_ENDS.get(fact["external_id"])
    assert (fact["state"] == "closed") <= (row["closes_on"] is not None)
    assert ("pas pu confirmer" in row["additional_info"]) is (fact["state"] == "unknown")


@pytest.mark.parametrize("fact", other_facts(), ids=lambda fact: fact["external_id"])
def test_another_aid_invents_no_amount(fact: Row, french_rows: dict[str, Row]) -> None:
    """Every sum in the words is one of the facts: an amount, or a figure of a condition or a note."""
    row = french_rows[fact["external_id"]]
    known = {fact["amount_min"], fact["amount_max"], fact["amount_percent"]} - {None}
    in_words = " ".join([fact["name"], *fact["conditions"], fact["note"]])
    figures = {float(found) for found in _figures(in_words)} | {float(amount) for amount in known}
    said = _figures(_plain(" ".join(row[name] for name in ("title", "summary", "amount_text", "description"))))
    assert {float(figure) for figure in said} - figures - {float(fact["as_of"][:4]) if fact["as_of"] else 0} == set()


def _figures(text: str) -> set[Decimal]:
    found = re.findall(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?", text)
    return {Decimal(re.sub(r"[ \u00a0\u202f]", "", figure).replace(",", ".")) for figure in found}


def test_texts_are_clean_short_and_marked_as_demonstration(catalogue: list[Row]) -> None:
    for row in catalogue:
        assert len(row["summary"]) <= 300
        assert len(row["title"]) <= 120
        assert all(row[name] for name in TEXTS)
        assert all(cleaning.rich_text(row[name]).count("<li>") == row[name].count("<li>") for name in TEXTS)
        last = re.findall(r"<p>(.*?)</p>", row["additional_info"])[-1]
        assert last.startswith("Fiche de démonstration" if row["locale"] == "fr" else "Demonstration record")
        assert row.get("verified_at") is None


def test_texts_read_as_french(french_rows: dict[str, Row]) -> None:
    wrong = re.compile(r"\b(?:de les|à les|de Le|à Le|d’un un)\b|\bde [AEÉÈIÎOŒUaeéèiîoœu]|  |\{|\}|None|'| ’")
    for row in french_rows.values():
        texts = " ".join(_plain(row[name]).replace("  ", " ").strip() for name in ("title", "summary", "amount_text"))
        assert not wrong.search(texts), texts


def test_what_ended_is_told_in_the_past_and_not_to_be_asked_for(french_rows: dict[str, Row]) -> None:
    ended = [row for row in french_rows.values() if row["closes_on"] and row["closes_on"] < "2026-11-23"]
    assert len(ended) == 59 + len(TOLD_ENDS)
    for row in ended:
        assert row["subscription_url"] == ""
        assert "terminée" in row["payment"] or "C’était" in row["payment"]


def test_an_aid_of_a_zone_is_told_to_apply_there(french_rows: dict[str, Row]) -> None:
    assert french_rows["tisseo-tarification-solidaire"]["include"] == ["zone-tisseo"]
    assert french_rows["tisseo-tarification-solidaire"]["funder"]["territory"] == "zone-tisseo"
    for slug, zone in written("zones").items():
        facts = [fact for fact in other_facts() if set(fact["include"]) == set(zone["include"])]
        assert [french_rows[fact["external_id"]]["include"] for fact in facts] == [[f"zone-{slug}"]]


def test_dates_are_days(catalogue: list[Row]) -> None:
    for row in catalogue:
        if row["closes_on"]:
            assert date.fromisoformat(row["closes_on"])
