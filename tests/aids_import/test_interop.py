"""FabMob's reference schema, both ways."""

import csv
import io
import json
from pathlib import Path

import pytest

from aids import exporting, interop
from aids.interop import BadRecord, Place, Reference, from_row, to_row
from aids.models import Aid
from funders.models import Funder
from tests.aids_import.files import Imported
from tests.factories import AidFactory, FunderFactory

EXAMPLES = Path(__file__).parent / "data" / "fabmob.csv"  # FabMob's own example rows, Licence Ouverte 2.0
PLACES = {
    "11": [Place("region-11", "Île-de-France"), Place("departement-11", "Aude")],
    "1": [Place("departement-01", "Ain"), Place("region-01", "Guadeloupe")],
    "1053": [Place("commune-01053", "Bourg-en-Bresse")],
    "2A": [Place("departement-2A", "Corse-du-Sud")],
    "50602": [Place("commune-50129", "Tourlaville")],
}
NAMES = {place.id: place.name for places in PLACES.values() for place in places} | {
    "epci-243300316": "Bordeaux Métropole"
}
KNOWN = Reference(
    places=lambda code: PLACES.get(code, []),
    name_of=NAMES.__getitem__,
    modes={"bike": "Vélo", "public_transport": "Transports en commun"},
    proofs={"identity": "Pièce d’identité", "bank_details": "Relevé d’identité bancaire (RIB)"},
)


def record(**changes: str) -> dict[str, str]:
    return {
        **dict.fromkeys(exporting.FABMOB_COLUMNS, ""),
        "id": "42",
        "nom": "Prime",
        "territoire": "Île-de-France",
        "territoire_insee": "11",
        "type_financeur": "Aide de mon territoire",
        "financeur": "Île-de-France Mobilités",
        "mode_transport": '["Vélo"]',
        **changes,
    }


@pytest.mark.django_db
def test_the_five_example_rows_go_in_and_come_out_the_same(tmp_path: Path) -> None:
    path = tmp_path / "exemples.csv"
    path.write_bytes(EXAMPLES.read_bytes())
    imported = Imported(path, "--format", "fabmob")
    assert imported.succeeded
    assert "5 inchangées" in Imported(path, "--format", "fabmob").said
    out = "".join(exporting.stream("fabmob", address=lambda slug, locale: None))
    assert [_same(cells) for cells in _records(out)] == [
        _same(cells) for cells in _records(EXAMPLES.read_text("utf-8"))
    ]
    # And the words that have no column are there for people to read
    first = Aid.objects.get(external_id="1")
    assert "VAE" in first.additional_info
    assert {proof.code for proof in first.proofs.all()} >= {"identity", "bank_details", "proof_of_address"}


def _records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _same(cells: dict[str, str]) -> dict[str, object]:
    """Without the white space around a cell; arrays by what they hold."""
    return {
        name: json.loads(cell) if cell.startswith("[") else cell.replace("\\n", "\n").strip()
        for name, cell in cells.items()
    }


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("11", "Île-de-France", "region-11"),
        ("11", "Région Ile de France.", "region-11"),
        ("11", "Département de l'Aude", "departement-11"),
        ("1", "Ain", "departement-01"),
        ("1", "GUADELOUPE", "region-01"),
        ("1053", "Ville de Bourg-en-Bresse", "commune-01053"),
        ("2A", "Corse du Sud", "departement-2A"),
        ("50602", "Tourlaville", "commune-50129"),
        ("", "France", "pays-FR"),
    ],
)
def test_the_name_decides_between_territories_of_one_code(code: str, name: str, expected: str) -> None:
    assert to_row(record(territoire_insee=code, territoire=name), KNOWN)["include"] == [expected]


@pytest.mark.parametrize(("code", "name"), [("11", "Hérault"), ("99", "Nulle part"), ("1053", "Oyonnax"), ("11", "")])
def test_a_name_that_no_territory_of_the_code_has_is_a_bad_row(code: str, name: str) -> None:
    with pytest.raises(BadRecord) as bad:
        to_row(record(territoire_insee=code, territoire=name), KNOWN)
    assert bad.value.column == "include"


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ('["Vélo", "VAE"]', ["bike"]),
        ("['Vélo', 'VAE', 'Vélo Cargo', 'Vélo adapté]", ["bike"]),
        ("Transports en commun|Vélo", ["public_transport", "bike"]),
        ('["Soucoupe", "Vélo"]', ["bike"]),
    ],
)
def test_modes_as_the_schema_and_its_example_write_them(written: str, codes: list[str]) -> None:
    assert to_row(record(mode_transport=written), KNOWN)["modes"] == codes


@pytest.mark.parametrize("written", ["", '["Soucoupe"]'])
def test_a_row_without_a_known_mode_is_bad(written: str) -> None:
    with pytest.raises(BadRecord, match="Vélo"):
        to_row(record(mode_transport=written), KNOWN)


@pytest.mark.parametrize(
    "changes",
    [
        {"montant_minimum": "100"},
        {"montant_minimum": "100 € sous conditions"},
        {"montant": "Jusqu’à 500 €\\n\\n- neuf\\n- d’occasion"},
        {"montant": "x " * 800},
        {"lien_souscription": "App IDFM"},
        {"lien_souscription": "https://exemple.fr/"},
        {"source": "un dépliant"},
        {"duree_validite": "12 mois"},
        {"description": "Long. " * 80},
        {"description": "Deux\\nlignes < trois & quatre"},
        {"justificatifs": '["Une pièce d’identité", "Le livret de famille de l’aïeul"]'},
        {"info": "Bon à savoir :\\n- un\\n- deux\\n\\nFin"},
        {"contact": "https://exemple.fr/?a=1&b=2"},
        {"territoire": "Île-de-France|Corse-du-Sud", "territoire_insee": "11|2A"},
        {"info": "Bus.\\n\\nType de financeur : opérateur de mobilité"},
        {"info": "Sauf.\\n\\nTerritoires exclus : Bordeaux Métropole (epci-243300316)"},
    ],
)
def test_nothing_is_lost_on_the_way_in_and_back(changes: dict[str, str]) -> None:
    stated = record(**changes)
    row = to_row(stated, KNOWN)
    kept = {"id": 1, "exclude": [], "within": [], **row}
    for name in ("description", "conditions", "payment", "additional_info", "contact"):
        kept[name] = interop.cleaning.rich_text(row[name])
    assert {name: _same({name: cell}) for name, cell in from_row(kept, KNOWN).items()} == {
        name: _same({name: cell}) for name, cell in stated.items()
    }


def test_a_proof_added_by_hand_joins_the_sentences() -> None:
    row = to_row(record(justificatifs='["Une copie du passeport"]'), KNOWN)
    row |= {"id": 1, "exclude": [], "within": [], "proofs": [*row["proofs"], "bank_details"]}
    assert json.loads(from_row(row, KNOWN)["justificatifs"]) == [
        "Une copie du passeport", "Relevé d’identité bancaire (RIB)",
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_bad_record_names_the_column_in_both_formats(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, exporting.FABMOB_COLUMNS)
        writer.writeheader()
        writer.writerow(record(date_fin_validite="bientôt"))
    imported = Imported(path, "--format", "fabmob")
    assert imported.report[0].startswith("ligne 2 : closes_on (date_fin_validite) : ")


@pytest.mark.django_db
def test_an_operator_stays_one_on_the_way_out_and_in(tmp_path: Path) -> None:
    # Given an operator's aid of a territory, and a town's that is called national
    AidFactory(title="Bus", funder=FunderFactory(name="Tisséo", type="operator"))
    AidFactory(title="Prime", kind="national", funder=FunderFactory(name="Dijon", type="local_authority"))
    path = tmp_path / "export.csv"
    path.write_text(
        "".join(exporting.stream("fabmob", address=lambda slug, locale: None)), encoding="utf-8", newline=""
    )
    Aid.objects.all().delete()
    # When what went out comes in
    assert Imported(path, "--format", "fabmob").succeeded
    # Then both funders are the known ones
    assert {aid.title: aid.funder.type for aid in Aid.objects.select_related("funder")} == {
        "Bus": "operator", "Prime": "local_authority",
    }  # fmt: skip
    assert Funder.objects.count() == 2
