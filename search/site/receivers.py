"""A page is found as it was last published, from the transaction of its publication on.

Deleted, it takes its entries along; unpublished, moved or made private, it keeps them, and readers no longer get them
(see search.site.finding).
"""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from search.site.writing import write_page


@receiver(page_published)
def on_page_published(instance: Page, **kwargs: Any) -> None:
    """Its words are written anew."""
    write_page(instance)
