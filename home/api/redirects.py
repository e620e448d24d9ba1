"""The team's redirects, for apps that serve the old addresses themselves."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect

from api.endpoints import Answer, Ask, Endpoint, Operation, json_answer, listing
from api.fields import FieldsParameter
from api.parameters import paging
from api.problems import ProblemError
from api.shapes import page_of, ref, thing, whole
from home.api.finding import HTML_PATH, redirects, rest_of
from home.api.parameters import Ordering
from home.api.references import References
from home.api.shapes import REDIRECT, names_in

FIELDS = FieldsParameter(usual=names_in(REDIRECT))


class RedirectsEndpoint(Endpoint):
    """From an old address to the current one. To what the public may not see, there is none."""

    name = "redirects"
    description = _("Les anciennes adresses et les nouvelles.")
    model = Redirect
    shapes = {"Redirect": thing(REDIRECT, "Une redirection.", optional=True)}
    operations = (
        Operation(
            name="listing",
            path="",
            handler="listing",
            summary=_("Les redirections"),
            parameters=(*paging(), FIELDS, Ordering(choices=("id", "old_path"))),
            answers=page_of(ref("Redirect")),
        ),
        Operation(
            name="detail",
            path="<int:pk>/",
            handler="detail",
            summary=_("Une redirection"),
            parameters=(FIELDS,),
            arguments={"pk": whole("L’identifiant de la redirection.", minimum=1)},
            answers=ref("Redirect"),
        ),
        Operation(
            name="find",
            path="find/",
            handler="find",
            summary=_("La redirection d’une ancienne adresse"),
            parameters=(HTML_PATH, FIELDS),
            redirects=True,
        ),
    )

    def listing(self, ask: Ask) -> Answer:
        """A page of them."""
        found = redirects(ask.request)
        start = ask.values["offset"]
        rows = found.order_by(*(ask.values["order"] or ()), "pk")[start : start + ask.values["limit"]]
        return listing(map(ask.select, shown(rows, ask)), total_count=found.count())

    def detail(self, ask: Ask, pk: int) -> Answer:
        """One of them."""
        found = shown(redirects(ask.request).filter(pk=pk), ask)
        if not found:
            raise ProblemError(404)
        return json_answer(ask.select(found[0]))

    def find(self, ask: Ask) -> HttpResponseBase:
        """Where the redirect of an old path is."""
        found = redirects(ask.request).filter(old_path=Redirect.normalise_path(ask.values["html_path"])).first()
        if found is None:
            raise ProblemError(404)
        return HttpResponseRedirect(ask.address("redirects:listing") + f"{found.pk}/{rest_of(ask)}")


def shown(found: QuerySet[Redirect], ask: Ask) -> list[dict[str, Any]]:
    """Redirects as apps get them."""
    references = References(ask)
    return [
        {
            "id": redirect.pk,
            "meta": {
                "type": "wagtailredirects.Redirect",
                "detail_url": ask.address("redirects:listing") + f"{redirect.pk}/",
            },
            "old_path": redirect.old_path,
            "location": _location(redirect, references),
            "is_permanent": redirect.is_permanent,
        }
        for redirect in found.select_related("redirect_page__locale")
    ]


def _location(redirect: Redirect, references: References) -> str:
    if redirect.redirect_page is None:
        return str(redirect.redirect_link)
    url = references.html_url(redirect.redirect_page) or ""
    return url.rstrip("/") + redirect.redirect_page_route_path if redirect.redirect_page_route_path else url
