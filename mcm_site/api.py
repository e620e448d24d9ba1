"""Which endpoints the public API has."""

from aids.api import FundersEndpoint, VocabulariesEndpoint
from api.router import ApiRouter
from search.api import AidsEndpoint
from territories.api import TerritoriesEndpoint

router = ApiRouter("api")
for endpoint in (AidsEndpoint, TerritoriesEndpoint, FundersEndpoint, VocabulariesEndpoint):
    router.register(endpoint)
