"""What the processes tell each other of the engine's index."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexUpkeep(models.Model):
    """The only row: who is rebuilding the engine's index, how far it is, and what was last done.

    Who rebuilds holds a lease and renews it; when it dies, the lease runs out and its half-made index is deleted.
    """

    # Of the process that is rebuilding; empty when nobody is.
    holder = models.CharField(max_length=32, blank=True)
    renewed_at = models.DateTimeField(null=True)
    # The index being filled, why, and how many of how many documents it has.
    building = models.CharField(max_length=255, blank=True)
    because = models.CharField(max_length=100, blank=True)
    started_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # Somebody asked for a rebuild in the admin; the worker takes it on.
    requested_at = models.DateTimeField(null=True)
    # The last rebuild that came to its end.
    built_at = models.DateTimeField(null=True)
    built_because = models.CharField(max_length=100, blank=True)
    built_in_seconds = models.FloatField(null=True)
    built_documents = models.PositiveIntegerField(null=True)
    # The worker's last comparison of the index with the database, and how many documents it had to put right.
    checked_at = models.DateTimeField(null=True)
    healed = models.PositiveIntegerField(default=0)
    # Why the worker's last attempt failed; empty when it did not.
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("moteur de recherche")
        verbose_name_plural = _("moteur de recherche")
        default_permissions = ("change",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="search_indexupkeep_is_one_row",
                violation_error_message=_("Il n’y a qu’un index."),
            ),
        ]

    def __str__(self) -> str:
        return self.building or "—"
