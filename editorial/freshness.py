"""Whether a translation is older than what it translates."""

from datetime import datetime
from typing import Any

from django.conf import settings
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin


def changed_original(instance: Any) -> Any | None:
    """The published version in the default language, if it was published after this translation was last written."""
    if not isinstance(instance, TranslatableMixin) or not isinstance(instance, DraftStateMixin):
        return None
    if instance.locale.language_code == settings.LANGUAGE_CODE:
        return None
    original = instance.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE, live=True).first()
    written_at = _written_at(instance)
    if original is None or written_at is None or original.last_published_at is None:
        return None
    return original if original.last_published_at > written_at else None


def _written_at(instance: Any) -> datetime | None:
    revision = instance.latest_revision if isinstance(instance, RevisionMixin) else None
    written_at: datetime | None = revision.created_at if revision else instance.last_published_at
    return written_at
