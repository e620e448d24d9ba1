"""What the machine gives without our project: PostgreSQL and Elasticsearch asked directly for the same pages.

Run by itself (`limits.py ADDRESS SECONDS`, questions on standard input), it is one client of PostgreSQL.
"""

import json
import random
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

import psycopg
from bench.load import requests_per_second
from bench.measures import MODES

CLIENTS = 2
# Java compiles what it runs often: a fresh server is several times slower.
WARM_UP_SECONDS = 15
# The territories first: the planner would begin with the mode, which an eighth of the aids have.
PAGE = """
WITH found AS MATERIALIZED (
    SELECT DISTINCT aid_id FROM aids_includedterritory WHERE territory_id = ANY(%s)
)
SELECT document.summary, count(*) OVER ()
FROM found
JOIN aids_aid aid ON aid.id = found.aid_id
JOIN search_searchdocument document ON document.aid_id = aid.id
WHERE aid.live
  AND (aid.opens_on IS NULL OR aid.opens_on <= current_date)
  AND (aid.closes_on IS NULL OR aid.closes_on >= current_date)
  AND EXISTS (
      SELECT 1 FROM aids_aid_modes link JOIN aids_mode mode ON mode.id = link.mode_id
      WHERE link.aid_id = aid.id AND mode.code = %s
  )
ORDER BY aid.last_published_at DESC, aid.id DESC
LIMIT 20
"""


def of_postgresql(database: str, holders: Mapping[str, Sequence[str]], seconds: int) -> float:
    """Pages a second: one statement each, prepared, by as many clients as there are workers."""
    chance = random.Random(2)  # noqa: S311 - the same questions each time
    questions = json.dumps([[list(places), chance.choice(MODES)] for places in holders.values()])
    command = [sys.executable, __file__, database, str(seconds)]
    clients = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
        for _ in range(CLIENTS)
    ]
    for client in clients:
        if client.stdin:
            client.stdin.write(questions)
            client.stdin.close()
    return sum(int(client.stdout.read()) for client in clients if client.stdout) / seconds


def of_elasticsearch(address: str, index: str, bodies: Sequence[str], seconds: int) -> float:
    """Pages a second: the requests that our engine would make."""
    lines = [f"/{index}/_search?request_cache=false\t{body}" for body in bodies]
    requests_per_second(address, lines, seconds=WARM_UP_SECONDS)
    return requests_per_second(address, lines, seconds=seconds)


def _client(database: str, seconds: int) -> int:
    questions, done = json.load(sys.stdin), 0
    with psycopg.connect(database, autocommit=True) as connection:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            connection.execute(PAGE, questions[done % len(questions)], prepare=True).fetchall()
            done += 1
    return done


if __name__ == "__main__":
    print(_client(sys.argv[1], int(sys.argv[2])))
