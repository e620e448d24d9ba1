"""The starting synonyms and lexicon: reference data, there without demo content. The team edits them afterwards."""

import tomllib
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).parents[1] / "data" / "words.toml"


def load(apps, schema_editor):
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    apps.get_model("search", "Synonym").objects.bulk_create(
        apps.get_model("search", "Synonym")(
            terms=row["terms"],
            mode_id=row.get("mode"),
            beneficiary_id=row.get("beneficiary"),
            benefit=row.get("benefit", ""),
            funder=row.get("funder", ""),
            territory_id=row.get("territory"),
        )
        for row in data["synonyms"]
    )
    weak = dict.fromkeys(data["weak"].split(), True)
    words = dict.fromkeys(data["lexicon"].split(), False) | weak
    apps.get_model("search", "LexiconWord").objects.bulk_create(
        apps.get_model("search", "LexiconWord")(word=word, is_weak=is_weak) for word, is_weak in words.items()
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial"), ("aids", "0003_vocabularies")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
