"""What the site's pages add to the admin: remarks to whoever publishes, and what waits for somebody."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from accounts import attention
from accounts.attention import Matter
from aids.models import Aid
from editorial import remarks
from editorial.fields import BlocksField

# The rich texts of an aid, below titles of the second level.
AID_TEXTS = ("description", "conditions", "payment", "additional_info", "contact")
# Pages named one by one; the team has some dozens.
MOST_PAGES = 5


def remarks_on(instance: Any) -> list[str]:
    """What a page or an aid makes hard for some of its readers."""
    if isinstance(instance, Aid):
        return remarks.of_html(*(getattr(instance, name) for name in AID_TEXTS))
    streams = [field.name for field in instance._meta.get_fields() if isinstance(field, BlocksField)]
    return remarks.of_blocks(*(getattr(instance, name) for name in streams))


@hooks.register("after_publish_page")
def tell_remarks_on_page(request: HttpRequest, page: Page) -> None:
    """At publication: the page is public, and the remarks say what to mend."""
    _tell(request, page.specific)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def tell_remarks_on_aid(request: HttpRequest, instance: Any) -> None:
    """The same of an aid."""
    if isinstance(instance, Aid) and "action-publish" in request.POST:
        _tell(request, instance)


def _tell(request: HttpRequest, instance: Any) -> None:
    if found := remarks_on(instance):
        listed = format_html_join("", "<li>{}</li>", ((remark,) for remark in found))
        messages.warning(request, format_html("{}<ul>{}</ul>", _("Publié. À améliorer pour être lu de tous :"), listed))


@hooks.register(attention.HOOK)
def pages_to_improve(request: HttpRequest) -> list[Matter]:
    """Published pages with remarks, that this person may edit."""
    pages = PagePermissionPolicy().instances_user_has_permission_for(request.user, "change").live()
    noted = [(page, found) for page in pages.specific() if (found := remarks_on(page))]
    return [
        Matter(
            ngettext(
                "« %(page)s » : %(count)s remarque d’accessibilité",
                "« %(page)s » : %(count)s remarques d’accessibilité",
                len(found),
            )
            % {"page": page.title, "count": len(found)},
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
        )
        for page, found in noted[:MOST_PAGES]
    ]


class AttentionPanel(Component):
    """The list of matters, first on the admin's first page; nothing when nothing waits."""

    name = "attention"
    template_name = "home/admin/attention.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = (parent_context or {})["request"]
        return {"matters": attention.matters(request)}


@hooks.register("construct_homepage_panels")
def add_attention(request: HttpRequest, panels: list[Component]) -> None:
    """Before Wagtail's own panels."""
    panels.append(AttentionPanel())
