"""What the search adds to the admin."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from accounts import attention
from accounts.attention import Matter
from search import engine_report, engines
from search.engines.surviving import SurvivingEngine
from search.viewsets import SearchViewSetGroup

register_snippet(SearchViewSetGroup)
hooks.register("register_admin_urls", engine_report.urls)
hooks.register("register_reports_menu_item", engine_report.menu_item)
hooks.register("register_permissions", engine_report.permissions)


@hooks.register(attention.HOOK)
def engine_is_down(request: HttpRequest) -> list[Matter]:
    """People still find everything, from the database; who runs the platform wants to know."""
    engine = engines.current()
    is_ill = isinstance(engine, SurvivingEngine) and not engine.health.is_up
    if not is_ill or not request.user.has_perm("search.change_indexupkeep"):
        return []
    text = _("Le moteur de recherche est indisponible : la base de données répond à sa place")
    return [Matter(text, reverse(engine_report.URL_NAME))]
