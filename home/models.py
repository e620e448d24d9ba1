"""The home page: the question is the page."""

from django.utils.translation import gettext_lazy as _

from editorial.models import EditorialPage


class HomePage(EditorialPage):
    """The site's root: a place field and one button."""

    template = "home/home_page.html"
    max_count = None

    class Meta:
        verbose_name = _("page d’accueil")
        verbose_name_plural = _("pages d’accueil")
