"""Facts belong to the aid, texts to a language: what is copied from the original to its translations.

wagtail-localize would synchronise no many-to-many by default, never an emptied one, and only when someone presses Sync:
an English page would state wrong territories.
"""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Case, Value, When
from wagtail.models import Revision

from aids.querysets import TERRITORY_RELATIONS

if TYPE_CHECKING:
    from aids.models import Aid

FACT_COLUMNS = (
    "funder",
    "kind",
    "benefit",
    "amount_min",
    "amount_max",
    "amount_percent",
    "amount_period",
    "opens_on",
    "closes_on",
    "envelope",
    "subscription_url",
    "source_url",
    "verified_at",
)
FACT_LISTS = ("modes", "beneficiaries", "proofs")
FACTS = (*FACT_COLUMNS, *FACT_LISTS, *TERRITORY_RELATIONS)


def original_of(aid: "Aid") -> "Aid":
    """The version that facts come from: the one in the default language, else the oldest; the aid itself if alone."""
    if aid.locale.language_code == settings.LANGUAGE_CODE:
        return aid
    versions = type(aid)._default_manager.filter(translation_key=aid.translation_key)
    in_default_first = Case(When(locale__language_code=settings.LANGUAGE_CODE, then=Value(0)), default=Value(1))
    original = versions.order_by(in_default_first, "pk").first()
    return aid if original is None or original.pk == aid.pk else original


def take_facts(aid: "Aid", original: "Aid") -> None:
    """Give the aid, in memory, the original's facts; saving it writes them."""
    for name in FACT_COLUMNS:
        attribute = aid._meta.get_field(name).attname  # type: ignore[union-attr]  # each of them is a column
        setattr(aid, attribute, getattr(original, attribute))
    for name in FACT_LISTS:
        getattr(aid, name).set(getattr(original, name).all())
    for name in TERRITORY_RELATIONS:
        _take_territories(getattr(aid, name), getattr(original, name))


def copy_facts(original: "Aid") -> list[int]:
    """Copy the original's facts to each translation, its row and its drafts. Returns the public ones' ids.

    Call it inside the transaction that publishes the original.
    """
    translations = list(original.get_translations().select_for_update(of=("self",)))
    for translation in translations:
        take_facts(translation, original)
        translation.save_row()
        _copy_to_drafts(translation)
    return [translation.pk for translation in translations if translation.live]


def _take_territories(mine: Any, theirs: Any) -> None:
    """Rows that stay keep their key, so that nothing is written for an unchanged territory but its place."""
    kept = {row.territory_id: row for row in mine.all()}
    mine.set(
        [
            _placed(kept.get(row.territory_id) or mine.model(territory_id=row.territory_id), row.sort_order)
            for row in theirs.all()
        ]
    )


def _placed(row: Any, sort_order: int | None) -> Any:
    row.sort_order = sort_order
    return row


def _copy_to_drafts(translation: "Aid") -> None:
    """The latest revision and a scheduled one: an older draft published later must not bring old facts back."""
    facts = {name: translation.serializable_data()[name] for name in FACTS}
    drafts = Revision.objects.for_instance(translation)
    waiting = drafts.filter(pk=translation.latest_revision_id) | drafts.filter(approved_go_live_at__isnull=False)
    for revision in waiting.distinct():
        revision.content.update(facts)
        revision.save(update_fields=["content"])
