"""What forms add to the admin, and what they take away: Wagtail's own list of submissions asks for no permission but
that of changing the page.
"""

from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from accounts.models import User
from forms.models import ContactPage, FormSubmission
from forms.viewsets import MessageViewSet

if TYPE_CHECKING:
    from django.db.models import QuerySet


@hooks.register("register_admin_viewset")
def messages_viewset() -> MessageViewSet:
    """« Messages » in the menu."""
    return MessageViewSet()


@hooks.register("register_permissions")
def message_permissions() -> "QuerySet[Permission]":
    """Reading and following up, deleting, exporting: given apart from anything about pages."""
    return Permission.objects.filter(content_type__app_label="mcm_forms", content_type__model="formsubmission")


@hooks.register("filter_form_submissions_for_user")
def none_by_wagtail_s_own_views(user: User, pages: "QuerySet[Page]") -> "QuerySet[Page]":
    """Messages are read where each reading is permitted."""
    return pages.none()


@hooks.register("after_delete_page")
def tell_what_stays(request: HttpRequest, page: Page) -> None:
    """A page takes none of its messages along."""
    orphans = FormSubmission.objects.filter(page__isnull=True, form_title=page.title).count()
    if orphans and page.specific_class is ContactPage:
        messages.warning(
            request,
            ngettext(
                "%(number)d message reçu par « %(title)s » reste dans « Messages », jusqu’à son effacement.",
                "%(number)d messages reçus par « %(title)s » restent dans « Messages », jusqu’à leur effacement.",
                orphans,
            )
            % {"number": orphans, "title": page.title},
        )
