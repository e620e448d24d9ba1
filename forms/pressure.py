"""How much is being sent, by everyone and from one address: what is asked of the next one depends on it."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from secrets import token_bytes

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone

from api import paris
from forms.submissions import KEPT_ATTEMPTS, Attempt, DailySalt

HOUR, MOMENT = timedelta(hours=1), timedelta(minutes=10)
# Refusals are a sign of machines: a person meets one or two.
REFUSED_PER_ADDRESS, REFUSED_IN_ALL = 5, 40
# Beyond this many times the first limit nothing more is taken from an address for now: told, with what was written.
CEILING = 20
IPV6_SUBSCRIBER = 64


@dataclass(frozen=True, slots=True)
class Pressure:
    """Of the last hour from one address, of the last ten minutes from everywhere."""

    stored_here: int
    refused_here: int
    stored_in_all: int
    refused_in_all: int

    @property
    def from_here(self) -> bool:
        """Whether this address sends more than a person does."""
        return self.stored_here >= settings.FORM_MESSAGES_PER_ADDRESS or self.refused_here >= REFUSED_PER_ADDRESS

    @property
    def from_everywhere(self) -> bool:
        """Whether more comes in than on an ordinary day."""
        return self.stored_in_all >= settings.FORM_MESSAGES_IN_ALL or self.refused_in_all >= REFUSED_IN_ALL

    @property
    def rises(self) -> bool:
        """Whether a proof is asked of the next one."""
        return self.from_here or self.from_everywhere

    @property
    def is_too_much(self) -> bool:
        """Whether this address must wait, proof or not."""
        return self.stored_here >= CEILING * settings.FORM_MESSAGES_PER_ADDRESS


def measure(address_hash: str) -> Pressure:
    """The pressure now, in one query."""
    now = timezone.now()
    stored, refused = Q(outcome=Attempt.Outcome.STORED), Q(outcome=Attempt.Outcome.REFUSED)
    here, recent = Q(address_hash=address_hash), Q(at__gte=now - MOMENT)
    return Pressure(
        **Attempt.objects.filter(at__gte=now - HOUR).aggregate(
            stored_here=Count("pk", filter=here & stored),
            refused_here=Count("pk", filter=here & refused),
            stored_in_all=Count("pk", filter=recent & stored),
            refused_in_all=Count("pk", filter=recent & refused),
        )
    )


def record(address_hash: str, outcome: Attempt.Outcome) -> None:
    """One form sent."""
    Attempt.objects.create(address_hash=address_hash, outcome=outcome)


def forget(now: datetime) -> None:
    """What is older than a day: the attempts, then what their addresses were hashed with."""
    Attempt.objects.filter(at__lt=now - KEPT_ATTEMPTS).delete()
    DailySalt.objects.filter(day__lt=paris.today()).delete()


def hash_of(request: HttpRequest) -> str:
    """Who sends, for today only: the address itself is written nowhere."""
    salt, _created = DailySalt.objects.get_or_create(day=paris.today(), defaults={"salt": token_bytes(32)})
    return blake2b(_subscriber(request).encode(), key=bytes(salt.salt), digest_size=16).hexdigest()


def _subscriber(request: HttpRequest) -> str:
    """The address, or for IPv6 the network of one subscriber, who has billions of addresses."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        # The last one is what our own proxy saw; those before are whatever the visitor wrote.
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rpartition(",")[2].strip()
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, IPV6_SUBSCRIBER), strict=False))
    return str(parsed)
