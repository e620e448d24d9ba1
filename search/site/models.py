"""What the search keeps of the site's pages."""

from django.db import models


class PageEntry(models.Model):
    """What is found of a page: the page itself, or a question of the FAQ (at `anchor`).

    Written when the page is published (see search.site.writing). Whether the public may see the page isn't said here.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    anchor = models.CharField(max_length=100, blank=True)
    title = models.TextField()
    summary = models.TextField(blank=True)
    # By field, as JSON: {"title": ["accessibl", …], "body": […]}.
    tokens = models.TextField()

    class Meta:
        app_label = "search"

    def __str__(self) -> str:
        return self.title
