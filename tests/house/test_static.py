"""One style sheet for the whole site."""

from pathlib import Path

from django.contrib.staticfiles.finders import get_finders

from mcm_site.static import Sources, bundled

# Linked by the pages that need them, and by the admin.
BY_THEMSELVES = {"site.css", "admin.css", "api.css", "contact.css"}


def sources() -> Sources:
    """The files that `collectstatic` would collect, as it hands them over."""
    return {path: (storage, path) for finder in get_finders() for path, storage in finder.list([])}


def test_production_has_one_style_sheet_with_everything_in_it() -> None:
    whole = bundled(sources())

    assert "@import" not in whole
    assert "--paper" in whole
    assert "@media print" in whole


def test_no_style_sheet_is_forgotten() -> None:
    folder = Path(__file__).resolve().parents[2] / "static" / "css"
    imported = (folder / "site.css").read_text()

    forgotten = {file.name for file in folder.glob("*.css") if f'"{file.name}"' not in imported}

    assert forgotten == BY_THEMSELVES
