"""What an answer refers to (pages, images, documents, aids), fetched once for the whole answer.

While items are made, a reference is only noted. When the answer is written out, all that was noted is fetched in a
number of queries that doesn't depend on how many there are; what the public may not see becomes null, and a link to it
a text without a link.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from html import escape
from typing import Any, NamedTuple

import orjson
from django.utils.functional import Promise
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.rich_text.rewriters import FIND_A_TAG, FIND_EMBED_TAG, extract_attrs

from aids.models import Aid
from api.endpoints import Answer, Ask
from editorial.identity import PLACEHOLDER, filled
from editorial.settings import SiteIdentity
from home.api import media
from home.api.visibility import outside_private_collections, public_pages
from search import addresses

WRITTEN = orjson.OPT_UTC_Z | orjson.OPT_OMIT_MICROSECONDS


class Reference(NamedTuple):
    """Something named by its id. A page with a language is meant in that language, where it is published in it."""

    kind: str
    key: int | str
    language: str = ""


class Html(NamedTuple):
    """A rich text as it is stored: links to pages and documents are ids."""

    source: str
    language: str


class References:
    """What one answer refers to."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.noted: set[Reference] = set()

    def to(self, kind: str, key: Any, language: str = "") -> Reference | None:
        """Note a reference; nothing refers to nothing."""
        if key in {None, ""}:
            return None
        reference = Reference(kind, key, language)
        self.noted.add(reference)
        return reference

    def html(self, source: str, language: str) -> Html:
        """Note what a rich text refers to."""
        for tag in (FIND_A_TAG, FIND_EMBED_TAG):
            for attributes in map(extract_attrs, tag.findall(source)):
                self._in_tag(attributes, language)
        return Html(source, language)

    def written(self, content: object) -> Answer:
        """The answer, with what it refers to in its place."""
        return Answer(orjson.dumps(content, default=self._resolved, option=WRITTEN))

    def page(self, page: Page) -> dict[str, Any]:
        """A page that is named: enough to link to it."""
        meta = {
            "type": type_of(page),
            "detail_url": self.ask.address("pages:listing") + f"{page.pk}/",
            "html_url": self.html_url(page),
            "locale": page.locale.language_code,
        }
        return {"id": page.pk, "meta": meta, "title": page.title}

    def html_url(self, page: Page) -> str | None:
        """Where people read it."""
        parts = page.get_url_parts(self.ask.request)
        return self.ask.host + parts[2] if parts else None

    def _in_tag(self, attributes: dict[str, str], language: str = "") -> Reference | None:
        """What a tag of a rich text refers to."""
        key = attributes.get("id", "")
        kind = attributes.get("linktype") or attributes.get("embedtype")
        if kind not in {"page", "document", "image"} or not (key.isascii() and key.isdigit()):
            return None
        return self.to(kind, int(key), language if kind == "page" else "")

    def _resolved(self, value: object) -> Any:
        match value:
            case Html():
                return self._html(value)
            case Reference():
                return self._found[value]
            case Promise():
                return str(value)
        return str(value)

    @cached_property
    def _found(self) -> dict[Reference, Any]:
        """All that was noted, as it is shown; null for what may not be."""
        readers: dict[str, Callable[[Iterable[Reference]], dict[Reference, Any]]] = {
            "page": self._pages,
            "path": self._pages_by_path,
            "image": self._images,
            "document": self._documents,
            "aid": self._aids,
        }
        found: dict[Reference, Any] = dict.fromkeys(self.noted)
        for kind, reader in readers.items():
            if asked := [reference for reference in self.noted if reference.kind == kind]:
                found |= reader(asked)
        return found

    def _pages(self, asked: Iterable[Reference]) -> dict[Reference, Any]:
        named = dict(
            Page.objects.filter(pk__in={reference.key for reference in asked}).values_list("pk", "translation_key")
        )
        public = list(public_pages(self.ask.request).filter(translation_key__in=set(named.values())))
        by_id = {page.pk: page for page in public}
        by_language = {(page.translation_key, page.locale.language_code): page for page in public}
        return {
            reference: self.page(page)
            for reference in asked
            if (page := by_language.get((named.get(reference.key), reference.language)) or by_id.get(reference.key))
        }

    def _pages_by_path(self, asked: Iterable[Reference]) -> dict[Reference, Any]:
        paths = {reference.key: reference for reference in asked}
        return {paths[page.path]: self.page(page) for page in public_pages(self.ask.request).filter(path__in=paths)}

    def _images(self, asked: Iterable[Reference]) -> dict[Reference, Any]:
        images = outside_private_collections(get_image_model().objects.filter(pk__in=_keys(asked)))
        shown = media.images(images, self.ask)
        return {Reference("image", item["id"]): item for item in shown}

    def _documents(self, asked: Iterable[Reference]) -> dict[Reference, Any]:
        documents = outside_private_collections(get_document_model().objects.filter(pk__in=_keys(asked)))
        return {Reference("document", item["id"]): item for item in media.documents(documents, self.ask)}

    def _aids(self, asked: Iterable[Reference]) -> dict[Reference, Any]:
        aids = Aid.objects.visible().filter(pk__in=_keys(asked)).select_related("locale")
        return {Reference("aid", aid.pk): self._aid(aid) for aid in aids}

    def _aid(self, aid: Aid) -> dict[str, Any]:
        language = aid.locale.language_code
        meta = {
            "type": "aids.Aid",
            "detail_url": self.ask.address("aids:listing") + f"{aid.pk}/",
            "html_url": addresses.aid_url(aid.slug, language, request=self.ask.request),
            "locale": language,
        }
        return {"id": aid.pk, "meta": meta, "title": aid.title}

    def _html(self, html: Html) -> str:
        """With addresses in the place of ids."""

        def link(tag: Any) -> str:
            attributes = extract_attrs(tag.group(1))
            if "linktype" not in attributes:
                return str(tag.group(0))
            target = self._found.get(self._in_tag(attributes, html.language) or Reference("", 0))
            url = target and (target["meta"].get("html_url") or target["meta"].get("download_url"))
            return f'<a href="{escape(url)}">' if url else "<a>"

        def embed(tag: Any) -> str:
            """An image; a player of somebody else's is a link to it, that only a click follows."""
            attributes = extract_attrs(tag.group(1))
            if attributes.get("embedtype") == "media":
                url = escape(attributes.get("url", ""))
                return f'<a href="{url}">{url}</a>'
            image = self._found.get(self._in_tag(attributes) or Reference("", 0))
            if image is None:
                return ""
            source, alt = escape(image["meta"]["download_url"]), escape(attributes.get("alt", ""))
            return f'<img src="{source}" alt="{alt}" width="{image["width"]}" height="{image["height"]}">'

        shown = FIND_EMBED_TAG.sub(embed, FIND_A_TAG.sub(link, html.source))
        return filled(shown, self._identity) if PLACEHOLDER.search(shown) else shown

    @cached_property
    def _identity(self) -> SiteIdentity:
        """Who publishes the site, which legal texts name by placeholders."""
        return SiteIdentity.for_request(self.ask.request)


def type_of(page: Page) -> str:
    """`home.ContentPage`."""
    model = page.specific_class or type(page)
    return f"{model._meta.app_label}.{model.__name__}"


def _keys(asked: Iterable[Reference]) -> set[int | str]:
    return {reference.key for reference in asked}
