"""Pages of a list: previous, next, and a few numbers around."""

from collections.abc import Callable
from dataclasses import dataclass

from search.query import MAX_OFFSET

AROUND = 1


@dataclass(frozen=True)
class PageLink:
    """A page to go to; a `number` of 0 is a gap between numbers."""

    number: int
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class Paging:
    """Where one is in a list."""

    number: int
    count: int
    previous: str
    next: str
    links: tuple[PageLink, ...]


def paging(total: int, *, number: int, size: int, url: Callable[[int], str]) -> Paging | None:
    """The pages of a list, None when it holds on one."""
    count = min(-(-total // size), MAX_OFFSET // size + 1)
    if count <= 1 or number > count:
        return None
    shown = sorted({1, count, *range(max(1, number - AROUND), min(count, number + AROUND) + 1)})
    links: list[PageLink] = []
    for page in shown:
        if links and links[-1].number and page - links[-1].number > 1:
            links.append(PageLink(0))
        links.append(PageLink(page, url(page), current=page == number))
    return Paging(
        number,
        count,
        previous=url(number - 1) if number > 1 else "",
        next=url(number + 1) if number < count else "",
        links=tuple(links),
    )
