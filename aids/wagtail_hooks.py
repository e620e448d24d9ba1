"""What aids add to the admin."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from accounts import attention
from accounts.attention import Matter
from aids.models import Aid
from aids.viewsets import AidsViewSetGroup
from aids.vocabularies import VocabularyEntry
from api import paris
from funders.models import Funder

# After a year, what an aid says is no longer sure; a month before its end, its funder decides on what comes next.
YEAR, MONTH = timedelta(days=365), timedelta(days=30)

register_snippet(AidsViewSetGroup)


@hooks.register("before_delete_snippet")
def keep_what_aids_refer_to(request: HttpRequest, instances: Sequence[Model]) -> HttpResponse | None:
    """A funder or an entry of a vocabulary that aids, even drafts, refer to stays; and the reader is told how many."""
    for instance in instances:
        if isinstance(instance, Funder | VocabularyEntry) and (count := instance.aids.count()):
            messages.error(
                request,
                _("« %(name)s » ne peut pas être supprimé : des aides s’y rapportent (%(count)s).")
                % {"name": instance, "count": count},
            )
            return redirect(type(instance).snippet_viewset.get_url_name("list"))
    return None


@hooks.register(attention.HOOK)
def aids_to_confirm(request: HttpRequest) -> list[Matter]:
    """Public aids that nobody confirmed for a year, and those that close within a month."""
    if not request.user.has_perm("aids.change_aid"):
        return []
    today = paris.today()
    address = reverse(Aid.snippet_viewset.get_url_name("list"))
    public = Aid.objects.visible()
    unconfirmed = public.exclude(verified_at__gte=timezone.now() - YEAR).count()
    closing = public.filter(closes_on__range=(today, today + MONTH)).count()
    told = []
    if unconfirmed:
        text = ngettext(
            "%(count)s aide publiée n’a pas été vérifiée depuis un an",
            "%(count)s aides publiées n’ont pas été vérifiées depuis un an",
            unconfirmed,
        )
        told.append(Matter(text % {"count": unconfirmed}, address))
    if closing:
        text = ngettext("%(count)s aide se termine dans le mois", "%(count)s aides se terminent dans le mois", closing)
        told.append(Matter(text % {"count": closing}, f"{address}?ordering=closes_on"))
    return told
