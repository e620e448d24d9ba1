"""What every page and the site's settings add to the admin."""

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import register_snippet

from accounts import attention
from accounts.attention import Matter
from editorial.films import piece
from editorial.freshness import changed_original
from editorial.viewsets import SiteTextsViewSet

# Translations named one by one.
MOST_PAGES = 5

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


# After Wagtail's, which asks who may see the document.
hooks.register("before_serve_document", piece, order=100)


@hooks.register(attention.HOOK)
def outdated_translations(request: HttpRequest) -> list[Matter]:
    """Published translations whose original was published since they were last written."""
    originals = Page.objects.filter(
        translation_key=OuterRef("translation_key"),
        locale__language_code=settings.LANGUAGE_CODE,
        live=True,
        last_published_at__gt=OuterRef("latest_revision_created_at"),
    )
    pages = PagePermissionPolicy().instances_user_has_permission_for(request.user, "change").live()
    translations = pages.exclude(locale__language_code=settings.LANGUAGE_CODE).filter(Exists(originals))
    return [
        Matter(
            _("« %(page)s » (%(language)s) : l’original a changé depuis")
            % {"page": page.title, "language": page.locale.get_display_name()},
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
        )
        for page in translations.select_related("locale").order_by("path")[:MOST_PAGES]
    ]
