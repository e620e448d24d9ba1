"""What an import remembers of each aid it wrote."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedRow(models.Model):
    """How an import left an aid: the row it took, the revision it wrote, whether it was public.

    Anything else than that revision, later, is somebody's work: the next import reports it and leaves the aid alone.
    """

    aid = models.OneToOneField("aids.Aid", on_delete=models.CASCADE, primary_key=True, related_name="imported_row")
    fingerprint = models.CharField(max_length=64)
    revision_id = models.BigIntegerField()
    was_live = models.BooleanField()
    imported_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("ligne importée")
        verbose_name_plural = _("lignes importées")

    def __str__(self) -> str:
        return f"{self.aid_id} @ {self.revision_id}"
