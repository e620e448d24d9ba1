"""Slugs and titles that must be unique: a free one beside those already taken."""

from collections.abc import Callable

from django.utils.text import slugify

MAX_LENGTH = 255


def slug_of(text: str, is_taken: Callable[[str], bool]) -> str:
    """A free slug made of a name or a title: "Prime vélo" gives `prime-velo`, the second time `prime-velo-2`."""
    return first_free(slugify(text)[:MAX_LENGTH].strip("-") or "sans-titre", "-{}", is_taken)


def first_free(wanted: str, suffix: str, is_taken: Callable[[str], bool]) -> str:
    """`wanted`, else the first free one with a number: `prime-velo-2`, "Prime vélo (3)". Never too long."""
    candidate, number = wanted, 1
    while is_taken(candidate):
        number += 1
        numbered = suffix.format(number)
        candidate = wanted[: MAX_LENGTH - len(numbered)].rstrip("- ") + numbered
    return candidate
