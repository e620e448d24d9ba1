"""Addresses: made of titles, unique in a language, never lost."""

import pytest
from django.core.exceptions import ValidationError

from aids.choices import RESERVED_SLUGS
from aids.models import Aid, OldSlug
from search.pages import SearchPage
from tests.factories import AidFactory

pytestmark = pytest.mark.django_db


def rename(aid: Aid, slug: str) -> Aid:
    """Through a draft, as the form does."""
    aid = Aid.objects.get(pk=aid.pk)
    aid.slug = slug
    aid.save_revision().publish()
    return Aid.objects.get(pk=aid.pk)


def test_a_slug_is_made_of_the_title() -> None:
    assert AidFactory(title="Prime à l’achat d’un vélo (œuvre)").slug == "prime-a-lachat-dun-velo-uvre"


def test_two_aids_of_one_title_have_two_slugs() -> None:
    slugs = [AidFactory(title="Prime vélo").slug for _ in range(3)]

    assert slugs == ["prime-velo", "prime-velo-2", "prime-velo-3"]


def test_a_slug_is_never_too_long() -> None:
    slugs = [AidFactory(title="vélo " * 51).slug for _ in range(2)]

    assert len(set(slugs)) == 2
    assert all(len(slug) <= 255 for slug in slugs)


def test_a_title_without_letters_has_a_slug() -> None:
    assert AidFactory(title="€€€").slug == "sans-titre"


def test_one_slug_in_two_languages_is_two_addresses() -> None:
    french, english = AidFactory(title="Navigo"), AidFactory(title="Navigo", locale="en")

    assert french.slug == english.slug == "navigo"


def test_the_old_slug_of_a_public_aid_is_kept() -> None:
    aid = AidFactory(title="Prime vélo")

    rename(aid, "prime-velo-cargo")

    assert list(OldSlug.objects.values_list("slug", "aid_id")) == [("prime-velo", aid.pk)]


def test_a_draft_slug_is_not_kept() -> None:
    aid = AidFactory(title="Prime vélo", draft=True)

    rename(aid, "prime-velo-cargo")

    assert not OldSlug.objects.exists()


def test_a_slug_changed_while_unpublished_is_kept() -> None:
    aid = AidFactory(title="Prime vélo")
    aid.unpublish()

    rename(aid, "autre")

    assert OldSlug.objects.get().slug == "prime-velo"


def test_going_back_to_an_old_slug_frees_it() -> None:
    aid = AidFactory(title="Prime vélo")

    rename(rename(aid, "autre"), "prime-velo")

    assert list(OldSlug.objects.values_list("slug", flat=True)) == ["autre"]


def test_an_old_slug_taken_by_another_public_aid_is_its_own() -> None:
    first = AidFactory(title="Prime vélo")
    rename(first, "ancienne-prime")

    second = AidFactory(title="Prime vélo 2026", slug="prime-velo")

    assert second.slug == "prime-velo"
    assert not OldSlug.objects.filter(slug="prime-velo").exists()


def test_a_slug_made_of_a_title_spares_old_ones() -> None:
    rename(AidFactory(title="Prime vélo"), "ancienne-prime")

    assert AidFactory(title="Prime vélo").slug == "prime-velo-2"


def test_a_taken_slug_is_told_at_its_field() -> None:
    first = AidFactory(title="Prime vélo")
    second = AidFactory(title="Prime cargo", funder=first.funder)
    second.slug = "prime-velo"
    second.title = "Prime vélo"

    with pytest.raises(ValidationError) as refused:
        second.full_clean()

    assert set(refused.value.message_dict) == {"slug", "title"}


def test_a_draft_whose_slug_was_taken_is_published_beside() -> None:
    """A schedule or a workflow publishes without a form to complain in."""
    aid = AidFactory(title="Prime vélo")
    draft = Aid.objects.get(pk=aid.pk)
    draft.slug, draft.title = "prime-cargo", "Prime cargo"
    revision = draft.save_revision()
    AidFactory(title="Prime cargo", funder=aid.funder)

    revision.publish()

    published = Aid.objects.visible().get(pk=aid.pk)
    assert published.slug == "prime-cargo-2"
    assert published.title == "Prime cargo (2)"


@pytest.mark.parametrize("word", sorted(RESERVED_SLUGS))
def test_no_aid_stands_where_something_else_does(word: str) -> None:
    aids = [AidFactory(title=word), AidFactory(title=f"Prime {word}", slug=word)]

    assert RESERVED_SLUGS.isdisjoint(Aid.objects.get(pk=aid.pk).slug for aid in aids)


def test_each_route_beside_the_aids_is_reserved() -> None:
    routes = [str(pattern.pattern) for pattern in SearchPage.get_subpage_urls()]

    assert {route.split("/")[0] for route in routes if route and not route.startswith("<")} == RESERVED_SLUGS
