"""What anyone may see of Wagtail's content. There is nobody signed in: a restriction of any kind is a closed door."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import CollectionViewRestriction, Page, Site
from wagtail.query import PageQuerySet


def public_pages(request: HttpRequest) -> PageQuerySet:
    """Published pages of the site that was asked, in all its languages, none that is private or below a private one."""
    below: Q = Q(pk__in=())
    for root in roots(request).values():
        below |= Q(url_path__startswith=root)
    return Page.objects.live().public().filter(below).select_related("locale", "content_type")


def roots(request: HttpRequest) -> dict[str, str]:
    """The tree's path of the site's home page in each language: `{"fr": "/accueil/", "en": "/home-en/"}`."""
    site = Site.find_for_request(request)
    found = Site.get_site_root_paths() if site else []
    return {root.language_code: root.root_path for root in found if root.site_id == site.pk}


def outside_private_collections(items: QuerySet[Any]) -> QuerySet[Any]:
    """Images or documents but those of a private collection, or of one inside it."""
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        items = items.exclude(collection__path__startswith=path)
    return items
