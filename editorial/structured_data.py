"""What a page is, for search engines: schema.org, in JSON-LD."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from django.utils.safestring import SafeString, mark_safe

Thing = Mapping[str, Any]
# What could end the <script> element, or begin a comment in it.
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def written(thing: Thing) -> SafeString:
    """JSON to put into `<script type="application/ld+json">`: a block of data, which no browser runs."""
    json = orjson.dumps({"@context": "https://schema.org", **thing}).decode()
    return mark_safe(json.translate(ESCAPES))  # noqa: S308 - nothing is left that HTML could read


def stated(thing: Thing) -> dict[str, Any]:
    """Without what isn't known."""
    return {name: value for name, value in thing.items() if value not in (None, "", [], {})}


def breadcrumb_list(places: Iterable[tuple[str, str]]) -> Thing:
    """The way to a page, from the home page to itself: titles and absolute addresses."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": title, "item": url}
            for position, (title, url) in enumerate(places, 1)
        ],
    }


def website(*, name: str, url: str, language: str, search_url: str | None, organization: Thing) -> Thing:
    """The site, and where its search box leads."""
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{search_url}?search={{words}}"},
        "query-input": "required name=words",
    }
    site = {"@type": "WebSite", "name": name, "url": url, "inLanguage": language, "publisher": organization}
    return {**site, "potentialAction": search} if search_url else site


def faq(questions: Iterable[tuple[str, str]]) -> Thing:
    """Questions and their answers, in plain text."""
    return {
        "@type": "FAQPage",
        "mainEntity": [
            {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}
            for question, answer in questions
        ],
    }
