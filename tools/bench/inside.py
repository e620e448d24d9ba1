"""What the bench asks of the project itself, told as one line of JSON: `inside.py places | queries | bodies`.

DATABASE_URL says of which catalogue.
"""

import json
import os
import random
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mcm_site.settings.loopback")
django.setup()

from bench.measures import SEARCHES, api  # noqa: E402
from django.db import connection  # noqa: E402 - Django must be set up first
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from api import paris  # noqa: E402
from search.engines.elasticsearch.asking import body  # noqa: E402
from search.grammar import parse  # noqa: E402
from search.known import known  # noqa: E402
from search.service import question_of, understood_of  # noqa: E402
from territories import division  # noqa: E402
from territories.models import Territory  # noqa: E402

BODIES = 2_000
LARGE, SMALL = "region-76", "commune-31555"


def places() -> dict[str, list[str]]:
    """Ids and names of all communes, and by commune what holds it."""
    rows = list(Territory.objects.filter(kind="commune", is_former=False).order_by("id").values_list("id", "name"))
    return {"ids": [row[0] for row in rows], "names": [row[1] for row in rows]}


def queries() -> dict[str, int]:
    """How many queries an answer takes, by what is asked: the same for one aid and for a hundred."""
    client = Client(headers={"host": "127.0.0.1"})
    asked = {
        **{f"list of {limit}": api("aids", territory=LARGE, limit=str(limit)) for limit in (1, 20, 100)},
        "text and facets": api("aids", territory=LARGE, search="vélo", facets="*"),
        "suggestions": api("territories", search="toulou"),
        "page of 20": f"/fr/aides/?territory={LARGE}",
        "page of less": f"/fr/aides/?territory={SMALL}&mode=walking&search=cargo",
    }
    counts = {}
    for address in ("/fr/aides/", api("aids", search="vélo"), api("territories", search="toulouse")):
        client.get(address)
    for name, address in asked.items():
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        # Once a second, each process reads the catalogue's version, whatever is asked.
        counts[name] = sum("api_catalogue" not in query["sql"] for query in captured)
    return counts


def bodies() -> dict[str, list[str]]:
    """What our engine asks Elasticsearch for the same questions."""
    chance, found = random.Random(2), {}  # noqa: S311 - the same questions each time
    communes = {"ids": places()["ids"]}
    for measure in SEARCHES:
        paths = measure.paths(chance, communes)[:BODIES]
        found[measure.name] = [_body(path) for path in paths]
    return found


def _body(path: str) -> str:
    query = parse(parse_qs(urlsplit(path).query), known(), on_day=paris.today())
    return body(question_of(query, understood_of(query)[0])).decode()


def holders() -> dict[str, list[str]]:
    """Of some communes, the territories that hold them, as the SQL asked directly gets them."""
    chance = random.Random(2)  # noqa: S311 - the same places each time
    current = division.current()
    return {place: sorted(current.place(place).ancestors) for place in chance.sample(places()["ids"], BODIES)}


if __name__ == "__main__":
    told: dict[str, Callable[[], Any]] = {"places": places, "queries": queries, "bodies": bodies, "holders": holders}
    print(json.dumps(told[sys.argv[1]]()))
