"""A front that compresses what a page is made of, as every production front does; for measuring only."""

import gzip
import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

# Of the connection, not of the answer; or made anew here.
OWN = {"transfer-encoding", "connection", "content-length", "content-encoding", "date", "server"}
COMPRESSED = ("text/", "application/json", "application/ld+json", "image/svg")


@contextmanager
def compressing(address: str) -> Iterator[str]:
    """The address of a front to another one."""
    back = urlsplit(address)

    class Front(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            # Static files come compressed from the site itself.
            asked = {"Host": back.netloc, "Accept-Encoding": self.headers.get("Accept-Encoding", "")}
            connection = http.client.HTTPConnection(back.netloc, timeout=60)
            connection.request("GET", self.path, headers=asked)
            answer = connection.getresponse()
            body, headers = answer.read(), answer.getheaders()
            connection.close()
            encoding = answer.getheader("Content-Encoding", "")
            if not encoding and answer.getheader("Content-Type", "").startswith(COMPRESSED):
                body, encoding = gzip.compress(body), "gzip"
            self.send_response(answer.status)
            for name, value in headers:
                if name.lower() not in OWN:
                    self.send_header(name, value)
            if encoding:
                self.send_header("Content-Encoding", encoding)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the site has its own log."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Front)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
