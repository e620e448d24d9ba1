"""An aid as a person reads it: the same words on its page, in lists and in the admin's preview."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from aids import opening, vocabularies
from aids.amounts import in_figures, in_short
from aids.choices import AidKind, Envelope, Status
from aids.serializers import detail

if TYPE_CHECKING:
    from aids.models import Aid

# The colour of an aid's stops on the line. Its kind is also told in words.
LINES = {AidKind.TERRITORY: "green", AidKind.NATIONAL: "blue", AidKind.EMPLOYER: "plum"}


def aid_context(aid: "Aid", on_day: date) -> dict[str, Any]:
    """What `aids/aid_page.html` needs of the aid itself.

    Its site (addresses, the place asked, similar aids) is not known here: the preview shows the page without them.
    """
    face = detail(aid)
    status = opening.status(aid, on_day)
    return {
        "aid": face,
        "status": status,
        "state": state(status, face["opens_on"], face["closes_on"]),
        "amount": in_short(face["amount"]),
        "amount_in_figures": bool(in_figures(face["amount"])),
        "audience": ", ".join(entry["label"] for entry in face["beneficiaries"]),
        "employer": if_you_work_at(aid.kind, aid.funder.name),
        "line": line(aid.kind),
        "modes": _with_icons(face["modes"]),
        "envelope": budget(aid.envelope),
        "opens_on": day(face["opens_on"]),
        "closes_on": day(face["closes_on"]),
        "verified_on": verified_on(aid.verified_at),
    }


def _with_icons(modes: list[dict[str, Any]]) -> list[dict[str, str]]:
    icons = vocabularies.labels(get_language() or "")["icons"]
    return [{"icon": icons.get(mode["code"], mode["code"]), "label": mode["label"]} for mode in modes]


def line(kind: str) -> str:
    """The colour of a kind of aids, a modifier of CSS: `line-green`."""
    return LINES.get(AidKind(kind), "green") if kind in AidKind.values else "green"


def if_you_work_at(kind: str, funder: str) -> str:
    """An employer's aid is for its people only: said wherever the aid is."""
    return str(_("Si vous travaillez chez %(funder)s") % {"funder": funder}) if kind == AidKind.EMPLOYER else ""


def budget(envelope: str) -> str:
    """What is worth saying about the money: nothing while there is some."""
    return "" if envelope == Envelope.AVAILABLE else str(Envelope(envelope).label)


def state(status: str, opens_on: str | None, closes_on: str | None) -> str:
    """Until when, in words. Days are ISO, as the public API has them."""
    if status == Status.UPCOMING and opens_on:
        return str(_("À partir du %(day)s") % {"day": day(opens_on)})
    if status == Status.CLOSED:
        return str(_("Terminée depuis le %(day)s") % {"day": day(closes_on)} if closes_on else _("Terminée"))
    return str(_("Jusqu’au %(day)s") % {"day": day(closes_on)} if closes_on else _("Sans date de fin"))


def day(iso: str | None) -> str:
    """`2026-03-03` as "3 mars 2026"."""
    return date_format(date.fromisoformat(iso), "DATE_FORMAT") if iso else ""


def verified_on(instant: datetime | None) -> str:
    """The day, in Paris, on which a person last confirmed the aid."""
    return date_format(timezone.localtime(instant), "DATE_FORMAT") if instant else ""
