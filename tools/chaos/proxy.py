"""Stands before a search server and makes it ill at will: refusing, silent, slow, or talking nonsense."""

import socket
import threading
from contextlib import suppress

BUFFER = 65_536
SLOW_SECONDS = 10.0
JSON = b"application/json"
BODIES = {
    "html": (b"text/html", b"<!doctype html><title>Welcome to nginx!</title>"),
    "empty-object": (JSON, b"{}"),
    "another-shape": (JSON, b'{"hits": {"total": 3, "hits": [{}]}, "timed_out": false, "_shards": {}}'),
}
# Well in all else.
SEARCHES = {
    "finding-nothing": b'{"timed_out": false, "_shards": {"failed": 0}, "hits": {"total": {"value": 0}, "hits": []}}',
    "failed-shards": b'{"timed_out": false, "_shards": {"failed": 1}, "hits": {"total": {"value": 0}, "hits": []}}',
}


class Proxy:
    """Listens on loopback; `behaviour` may change at any moment, for connections that are open too."""

    def __init__(self, port: int) -> None:
        self.target = ("127.0.0.1", port)
        self.behaviour = "well"
        self._changed = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def behave(self, behaviour: str) -> None:
        """From now on. Who was kept waiting by the last behaviour is let go."""
        self.behaviour = behaviour
        self._changed.set()
        self._changed = threading.Event()

    def _listen(self) -> None:
        while True:
            client, _ = self._listener.accept()
            threading.Thread(target=self._serve, args=[client], daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError), client, socket.create_connection(self.target) as server:
            threading.Thread(target=self._pour, args=[server, client], daemon=True).start()
            while request := client.recv(BUFFER):
                if not self._may_pass(client, request):
                    return
                server.sendall(request)

    def _may_pass(self, client: socket.socket, request: bytes) -> bool:
        """Whether a request goes on to the server; if not, its client was told what it is told."""
        behaviour = self.behaviour
        if behaviour == "well":
            return True
        if behaviour in SEARCHES:
            if b"/_search" not in request.partition(b"\r\n")[0]:
                return True
            client.sendall(answer(b"200 OK", JSON, SEARCHES[behaviour]))
        if behaviour == "slow":
            self._changed.wait(SLOW_SECONDS)
            return True
        if behaviour == "silent":
            self._changed.wait()
        elif behaviour == "unavailable":
            client.sendall(answer(b"503 Service Unavailable", JSON, b'{"status": 503}'))
        elif behaviour == "truncated":
            client.sendall(answer(b"200 OK", *BODIES["another-shape"])[:-40])
        elif behaviour in BODIES:
            client.sendall(answer(b"200 OK", *BODIES[behaviour]))
        return False

    @staticmethod
    def _pour(server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while answer := server.recv(BUFFER):
                client.sendall(answer)
        with suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)


def answer(status: bytes, content_type: bytes, body: bytes) -> bytes:
    """A whole answer in HTTP."""
    head = (b"HTTP/1.1 " + status, b"X-Elastic-Product: Elasticsearch", b"Content-Type: " + content_type)
    return b"\r\n".join((*head, b"Content-Length: %d" % len(body), b"", body))
