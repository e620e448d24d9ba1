"""In the admin's reports: which search engine answers, whether it is well, and what its index is like."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from api import versions
from search import engines
from search.engines.surviving import Health, SurvivingEngine
from search.indexing import lease
from search.indexing.index import SearchIndex
from search.indexing.models import IndexUpkeep
from search.indexing.site import site_index
from search.models import SearchDocument

URL_NAME = "search_engine_report"
ENGINES: dict[str, Promise] = {
    "database": gettext_lazy("la base de données"),
    "elasticsearch": gettext_lazy("Elasticsearch"),
}
REASONS: dict[str, Promise] = {
    "starting": gettext_lazy("Ce processus vient de démarrer."),
    "slow": gettext_lazy("Il ne répond pas, ou pas assez vite."),
    "error": gettext_lazy("Il ne répond pas, ou répond par une erreur."),
    "forbidden": gettext_lazy(
        "Il refuse l’accès : le réglage SEARCH_URL a un mauvais mot de passe ou une mauvaise clé, ou n’a pas tous les "
        "droits."
    ),
    "nonsense": gettext_lazy("Ses réponses n’ont pas de sens."),
    "missing": gettext_lazy("Son index n’existe pas. Il se reconstruit de lui-même."),
    "schema": gettext_lazy("Son index est d’une autre version du logiciel. Il se reconstruit de lui-même."),
    "newer": gettext_lazy(
        "Son index est d’une version plus récente du logiciel, qui doit être en service ailleurs. "
        "Si elle ne l’est plus, reconstruisez-le."
    ),
    "ahead": gettext_lazy(
        "Son index est en avance sur la base de données, qui a dû être restaurée. Il se reconstruit de lui-même."
    ),
    "behind": gettext_lazy("Son index est en retard : le processus d’arrière-plan est arrêté, ou très occupé."),
    "empty": gettext_lazy("Il ne trouve rien alors que des aides sont publiées."),
    "foreign": gettext_lazy("Le nom de son index est pris par un autre. Reconstruisez-le pour prendre sa place."),
}
CAUSES: dict[str, Promise] = {
    "command": gettext_lazy("lancée à la main"),
    "requested": gettext_lazy("demandée depuis cette page"),
    "missing": gettext_lazy("l’index n’existait pas"),
    "schema": gettext_lazy("nouvelle version du logiciel"),
    "ahead": gettext_lazy("base de données restaurée"),
    "drift": gettext_lazy("l’index différait de la base de données"),
}


@dataclass(frozen=True, slots=True)
class IndexFacts:
    """What the server said; nothing of what it didn't say."""

    name: str = ""
    applied: int | None = None
    documents: int | None = None


class EngineReportView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Facts, and one button."""

    permission_policy = ModelPermissionPolicy(IndexUpkeep)
    permission_required = "change"
    template_name = "search/engine_report.html"
    page_title = gettext_lazy("Moteur de recherche")
    header_icon = "search"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The page's header is the last of them."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What this process knows, what the server says, what the worker noted."""
        engine = engines.current()
        health = engine.health if isinstance(engine, SurvivingEngine) else None
        version, _changed_at = versions.current()
        upkeep = lease.upkeep()
        return super().get_context_data(**kwargs) | {
            "answering": ENGINES[engine.name],
            "main": ENGINES[engine.main.name] if isinstance(engine, SurvivingEngine) else None,
            "health": health,
            "reason": _reason(health),
            "version": version,
            "index": facts(site_index()),
            "documents": SearchDocument.objects.filter(withdrawn_at=None).count(),
            "upkeep": upkeep,
            "is_building": bool(lease.leased()),
            "building_because": CAUSES.get(upkeep.because, upkeep.because),
            "built_because": CAUSES.get(upkeep.built_because, upkeep.built_because),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        """Ask for a rebuild: the worker takes it on within a second, and it goes on whoever leaves this page."""
        lease.upkeep()
        IndexUpkeep.objects.filter(pk=1, requested_at=None).update(requested_at=timezone.now())
        messages.success(request, _("La reconstruction est demandée. La recherche continue pendant ce temps."))
        return redirect(URL_NAME)


def facts(index: SearchIndex | None) -> IndexFacts | None:
    """What the server says of the index in service, without waiting for it long."""
    if index is None:
        return None
    try:
        state = index.state()
        return IndexFacts(state.name, state.applied, index.totals(state.name)[0])
    except Exception:  # noqa: BLE001 - what it is, the health tells
        return IndexFacts()
    finally:
        index.close()


def _reason(health: Health | None) -> Promise | str:
    return REASONS.get(health.reason, health.reason) if health and not health.is_up else ""


class EngineReportMenuItem(MenuItem):
    """Shown to those who may see the page."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Of the team's groups, those that were given the permission."""
        return EngineReportView.permission_policy.user_has_permission(request.user, "change")


def urls() -> list[URLPattern]:
    """The page's address in the admin."""
    return [path("reports/search-engine/", EngineReportView.as_view(), name=URL_NAME)]


def menu_item() -> MenuItem:
    """The entry among the reports."""
    return EngineReportMenuItem(
        EngineReportView.page_title, reverse(URL_NAME), name="search-engine", icon_name="search", order=900
    )


def permissions() -> QuerySet[Permission]:
    """What a group may be given."""
    return Permission.objects.filter(content_type__app_label="search", codename="change_indexupkeep")
