"""What happens elsewhere and changes what is found or shown."""

from collections.abc import Sequence

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from aids.models import ExcludedTerritory, IncludedTerritory, WithinTerritory
from aids.signals import aids_changed
from api import versions
from search.documents import CHUNK, write_documents
from search.models import LexiconWord, Synonym
from territories.changes import territories_renamed
from territories.models import Territory, Zone


@receiver(aids_changed)
def on_aids_changed(ids: Sequence[int], **kwargs: object) -> None:
    """Inside the transaction of the change: an aid is found as soon as it is public, and never after."""
    write_documents(ids)


@receiver(territories_renamed)
def on_territories_renamed(ids: Sequence[str], **kwargs: object) -> None:
    """A newer division has other names: the aids that name these territories show and find the new ones."""
    write_documents(aids_that_name(ids))


@receiver(post_save, sender=Territory)
@receiver(post_save, sender=Zone)
def on_territory_saved(instance: Territory, created: bool, **kwargs: object) -> None:
    """A zone may have been renamed: the aids that name it show and find its new name."""
    if not created:
        write_documents(aids_that_name([instance.pk]))


@receiver((post_save, post_delete), sender=Synonym)
@receiver((post_save, post_delete), sender=LexiconWord)
def on_word_changed(**kwargs: object) -> None:
    """The same question is understood in another way from now on: no answer kept somewhere is still right."""
    versions.bump()


def aids_that_name(territories: Sequence[str]) -> set[int]:
    """The aids with one of these territories."""
    return {
        aid
        for rows in (IncludedTerritory, ExcludedTerritory, WithinTerritory)
        for start in range(0, len(territories), CHUNK)
        for aid in rows.objects.filter(territory__in=territories[start : start + CHUNK]).values_list("aid", flat=True)
    }
