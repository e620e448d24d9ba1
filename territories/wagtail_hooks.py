"""What territories add to the admin."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from territories.models import Territory
from territories.viewsets import PlacesViewSetGroup, ReadOnlyPolicy

# Exactly: zones are territories too, and are edited.
register_permission_policy(Territory, ReadOnlyPolicy(Territory), exact_class=True)
register_snippet(PlacesViewSetGroup)
