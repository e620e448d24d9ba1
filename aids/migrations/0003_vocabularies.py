"""The starting vocabularies: reference data, there without demo content. What the team changed since is kept."""

import json
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).parents[1] / "data" / "vocabularies.json"
LANGUAGES = ("fr", "en")
MODELS = {
    "modes": ("Mode", "ModeLabel"),
    "beneficiaries": ("Beneficiary", "BeneficiaryLabel"),
    "proofs": ("Proof", "ProofLabel"),
}


def load(apps, schema_editor):
    vocabularies = json.loads(DATA.read_text(encoding="utf-8"))
    for name, (model_name, label_model_name) in MODELS.items():
        model = apps.get_model("aids", model_name)
        label_model = apps.get_model("aids", label_model_name)
        for place, item in enumerate(vocabularies[name], start=1):
            icon = {"icon": item["icon"]} if "icon" in item else {}
            entry, _created = model.objects.get_or_create(
                code=item["code"], defaults={"sort_order": place * 10, **icon}
            )
            for language in LANGUAGES:
                label_model.objects.get_or_create(
                    entry=entry, language=language, defaults={"label": item[language]}
                )


class Migration(migrations.Migration):
    dependencies = [("aids", "0002_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
