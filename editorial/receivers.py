"""What the team changes of the site itself moves the catalogue's version: addresses and menu are remembered by it."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from api import versions


@receiver((page_published, page_unpublished, page_slug_changed, post_page_move))
@receiver(post_delete, sender=Page)
@receiver((post_save, post_delete), sender=PageViewRestriction)
@receiver((post_save, post_delete), sender=Locale)
@receiver((post_save, post_delete), sender=Site)
def on_site_changed(**kwargs: Any) -> None:
    """Every aid's address begins with a page's, and every page shows the menu."""
    versions.bump()
