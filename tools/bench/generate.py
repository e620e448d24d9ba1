"""Fills a database with aids spread as a national catalogue would be: `generate.py COUNT` (DATABASE_URL says where).

Rows are written in bulk without revisions: the bench reads, it doesn't edit.
"""

import os
import random
import sys
from datetime import UTC, date, datetime, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mcm_site.settings.loopback")
django.setup()

from django.core.management import call_command  # noqa: E402 - Django must be set up first
from django.db import transaction  # noqa: E402
from wagtail.models import Locale  # noqa: E402

from aids.models import Aid, Beneficiary, IncludedTerritory, Mode  # noqa: E402
from funders.models import Funder, FunderType  # noqa: E402
from territories.models import Territory  # noqa: E402

BATCH = 5_000
# Most aids are a town's; a person finds those of five levels at once.
SPREAD = {"commune": 60, "epci": 25, "departement": 10, "region": 4, "pays": 1}
THINGS = {
    "bike": ["vélo électrique", "vélo cargo", "vélo pliant", "vélo adapté", "vélo d’occasion", "abri à vélo"],
    "public_transport": ["abonnement de bus", "pass métro et tram", "carte de train", "titre annuel"],
    "carpooling": ["covoiturage domicile-travail", "trajets en covoiturage"],
    "car_sharing": ["adhésion à l’autopartage", "voiture partagée"],
    "car": ["permis de conduire", "boîtier bioéthanol", "conversion du véhicule", "borne de recharge"],
    "electric_two_wheels": ["scooter électrique", "trottinette électrique"],
    "shared_two_wheels": ["vélo en libre-service", "trottinette partagée"],
    "walking": ["pédibus scolaire", "chaussures de marche"],
}
ACTIONS = ["Prime pour", "Aide à l’achat :", "Réduction sur", "Remboursement de", "Coup de pouce", "Prêt pour"]
SENTENCES = [
    "La demande se fait en ligne, avant l’achat, avec un devis signé.",
    "Le montant dépend du revenu fiscal de référence du foyer.",
    "Une seule aide par personne tous les cinq ans.",
    "Le versement suit l’envoi de la facture acquittée et d’un justificatif de domicile.",
    "Les étudiants, les apprentis et les demandeurs d’emploi ont un taux majoré.",
    "Le dispositif s’arrête quand l’enveloppe annuelle est épuisée.",
    "L’achat doit être fait chez un professionnel installé dans le territoire.",
    "Le bénéficiaire s’engage à ne pas revendre le matériel pendant trois ans.",
]


def make_funders(territories: dict[str, list[Territory]]) -> list[Funder]:
    """300 local authorities, by the territories they could be."""
    chosen = [t for kind in ("region", "departement", "epci") for t in territories[kind]][:300]
    return Funder.objects.bulk_create(
        Funder(
            name=f"{t.name} ({t.id})", slug=f"bench-{t.id}".lower(), type=FunderType.LOCAL_AUTHORITY, territory_id=t.id
        )
        for t in chosen
    )


def make_aid(number: int, chance: random.Random, funders: list[Funder], locale: Locale, town: str) -> tuple[Aid, str]:
    """One aid and the code of its mode. Titles name a town, as those of towns do; some are alike but for a number."""
    mode = chance.choice(list(THINGS))
    thing = chance.choice(THINGS[mode])
    published_at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(400_000))
    text = "".join(f"<p>{sentence}</p>" for sentence in chance.sample(SENTENCES, 4))
    closes_on = date(2026, 1, 1) + timedelta(days=chance.randrange(1500)) if chance.random() < 0.3 else None
    amount = chance.choice([50, 100, 150, 200, 300, 400, 500, 1000])
    aid = Aid(
        title=f"{chance.choice(ACTIONS)} {thing} à {town} ({number % 1000})",
        slug=f"bench-{number}",
        summary=f"Jusqu’à {amount} € pour {thing}. {chance.choice(SENTENCES)}",
        description=text,
        conditions=f"<p>{chance.choice(SENTENCES)}</p>",
        funder=chance.choice(funders),
        kind="territory",
        benefit=chance.choice(["grant", "discount", "allowance", "loan"]),
        amount_text=f"Jusqu’à {amount} €",
        amount_max=amount,
        amount_period="once",
        closes_on=closes_on,
        locale=locale,
        live=True,
        first_published_at=published_at,
        last_published_at=published_at,
        source="bench",
        external_id=str(number),
    )
    return aid, mode


def generate(count: int, seed: int = 1) -> None:
    """Write `count` aids and their search documents."""
    chance = random.Random(seed)  # noqa: S311 - the same catalogue each time, not a secret
    territories = {kind: list(Territory.objects.filter(kind=kind).order_by("id")) for kind in SPREAD}
    funders, locale = make_funders(territories), Locale.get_default()
    modes = {mode.code: mode.pk for mode in Mode.objects.all()}
    beneficiaries = list(Beneficiary.objects.values_list("pk", flat=True))
    for start in range(0, count, BATCH):
        made = [
            make_aid(number, chance, funders, locale, chance.choice(territories["commune"]).name)
            for number in range(start, min(start + BATCH, count))
        ]
        with transaction.atomic():
            aids = Aid.objects.bulk_create(aid for aid, _ in made)
            Aid.modes.through.objects.bulk_create(
                Aid.modes.through(aid_id=aid.pk, mode_id=modes[mode]) for aid, (_, mode) in zip(aids, made, strict=True)
            )
            Aid.beneficiaries.through.objects.bulk_create(
                Aid.beneficiaries.through(aid_id=aid.pk, beneficiary_id=chance.choice(beneficiaries))
                for aid in aids
                if chance.random() < 0.5
            )
            IncludedTerritory.objects.bulk_create(
                IncludedTerritory(
                    aid_id=aid.pk,
                    territory=chance.choice(
                        territories[chance.choices(list(SPREAD), weights=list(SPREAD.values()))[0]]
                    ),
                )
                for aid in aids
            )
    call_command("rebuild_search_documents")


if __name__ == "__main__":
    generate(int(sys.argv[1]))
