"""One rebuild at a time, whatever machine it runs on; one that was killed stands in nobody's way for long."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from search.indexing.models import IndexUpkeep

# A living rebuild renews its lease with every few hundred documents.
LEASE_SECONDS = 15.0


class BusyError(Exception):
    """Somebody else is rebuilding the index."""


class LostLeaseError(Exception):
    """This rebuild slept for so long that it was taken for dead, and its index may be gone."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to make an index that nobody searches yet."""

    holder: str
    building: str

    def renew(self, done: int) -> None:
        """Still alive, and this far."""
        mine = IndexUpkeep.objects.filter(pk=1, holder=self.holder)
        if not mine.update(renewed_at=timezone.now(), done=done):
            raise LostLeaseError(self.building)

    def release(self) -> None:
        """Over, well or badly."""
        IndexUpkeep.objects.filter(pk=1, holder=self.holder).update(holder="", building="", because="")


def upkeep() -> IndexUpkeep:
    """The row."""
    row, _ = IndexUpkeep.objects.get_or_create(pk=1)
    return row


def take(building: str, *, because: str, total: int) -> Lease:
    """Take the lease for an index about to be made; `BusyError` while somebody's is alive."""
    upkeep()
    now = timezone.now()
    holder = get_random_string(32)
    free = IndexUpkeep.objects.filter(Q(holder="") | Q(renewed_at__lt=_dead_before()), pk=1)
    # One conditional statement: of two that come at once, the database lets one through.
    if not free.update(
        holder=holder, building=building, because=because, started_at=now, renewed_at=now, done=0, total=total
    ):
        raise BusyError
    return Lease(holder, building)


def leased() -> str:
    """The index that a living rebuild is filling; empty if there is none."""
    alive = IndexUpkeep.objects.filter(pk=1, renewed_at__gte=_dead_before()).exclude(holder="")
    return alive.values_list("building", flat=True).first() or ""


def _dead_before() -> datetime:
    return timezone.now() - timedelta(seconds=LEASE_SECONDS)
