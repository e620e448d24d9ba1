"""An aid as search engines read it: schema.org, in JSON-LD."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.utils.safestring import SafeString, mark_safe

PUBLIC_FUNDERS = {"local_authority", "national"}
# What could end the <script> element, or begin a comment in it.
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def structured_data(aid: Mapping[str, Any], url: str) -> SafeString:
    """JSON to put into `<script type="application/ld+json">`: a block of data, which no browser runs."""
    public = aid["funder"]["type"] in PUBLIC_FUNDERS
    data = {
        "@context": "https://schema.org",
        "@type": "GovernmentService" if public else "Service",
        "name": aid["title"],
        "description": aid["summary"],
        "url": url,
        "inLanguage": aid["meta"]["locale"],
        "serviceType": aid["benefit"]["label"] if aid["benefit"] else aid["kind"]["label"],
        "provider": {
            "@type": "GovernmentOrganization" if public else "Organization",
            "name": aid["funder"]["name"],
        },
        "areaServed": [
            {"@type": "AdministrativeArea", "name": territory["name"]} for territory in aid["territories"]["include"]
        ],
        "audience": [{"@type": "Audience", "audienceType": entry["label"]} for entry in aid["beneficiaries"]],
    }
    json = orjson.dumps({name: value for name, value in data.items() if value}).decode()
    return mark_safe(json.translate(ESCAPES))  # noqa: S308 - nothing is left that HTML could read
