"""What forms add to the admin, and what they take away: Wagtail's own list of submissions asks for no permission but
that of changing the page.
"""

from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from accounts import attention
from accounts.attention import Matter
from accounts.models import User
from forms.choices import Status
from forms.models import ContactPage, FormSubmission
from forms.querysets import TROUBLED
from forms.viewsets import CHANGE, MessageViewSet

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


@hooks.register(attention.HOOK)
def messages_to_treat(request: HttpRequest) -> list[Matter]:
    """Messages that nobody began to treat, doubtful ones, and those whose mails are in trouble."""
    if not request.user.has_perm(CHANGE):
        return []
    address = reverse("messages:index")
    kept = FormSubmission.objects.all()
    new = kept.filter(status=Status.NEW, quarantined=False).count()
    doubtful = kept.filter(quarantined=True, status=Status.NEW).count()
    troubled = kept.filter(mails__state__in=TROUBLED).distinct().count()
    told = [
        (
            new,
            ngettext("%(count)s nouveau message", "%(count)s nouveaux messages", new),
            "status=new&quarantined=false",
        ),
        (
            doubtful,
            ngettext("%(count)s message en quarantaine", "%(count)s messages en quarantaine", doubtful),
            "quarantined=true",
        ),
        (
            troubled,
            ngettext(
                "%(count)s message dont un courriel n’est pas parti",
                "%(count)s messages dont un courriel n’est pas parti",
                troubled,
            ),
            "&".join(f"mail_state={state}" for state in TROUBLED),
        ),
    ]
    return [Matter(text % {"count": count}, f"{address}?{query}") for count, text, query in told if count]
