"""`make pages`: what judges the public pages from outside, on a served site with the demonstration content.

    tools/pages/check.py [--address http://127.0.0.1:8000] [--only nu|lighthouse] [--runs 3]

The Nu HTML checker reads every page of the sitemap (some of each kind where there are hundreds) and the states that no
sitemap names: errors, no result, a choice of places. Lighthouse visits one page of each kind on its phone, through a
server that compresses as a production front does; the figures are the medians of the runs. Before that, both must find
what is wrong with a page of planted faults. Exit 1 when a page has an
error or misses a figure. Needs Node.js, Java and Chromium; `npm ci` in this folder brings the two judges.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pages import lighthouse, nu, planted
from pages.compressing import compressing
from wait_for_page import shows_aids
from with_postgresql import free_port

ROOT = Path(__file__).resolve().parents[2]
READY = "/fr/aides/?territory=commune-31555"
LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
# Of a sitemap's hundreds of aids, these many are read.
SOME = 12
# What no sitemap names.
STATES = [
    READY,
    "/fr/aides/?search=v%C3%A9lo+cargo&mode=bike&status=all",
    "/fr/aides/?search=xyzzy",
    "/fr/aides/?place=Saint-Denis",
    "/fr/aides/?mode=licorne&page=z",
    "/en/aids/?territory=commune-31555&search=bike",
    "/fr/nulle-part/",
    "/api/v1/docs/",
]


@contextmanager
def served() -> Iterator[str]:
    """`make serve` with the demonstration content in a database of its own; its address."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="mcm-pages-") as folder:
        environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "DEMO": "1",
            "PORT": str(port),
            "LOG_LEVEL": "WARNING",
        }
        site = subprocess.Popen(["make", "serve"], cwd=ROOT, env=environment, start_new_session=True)  # noqa: S607 - make, wherever it is
        try:
            address = f"http://127.0.0.1:{port}"
            for _second in range(240):
                if shows_aids(address + READY):
                    break
                time.sleep(1)
            else:
                raise SystemExit("The site did not start.")
            yield address
        finally:
            os.killpg(site.pid, signal.SIGTERM)
            site.wait(30)


def locations(address: str) -> list[str]:
    """The `<loc>` of a sitemap or of an index of sitemaps."""
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - an address of this machine
        return [element.text or "" for element in ElementTree.fromstring(answer.read()).iter(LOCATION)]  # noqa: S314 - our own site


def public_paths(address: str) -> list[str]:
    """Every page of the sitemap, some of each of its parts, and the states that it doesn't name."""
    paths: dict[str, None] = {}
    for part in locations(address + "/sitemap.xml"):
        found = [path_of(location) for location in locations(address + path_of(part))]
        spread = found if len(found) <= 3 * SOME else found[:: len(found) // SOME]
        paths |= dict.fromkeys(spread)
    return [*paths, *STATES]


def path_of(location: str) -> str:
    """The sitemap gives addresses of the site's own host, which here is another port."""
    return "/" + location.split("/", 3)[3]


def kinds(address: str) -> list[str]:
    """One page of each type, as the site's own API tells them, with a list of results and an aid."""
    with urllib.request.urlopen(address + "/api/v1/pages/?locale=fr&limit=100", timeout=60) as answer:  # noqa: S310 - an address of this machine
        pages = json.load(answer)["items"]
    one_each = {page["meta"]["type"]: path_of(page["meta"]["html_url"]) for page in reversed(pages)}
    with urllib.request.urlopen(address + "/api/v1/aids/?limit=1", timeout=60) as answer:  # noqa: S310 - an address of this machine
        aid = json.load(answer)["items"][0]
    return [*one_each.values(), READY, path_of(aid["meta"]["html_url"])]


def main() -> int:
    """Serve, ask both judges, print what they found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address", help="A site that already runs.")
    parser.add_argument("--only", choices=["nu", "lighthouse"])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    if faults := planted.missed():
        raise SystemExit("\n".join(faults))
    with nullcontext(options.address) if options.address else served() as address:
        paths = public_paths(address)
        faults = []
        if options.only != "lighthouse":
            faults += nu.faults(address, paths)
            print(f"Nu HTML checker: {len(paths)} pages, {len(faults)} errors")
        if options.only != "nu":
            with compressing(address) as front:
                faults += lighthouse.faults(front, kinds(address), runs=options.runs)
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
