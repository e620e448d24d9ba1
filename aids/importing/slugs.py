"""Free slugs for many new aids at once: a thousand aids called "Prime vélo" don't try a thousand numbers each."""

from collections import defaultdict
from collections.abc import Sequence

from aids.choices import RESERVED_SLUGS
from aids.models import Aid, OldSlug
from funders.slugs import MAX_LENGTH, slug_of


class Slugs:
    """Which slugs are taken, in each language, as far as the titles of one file go."""

    def __init__(self) -> None:
        self._taken: dict[int, set[str]] = defaultdict(lambda: set(RESERVED_SLUGS))
        self._asked: dict[int, set[str]] = defaultdict(set)
        self._last: dict[tuple[int, str], int] = {}

    def give(self, aids: Sequence[Aid]) -> None:
        """Set the slug of each, free in its language: nobody's address, present or past."""
        bases: dict[int, set[str]] = defaultdict(set)
        for aid in aids:
            aid.slug = slug_of(aid.title, lambda _slug: False)
            bases[aid.locale_id].add(aid.slug)
        for locale_id, wanted in bases.items():
            asked = wanted - self._asked[locale_id]
            self._asked[locale_id] |= asked
            for model in (Aid, OldSlug):
                slugs = model._default_manager.filter(locale_id=locale_id, slug__in=asked)
                self._taken[locale_id].update(slugs.values_list("slug", flat=True))
        for aid in aids:
            aid.slug = self._free(aid.locale_id, aid.slug)
            self._taken[aid.locale_id].add(aid.slug)

    def _free(self, locale_id: int, base: str) -> str:
        taken = self._taken[locale_id]
        if base not in taken:
            return base
        number = self._last.get((locale_id, base))
        if number is None:
            number = 1
            for model in (Aid, OldSlug):
                numbered = model._default_manager.filter(locale_id=locale_id, slug__startswith=f"{base[:240]}-")
                taken.update(numbered.values_list("slug", flat=True))
        candidate = base
        while candidate in taken:
            number += 1
            ending = f"-{number}"
            candidate = base[: MAX_LENGTH - len(ending)] + ending
        self._last[locale_id, base] = number
        return candidate
