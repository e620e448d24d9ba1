"""What a publication changes of messages already there."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from forms import retention
from forms.models import ContactPage


@receiver(page_published, sender=ContactPage)
def on_page_published(instance: ContactPage, **kwargs: Any) -> None:
    """A shorter retention holds for every message of the form."""
    retention.follow(instance.submissions.all(), instance.retention_months)
