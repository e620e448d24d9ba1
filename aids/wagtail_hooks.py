"""What aids add to the admin."""

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from aids.viewsets import AidsViewSetGroup
from aids.vocabularies import VocabularyEntry
from funders.models import Funder

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
