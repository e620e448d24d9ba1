"""An aid as the public reads it in JSON: Summary in lists, Detail alone. See API.md for the shapes.

Nothing here depends on the day, the question or the host: a Summary is stored by the search as it is. Whoever answers
adds the status, the match and the addresses. Read aids with `Aid.objects.visible().for_serializing()`.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import nh3
from django.utils import translation
from wagtail.rich_text import expand_db_html

from aids.choices import AidKind, Benefit
from aids.cleaning import ALLOWED_TAGS, LINK_SCHEMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aids.models import Aid, AidTerritory
    from aids.vocabularies import VocabularyEntry
    from funders.models import Funder

Json = dict[str, Any]


def summary(aid: "Aid", *, language: str) -> Json:
    """An item of a list: what one needs to choose."""
    with translation.override(language):
        return {
            "id": aid.pk,
            "meta": {
                "type": "aids.Aid",
                "slug": aid.slug,
                "locale": aid.locale.language_code,
                "translation_key": str(aid.translation_key),
                "first_published_at": instant(aid.first_published_at),
                "last_published_at": instant(aid.last_published_at),
            },
            "title": aid.title,
            "summary": aid.summary,
            "kind": coded(aid.kind, AidKind(aid.kind).label if aid.kind else ""),
            "funder": funder(aid.funder),
            "modes": entries(aid.modes.all(), language),
            "beneficiaries": entries(aid.beneficiaries.all(), language),
            "benefit": coded(aid.benefit, Benefit(aid.benefit).label) if aid.benefit else None,
            "amount": amount(aid),
            "territories": {
                "include": territories(aid.include.all()),
                "exclude": territories(aid.exclude.all()),
                "within": territories(aid.within.all()),
            },
            "envelope": aid.envelope,
            "opens_on": day(aid.opens_on),
            "closes_on": day(aid.closes_on),
            "verified_at": instant(aid.verified_at),
            "subscription_url": aid.subscription_url,
        }


def detail(aid: "Aid", *, published: "Iterable[Aid] | None" = None) -> Json:
    """The whole aid, in its own language. `published`: its visible versions, where those of many were read at once."""
    language = aid.locale.language_code
    if published is None:
        published = aid.get_translations(inclusive=True).visible().select_related("locale")
    return {
        **summary(aid, language=language),
        "description": rich_text(aid.description),
        "conditions": rich_text(aid.conditions),
        "payment": rich_text(aid.payment),
        "proofs": entries(aid.proofs.all(), language),
        "additional_info": rich_text(aid.additional_info),
        "contact": rich_text(aid.contact),
        "validity_duration": aid.validity_duration,
        "source_url": aid.source_url,
        "external_id": aid.external_id,
        "source": aid.source,
        "translations": [
            {"id": other.pk, "locale": other.locale.language_code, "slug": other.slug, "title": other.title}
            for other in sorted(published, key=lambda other: other.locale.language_code)
            if other.pk != aid.pk
        ],
    }


def coded(code: str, label: object) -> Json:
    """A code with its label: every code that goes out can come back in as a filter."""
    return {"code": code, "label": str(label)}


def entries(rows: "Iterable[VocabularyEntry]", language: str) -> list[Json]:
    """Entries of a vocabulary, in its own order, also for an aid that is still only in memory."""
    ordered = sorted(rows, key=lambda entry: (entry.sort_order, entry.code))
    return [coded(entry.code, entry.label(language)) for entry in ordered]


def funder(funder: "Funder") -> Json:
    """Who pays."""
    return {"id": funder.pk, "slug": funder.slug, "name": funder.name, "type": funder.type}


def amount(aid: "Aid") -> Json:
    """What is paid: the text that the reader reads, and euros as strings, since 0.10 is no binary number."""
    return {
        "text": aid.amount_text,
        "min": decimal(aid.amount_min),
        "max": decimal(aid.amount_max),
        "percent": decimal(aid.amount_percent),
        "period": aid.amount_period or None,
        "currency": "EUR",
    }


def territories(rows: "Iterable[AidTerritory]") -> list[Json]:
    """Where, in the order of the form."""
    return [
        {
            "id": row.territory_id,
            "kind": row.territory.kind,
            "code": row.territory.code,
            "name": row.territory.name,
        }
        for row in rows
    ]


def decimal(value: Decimal | None) -> str | None:
    """`500` as "500.00"."""
    return None if value is None else f"{value:.2f}"


def day(value: date | None) -> str | None:
    """A day, as "2026-12-31"."""
    return None if value is None else value.isoformat()


def instant(value: datetime | None) -> str | None:
    """An instant, in UTC: "2026-03-03T09:30:00Z"."""
    return None if value is None else value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def rich_text(html: str) -> str:
    """The editor's HTML with real links to pages and documents, and nothing in it but what the editor allows."""
    return nh3.clean(
        expand_db_html(html),
        tags=ALLOWED_TAGS,
        attributes={"a": {"href"}},
        url_schemes=LINK_SCHEMES,
        link_rel=None,
    )
