"""A page with planted faults: the judges must find each of them, or their silence on ours means nothing."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pages import lighthouse, nu

HEAVY = b"/* " + b"lourd " * 40_000 + b"*/"
PAGE = f"""<!DOCTYPE html>
<html lang="fr">
  <head>
    <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Fautes</title>
  </head>
  <body>
    <h1 id="deux">Fautes</h1>
    <p id="deux">Un identifiant donné deux fois, une image sans texte, un texte illisible.</p>
    <img src="/trait.svg"><p style="color:#ddd">Gris sur blanc.</p>
    <script src="/lourd.js"></script>
    {"".join(f'<img alt="" src="/{number}.svg">' for number in range(16))}
  </body>
</html>""".encode()
# What must be found, each in some line that the judges say.
EXPECTED = ["Duplicate ID", "alt", "accessibility is", "KB is", "requests is", "KB of JavaScript is"]


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body, kind = PAGE, "text/html; charset=utf-8"
        if self.path.endswith(".js"):
            body, kind = HEAVY, "text/javascript"
        elif self.path.endswith(".svg"):
            body, kind = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', "image/svg+xml"
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def _served() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def missed() -> list[str]:
    """The planted faults that neither judge found."""
    with _served() as address:
        said = "\n".join([*nu.faults(address, ["/"]), *lighthouse.faults(address, ["/"], runs=1)])
    return [f"a planted fault was not found: {fault}" for fault in EXPECTED if fault not in said]
