"""What apps are given changes with the files, the collections and the redirects of the team: so does the catalogue's
version, on which their validators depend. Pages move it on by themselves (editorial.receivers).
"""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction

from api import versions

CHANGED = (post_save, post_delete)


@receiver(CHANGED, sender=get_image_model())
@receiver(CHANGED, sender=get_document_model())
@receiver(m2m_changed, sender=get_image_model().tags.through)
@receiver(CHANGED, sender=Redirect)
@receiver(CHANGED, sender=Collection)
@receiver(CHANGED, sender=CollectionViewRestriction)
def on_content_changed(**kwargs: Any) -> None:
    """An image was replaced, a collection became private…"""
    versions.bump()
