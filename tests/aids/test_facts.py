"""Facts belong to the aid, texts to a language: translations follow their original."""

from decimal import Decimal

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from aids.models import Aid
from aids.vocabularies import Mode
from tests.aids.conftest import Heard
from tests.factories import AidFactory, FunderFactory

pytestmark = pytest.mark.django_db


def pair(**facts: object) -> tuple[Aid, Aid]:
    """A public aid in French and in English."""
    french = AidFactory(title="Prime vélo", **facts)
    english = AidFactory(
        title="Bike grant", locale="en", translation_key=french.translation_key, funder=french.funder, modes=["car"]
    )
    return Aid.objects.get(pk=french.pk), Aid.objects.get(pk=english.pk)


def territories(aid: Aid) -> list[str]:
    return [row.territory_id for row in aid.include.all()]


def modes(aid: Aid) -> set[str]:
    return {mode.code for mode in aid.modes.all()}


def test_a_new_translation_takes_the_facts_of_its_original() -> None:
    _french, english = pair(include=["commune-31555"], amount_max=Decimal(500))

    assert territories(english) == ["commune-31555"]
    assert modes(english) == {"bike"}
    assert english.amount_max == 500
    assert english.title == "Bike grant"


def test_publishing_the_original_changes_the_facts_of_its_translations(heard: Heard) -> None:
    # given
    french, english = pair(include=["commune-31555", "commune-75056"], proofs=["identity"])
    heard.calls.clear()

    # when
    french.include.set([french.include.model(territory_id="departement-2A")])
    french.modes.set(Mode.objects.filter(code__in=["car", "walking"]))
    french.proofs.set([])
    french.funder = FunderFactory()
    french.amount_max = Decimal(700)
    french.save_revision().publish()

    # then
    english = Aid.objects.get(pk=english.pk)
    assert territories(english) == ["departement-2A"]
    assert modes(english) == {"car", "walking"}
    assert not english.proofs.exists()
    assert english.funder == french.funder
    assert english.amount_max == 700
    assert english.title == "Bike grant"
    assert heard.calls == [sorted([french.pk, english.pk])]


def test_the_draft_of_a_translation_gets_the_facts_too_and_keeps_its_texts() -> None:
    # given
    french, english = pair()
    english.title = "Cargo bike grant"
    english.save_revision()

    # when
    french.include.set([french.include.model(territory_id="departement-2A")])
    french.save_revision().publish()

    # then
    draft = Aid.objects.get(pk=english.pk).get_latest_revision_as_object()
    assert draft.title == "Cargo bike grant"
    assert territories(draft) == ["departement-2A"]
    draft.save_revision().publish()
    english = Aid.objects.get(pk=english.pk)
    assert (english.title, territories(english)) == ("Cargo bike grant", ["departement-2A"])


def test_an_old_revision_of_a_translation_brings_no_old_facts_back() -> None:
    french, english = pair(include=["commune-31555"])
    old = english.latest_revision
    english.save_revision().publish()
    french.include.set([french.include.model(territory_id="departement-2A")])
    french.save_revision().publish()

    old.publish()

    assert territories(Aid.objects.get(pk=english.pk)) == ["departement-2A"]


def test_a_draft_of_the_original_changes_no_translation() -> None:
    french, english = pair(include=["commune-31555"])

    french.include.set([])
    french.save_revision()

    assert territories(Aid.objects.get(pk=english.pk)) == ["commune-31555"]


def test_an_unpublished_translation_gets_the_facts_without_becoming_public(heard: Heard) -> None:
    french, english = pair()
    english.unpublish()
    heard.calls.clear()

    french.amount_max = Decimal(900)
    french.save_revision().publish()

    english = Aid.objects.get(pk=english.pk)
    assert english.amount_max == 900
    assert not english.live
    assert heard.calls == [[french.pk]]


def test_an_aid_that_is_in_english_only_is_its_own_original() -> None:
    english = AidFactory(title="Bike grant", locale="en", include=["commune-31555"])

    assert english.original == english


def translate(aid: Aid, **texts: str) -> Aid:
    """As wagtail-localize does: a source, segments, a translation."""
    locale, _created = Locale.objects.get_or_create(language_code="en")
    source, _created = TranslationSource.update_or_create_from_instance(aid)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    for segment in StringSegment.objects.filter(source=source):
        if segment.context.path in texts:
            StringTranslation.objects.create(
                translation_of=segment.string, locale=locale, context=segment.context, data=texts[segment.context.path]
            )
    translation.save_target(publish=True)
    return Aid.objects.get(translation_key=aid.translation_key, locale=locale)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_wagtail_localize_translates_the_texts_and_only_them() -> None:
    # given
    french = AidFactory(
        title="Prime vélo",
        include=["commune-31555"],
        modes=["bike", "walking"],
        description="<p>Une aide.</p>",
        source="demo",
        external_id="1",
    )

    # when
    english = translate(Aid.objects.get(pk=french.pk), title="Bike grant", summary="Help to buy a bike.")

    # then
    assert (english.title, english.slug, english.live) == ("Bike grant", "bike-grant", True)
    assert territories(english) == ["commune-31555"]
    assert modes(english) == {"bike", "walking"}
    assert english.live_revision != french.live_revision
    offered = set(StringSegment.objects.values_list("context__path", flat=True))
    assert offered == {"title", "summary", "description"}

    # when: translated again after the original changed
    french = Aid.objects.get(pk=french.pk)
    french.modes.set(Mode.objects.filter(code="car"))
    french.save_revision().publish()
    english = translate(Aid.objects.get(pk=french.pk))

    # then
    assert modes(english) == {"car"}
    assert english.slug == "bike-grant"
