"""An aid, and where it is, as search engines read it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from editorial import menu
from editorial.structured_data import Thing, breadcrumb_list, stated
from search import addresses

PUBLIC_FUNDERS = {"local_authority", "national"}
# Money that one gets; a loan is paid back, a tax is left out, a service isn't money.
GRANTS = {"grant", "allowance", "discount"}


def structured_data(aid: Mapping[str, Any], url: str) -> Thing:
    """A service of a public body (or of an employer, an operator), and the grant it comes down to."""
    public = aid["funder"]["type"] in PUBLIC_FUNDERS
    provider = {"@type": "GovernmentOrganization" if public else "Organization", "name": aid["funder"]["name"]}
    return stated(
        {
            "@type": "GovernmentService" if public else "Service",
            "name": aid["title"],
            "description": aid["summary"],
            "url": url,
            "inLanguage": aid["meta"]["locale"],
            "serviceType": aid["benefit"]["label"] if aid["benefit"] else aid["kind"]["label"],
            "provider": provider,
            "areaServed": [
                {"@type": "AdministrativeArea", "name": territory["name"]}
                for territory in aid["territories"]["include"]
            ],
            "audience": [{"@type": "Audience", "audienceType": entry["label"]} for entry in aid["beneficiaries"]],
            "availableChannel": _channel(aid["subscription_url"]),
            "serviceOutput": _grant(aid, provider),
        }
    )


def way_to(request: HttpRequest, language: str, *places: tuple[str, str]) -> Thing:
    """The way from the home page, by the search, to what is below it."""
    frame = menu.frame(request, language)
    start = [
        (frame.name, request.build_absolute_uri(frame.home_url)),
        (_("Trouver une aide"), addresses.search_url(language, request=request) or ""),
    ]
    return breadcrumb_list([*start, *places])


def _channel(subscription_url: str) -> Thing | None:
    """Where one applies."""
    return {"@type": "ServiceChannel", "serviceUrl": subscription_url} if subscription_url else None


def _grant(aid: Mapping[str, Any], provider: Thing) -> Thing | None:
    """The money, when it is some and its amount is known."""
    amount = aid["amount"]
    known = {"minValue": _number(amount["min"]), "maxValue": _number(amount["max"])}
    if not aid["benefit"] or aid["benefit"]["code"] not in GRANTS or not any(known.values()):
        return None
    money = stated({"@type": "MonetaryAmount", "currency": amount["currency"], **known})
    return {"@type": "MonetaryGrant", "name": aid["title"], "funder": provider, "amount": money}


def _number(euros: str | None) -> float | None:
    return float(euros) if euros else None
