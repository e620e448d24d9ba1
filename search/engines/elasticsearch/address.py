"""Where a cluster is, read from `SEARCH_URL`: plain Python without Django, so that settings can check it at start."""

import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

SCHEMES = {"elasticsearch": False, "elasticsearch+https": True}
EXAMPLE = "elasticsearch+https://user:password@host:9200,host2:9200/prefix"
DEFAULT_PORT = 9200
DEFAULT_PREFIX = "mcm"
HOST = re.compile(r"(?P<host>\[[0-9a-fA-F:.]+\]|[\w.-]+)(?::(?P<port>\d+))?")
# As Elasticsearch wants the names of indexes, with room for what follows.
PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


class AddressError(ValueError):
    """What is wrong with an address. The message never repeats it: it may hold a password."""


@dataclass(frozen=True, slots=True)
class Address:
    """A cluster, who asks, and what the names of the site's indexes begin with."""

    hosts: tuple[tuple[str, int], ...]
    is_encrypted: bool = False
    user: str = ""
    password: str = field(default="", repr=False)
    api_key: str = field(default="", repr=False)
    # The authority's certificates, in PEM, of a cluster that signs its own.
    ca_certs: str = ""
    prefix: str = DEFAULT_PREFIX

    @property
    def alias(self) -> str:
        """The name under which the current index is asked."""
        return f"{self.prefix}-aids"


def parse(url: str) -> Address:
    """`elasticsearch://user:password@host:9200,host2:9200/prefix`, `elasticsearch+https://` for TLS, `?api_key=…`."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise AddressError(f"is not an address; use {EXAMPLE}.") from error
    if parts.scheme not in SCHEMES:
        raise AddressError(f"begins with none of {', '.join(f'{scheme}://' for scheme in SCHEMES)}.")
    credentials, _, hosts = parts.netloc.rpartition("@")
    user, _, password = credentials.partition(":")
    options = _options(parts)
    address = Address(
        hosts=tuple(_host(host) for host in hosts.split(",")),
        is_encrypted=SCHEMES[parts.scheme],
        user=unquote(user),
        password=unquote(password),
        api_key=options.get("api_key", ""),
        ca_certs=options.get("ca_certs", ""),
        prefix=parts.path.strip("/") or DEFAULT_PREFIX,
    )
    _check(address)
    return address


def _host(text: str) -> tuple[str, int]:
    found = HOST.fullmatch(text)
    port = int(found["port"] or DEFAULT_PORT) if found else 0
    if not found or not 0 < port < 65_536:
        raise AddressError(
            f"has no readable list of hosts; use {EXAMPLE} and write %2F, %3F, %23, %40 for / ? # @ in a password."
        )
    return found["host"].strip("[]"), port


def _options(parts: SplitResult) -> dict[str, str]:
    # An API key in base 64 may hold a plus sign, which isn't a space here.
    options = dict(parse_qsl(parts.query.replace("+", "%2B"), keep_blank_values=True))
    if unknown := sorted(options.keys() - {"api_key", "ca_certs"}):
        raise AddressError(f"has options that don't exist ({', '.join(unknown)}); there are api_key and ca_certs.")
    return options


def _check(address: Address) -> None:
    if not PREFIX.fullmatch(address.prefix):
        raise AddressError("has a prefix that no index may have: use small letters, digits, - and _, 100 at most.")
    if address.api_key and address.user:
        raise AddressError("has both a user and an API key: use one of them.")
    if bool(address.user) != bool(address.password):
        raise AddressError("has a user without a password, or a password without a user.")
    if address.ca_certs and not address.is_encrypted:
        raise AddressError("has ca_certs, which only elasticsearch+https:// uses.")
