"""What follows from writing an aid's live row, whoever writes it: Wagtail's publication, a schedule, a translation."""

from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from aids.facts import copy_facts, original_of, take_facts
from aids.querysets import TERRITORY_RELATIONS
from aids.signals import announce
from funders.slugs import first_free

if TYPE_CHECKING:
    from aids.models import Aid

# What saving a draft, scheduling or locking writes: nothing that the public sees.
BOOKKEEPING = frozenset(
    {"latest_revision", "has_unpublished_changes", "live_revision", "locked", "locked_at", "locked_by"}
)


class PublicationMixin(models.Model):
    """Put before Wagtail's mixins: all of them end in `save()`, the one way to the live row.

    `self: Any` where a method relies on what the other mixins and the aid itself bring.
    """

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        """Write the row and what follows in one transaction: old slug, facts of the translations, the signal."""
        if BOOKKEEPING.issuperset(kwargs.get("update_fields") or ["everything"]):
            super().save(**kwargs)
            return
        with transaction.atomic():
            self._save_and_tell(**kwargs)

    @property
    def original(self: Any) -> "Aid":
        """The language version that this one takes its facts from; itself if it is the original."""
        return original_of(self)

    def save_row(self) -> None:
        """Write the row and its children, and nothing that follows from it."""
        super().save()

    @transaction.atomic
    def publish(self: Any, *args: Any, **kwargs: Any) -> None:
        """Wagtail's, with its log entry in the same transaction as the row."""
        super().publish(*args, **kwargs)  # type: ignore[misc]  # DraftStateMixin's, further on

    @transaction.atomic
    def unpublish(self: Any, *args: Any, **kwargs: Any) -> None:
        """Wagtail's, with its log entry in the same transaction as the row."""
        super().unpublish(*args, **kwargs)  # type: ignore[misc]  # DraftStateMixin's, further on

    def _save_and_tell(self: Any, **kwargs: Any) -> None:
        known = type(self).objects.select_for_update().filter(pk=self.pk)
        before = known.values("live", "slug", "first_published_at").first() if self.pk else None
        self.locale = self.locale if self.locale_id else self.get_default_locale()
        original = self.original
        if original is not self and original.live:
            take_facts(self, original)
        self.fill_slug()
        if self.live and before:
            self._make_room()
        self._match_territory_rows()

        super().save(**kwargs)

        old_slugs = self.old_slugs.model.objects
        if before and before["first_published_at"] and before["slug"] != self.slug:
            old_slugs.update_or_create(locale=self.locale, slug=before["slug"], defaults={"aid": self})
        if self.live:
            old_slugs.filter(locale=self.locale, slug=self.slug).delete()
        translations = copy_facts(self) if self.live and original is self else []
        if self.live or (before and before["live"]):
            announce([self.pk, *translations])

    def _make_room(self: Any) -> None:
        """Another aid may have taken the slug or title since the draft was validated.

        A scheduled publication or the last step of a workflow has no form to say so, and must not fail the others:
        the aid goes public at `prime-velo-2`, as "Prime vélo (2)".
        """
        others = type(self).objects.filter(locale_id=self.locale_id).exclude(pk=self.pk)
        of_funder = others.filter(funder_id=self.funder_id)
        self.slug = first_free(self.slug, "-{}", lambda slug: others.filter(slug=slug).exists())
        self.title = first_free(self.title, " ({})", lambda title: of_funder.filter(title=title).exists())

    def _match_territory_rows(self: Any) -> None:
        """Give rows in memory the keys of the live rows of the same territory, and keep one row a territory.

        A draft knows rows that a later publication has replaced; two rows that swap their territories would otherwise
        break the unique constraint halfway.
        """
        for name in TERRITORY_RELATIONS:
            if name not in getattr(self, "_cluster_related_objects", {}):
                continue  # not touched since it was read
            manager = getattr(self, name)
            live = dict(manager.model.objects.filter(aid_id=self.pk).values_list("territory_id", "pk"))
            rows: dict[str, models.Model] = {}
            for row in manager.all():
                row.pk = live.get(row.territory_id)
                rows.setdefault(row.territory_id, row)
            manager.set(rows.values())
