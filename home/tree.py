"""The site's pages as nested lists."""

from dataclasses import dataclass, field

from wagtail.models import Page


@dataclass
class Branch:
    """A page and those below it."""

    title: str
    url: str
    children: list["Branch"] = field(default_factory=list)


def branches(home: Page) -> list[Branch]:
    """What stands below a home page, in the team's order: one query, however deep."""
    trunk = Branch(home.title, home.url or "")
    by_path = {home.path: trunk}
    for page in home.get_descendants().live().public().select_related("locale").order_by("path"):
        parent = by_path.get(page.path[: -page.steplen])
        # A page below a hidden one is hidden too.
        if parent and (url := page.get_url()):
            by_path[page.path] = branch = Branch(page.title, url)
            parent.children.append(branch)
    return trunk.children
