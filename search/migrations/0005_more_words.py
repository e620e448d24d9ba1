"""Starting words written since: a site that has its own keeps them, and gets those that it says nothing of."""

import tomllib
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).parents[1] / "data" / "words.toml"


def terms_of(text):
    return {term.strip().lower() for term in text.split(",")}


def load(apps, schema_editor):
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    synonym, word = apps.get_model("search", "Synonym"), apps.get_model("search", "LexiconWord")
    known = {term for terms in synonym.objects.values_list("terms", flat=True) for term in terms_of(terms)}
    synonym.objects.bulk_create(
        synonym(
            terms=row["terms"],
            mode_id=row.get("mode"),
            beneficiary_id=row.get("beneficiary"),
            benefit=row.get("benefit", ""),
            funder=row.get("funder", ""),
            territory_id=row.get("territory"),
        )
        for row in data["synonyms"]
        if known.isdisjoint(terms_of(row["terms"]))
    )
    known = set(word.objects.values_list("word", flat=True))
    weak = dict.fromkeys(data["weak"].split(), True)
    words = dict.fromkeys(data["lexicon"].split(), False) | weak
    word.objects.bulk_create(word(word=each, is_weak=is_weak) for each, is_weak in words.items() if each not in known)


class Migration(migrations.Migration):
    dependencies = [("search", "0004_index_upkeep")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
