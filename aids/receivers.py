"""Changes elsewhere that change public aids, and deletions, also of many at once: they call no model's `delete`."""

from django.db.models import ProtectedError
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from aids.models import Aid
from aids.signals import announce
from aids.vocabularies import Beneficiary, Mode, Proof, VocabularyEntry
from funders.models import Funder
from funders.signals import funder_changed


@receiver(post_delete, sender=Aid)
def on_aid_deleted(instance: Aid, **kwargs: object) -> None:
    """A deleted public aid leaves the search in the same transaction."""
    if instance.live:
        announce([instance.pk])


@receiver(funder_changed)
def on_funder_changed(funder: Funder, **kwargs: object) -> None:
    """Its aids show its new name, or leave the public with it, or come back."""
    announce(list(Aid.objects.filter(funder=funder, live=True).values_list("pk", flat=True)))


@receiver(pre_delete, sender=Mode)
@receiver(pre_delete, sender=Beneficiary)
@receiver(pre_delete, sender=Proof)
def refuse_to_delete_a_used_entry(instance: VocabularyEntry, **kwargs: object) -> None:
    """An aid, even a draft, would lose a fact in silence."""
    aids = set(instance.aids.all()[:10])
    if aids:
        raise ProtectedError(str(_("Des aides s’y rapportent.")), aids)


@receiver(post_delete, sender=Mode)
@receiver(post_delete, sender=Beneficiary)
@receiver(post_delete, sender=Proof)
def on_entry_deleted(**kwargs: object) -> None:
    """The public vocabulary changed."""
    announce([])
