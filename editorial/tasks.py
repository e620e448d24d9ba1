"""After a publication, in the worker: what a reader shouldn't wait for."""

import logging

from django_tasks import task
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from editorial.images import prepare

logger = logging.getLogger(__name__)


@task()
def prepare_images(page_id: int) -> None:
    """Make the renditions of all images of a page. One that can't be read is told, and doesn't stop the others."""
    page = Page.objects.filter(pk=page_id).first()
    if page is None:
        return
    # Wagtail writes what a page refers to in a task too, which may come later.
    ReferenceIndex.create_or_update_for_object(page.specific)
    model = get_image_model()
    references = ReferenceIndex.get_references_for_object(page.specific).filter(
        to_content_type__app_label=model._meta.app_label, to_content_type__model=model._meta.model_name
    )
    for image in model.objects.filter(pk__in={reference.to_object_id for reference in references}):
        try:
            prepare(image)
        except (OSError, ValueError):
            logger.exception("Image %s could not be prepared for page %s", image.pk, page_id)


@task()
def prepare_again(image_id: int) -> None:
    """An image of which renditions were made got another file or another focal point."""
    if image := get_image_model().objects.filter(pk=image_id).first():
        prepare(image)
