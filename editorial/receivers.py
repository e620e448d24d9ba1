"""What the team changes of the site itself moves the catalogue's version, by which addresses and menus are remembered;
and has the worker prepare images.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.images.models import Image
from wagtail.models import Locale, Page, PageViewRestriction, ReferenceIndex, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from api import versions
from editorial.models import AccessibilityAudit, SiteIdentity, SiteTexts
from editorial.tasks import prepare_again, prepare_images


@receiver((page_published, page_unpublished, page_slug_changed, post_page_move))
@receiver(post_delete, sender=Page)
@receiver((post_save, post_delete), sender=PageViewRestriction)
@receiver((post_save, post_delete), sender=Locale)
@receiver((post_save, post_delete), sender=Site)
@receiver((post_save, post_delete), sender=SiteTexts)
@receiver((post_save, post_delete), sender=SiteIdentity)
@receiver((post_save, post_delete), sender=AccessibilityAudit)
def on_site_changed(**kwargs: Any) -> None:
    """Every aid's address begins with a page's, and every page shows the menu."""
    versions.bump()


@receiver(page_published)
def on_page_published(instance: Page, **kwargs: Any) -> None:
    """Its images are wanted in the sizes and formats of browsers."""
    prepare_images.enqueue(instance.pk)


@receiver(post_save, sender=SiteIdentity)
def on_identity_saved(instance: SiteIdentity, **kwargs: Any) -> None:
    """Every page shows the logo."""
    if instance.logo_id:
        prepare_again.enqueue(instance.logo_id)


@receiver(post_save, sender=Image)
def on_image_saved(instance: Image, created: bool, **kwargs: Any) -> None:
    """Another file, another focal point: what was made of it for pages is made anew."""
    if not created and ReferenceIndex.get_references_to(instance).exists():
        prepare_again.enqueue(instance.pk)
