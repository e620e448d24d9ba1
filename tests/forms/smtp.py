"""A mail server on loopback, as helpful or as unhelpful as a test needs."""

import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ssl
    from email.message import Message


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mail, and keeps it. Its manners can be changed while it runs.

    `refuse`: the reply to an address, by its beginning ("451 later"). `silent_at`: a command it never answers
    ("connect", "DATA", "." for the end of the content). `slow`: seconds before each answer. `drop_at`: hangs up there.
    `tls`: its certificate, shown when the client says STARTTLS, or at once if `implicit`. `login`: the reply to a
    password.
    """

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 100

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.kept: list[Message] = []
        self.refuse: dict[str, str] = {}
        self.silent_at = self.drop_at = ""
        self.slow = 0.0
        self.tls: ssl.SSLContext | None = None
        self.implicit = False
        self.login = ""
        self.secured = 0
        self.connections = 0
        self.on_kept = lambda number: None

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def recipients(self) -> Counter[str]:
        """How many mails each address got."""
        return Counter(str(message["X-To"]) for message in self.kept)

    def ids(self) -> Counter[str]:
        """How often each mail came."""
        return Counter(str(message["Message-ID"]) for message in self.kept)


class Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        with suppress(OSError):  # a client that doesn't trust us hangs up
            self.converse()
        self.request.close()

    def secure(self) -> None:
        """From here on nobody else understands a word."""
        assert self.server.tls
        self.request = self.connection = self.server.tls.wrap_socket(self.request, server_side=True)
        self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb", buffering=0)
        self.server.secured += 1

    def converse(self) -> None:
        self.server.connections += 1
        if self.server.implicit:
            self.secure()
        if not self.say("connect", "220 loopback"):
            return
        self.to: list[str] = []
        while line := self.rfile.readline():
            command = line.decode().strip()
            verb = command.split(":")[0].split(" ")[0].upper()
            if not self.answer(verb, command):
                return

    def answer(self, verb: str, command: str) -> bool:
        if verb == "QUIT":
            self.say(verb, "221 bye")
            return False
        if verb == "RCPT":
            address = command[command.index("<") + 1 : command.index(">")]
            refusal = next((reply for start, reply in self.server.refuse.items() if address.startswith(start)), "")
            self.to = self.to if refusal else [*self.to, address]
            return self.say(verb, refusal or "250 ok")
        if verb == "EHLO":
            offered = [*(["STARTTLS"] if self.server.tls else []), *(["AUTH PLAIN"] if self.server.login else [])]
            return self.say(verb, "".join(f"250-{one}\r\n" for one in ["loopback", *offered]) + "250 HELP")
        if verb == "STARTTLS":
            self.say(verb, "220 go on")
            self.secure()
            return True
        if verb == "AUTH":
            return self.say(verb, self.server.login)
        if verb in {"MAIL", "RSET"}:
            self.to = []
        if verb != "DATA":
            return self.say(verb, "250 ok")
        return self.say(verb, "354 go on") and self.content()

    def content(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if not line:
            return False
        if self.server.drop_at == ".":
            return False
        message: Any = message_from_bytes(b"".join(lines), policy=default)
        message["X-To"] = ",".join(self.to)
        if self.server.silent_at != ".":
            self.server.kept.append(message)
            self.server.on_kept(len(self.server.kept))
        return self.say(".", "250 kept")

    def say(self, at: str, words: str) -> bool:
        if self.server.drop_at == at:
            return False
        if self.server.silent_at == at:
            # Until the client gives up.
            self.rfile.read(1)
            return False
        time.sleep(self.server.slow)
        self.wfile.write(words.encode() + b"\r\n")
        return True


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server that runs for a while."""
    server = MailServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
