"""What every page has."""

from wagtail.models import Page


class EditorialPage(Page):
    """The abstract parent of every page type of the site."""

    class Meta:
        abstract = True
