"""What the search adds to the admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from search import engine_report
from search.viewsets import SearchViewSetGroup

register_snippet(SearchViewSetGroup)
hooks.register("register_admin_urls", engine_report.urls)
hooks.register("register_reports_menu_item", engine_report.menu_item)
hooks.register("register_permissions", engine_report.permissions)
