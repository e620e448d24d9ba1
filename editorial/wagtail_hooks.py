"""What every page and the site's settings add to the admin."""

from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.snippets.models import register_snippet

from editorial.freshness import changed_original
from editorial.viewsets import SiteTextsViewSet

register_snippet(SiteTextsViewSet)


# Before wagtail-localize, which may answer with an editor of its own.
@hooks.register("before_edit_page", order=-1)
@hooks.register("before_edit_snippet", order=-1)
def tell_that_the_original_changed(request: HttpRequest, instance: Any) -> None:
    """Whoever opens a translation learns that what it translates was published anew since."""
    if request.method != "GET" or not (original := changed_original(instance)):
        return
    edit_url = AdminURLFinder(request.user).get_edit_url(original)
    messages.warning(
        request,
        _("La version d’origine (%(language)s) a changé le %(date)s, après cette traduction.")
        % {
            "language": original.locale.get_display_name(),
            "date": date_format(localtime(original.last_published_at), "DATETIME_FORMAT"),
        },
        buttons=[messages.button(edit_url, _("Voir l’original"))] if edit_url else [],
    )
