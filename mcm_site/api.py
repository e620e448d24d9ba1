"""Which endpoints the public API has."""

from aids.api import FundersEndpoint, VocabulariesEndpoint
from api.router import ApiRouter
from forms.api import FormsEndpoint
from home.api.media import DocumentsEndpoint, ImagesEndpoint
from home.api.pages import PagesEndpoint
from home.api.redirects import RedirectsEndpoint
from search.api import AidsEndpoint
from territories.api import TerritoriesEndpoint

router = ApiRouter("api")
for endpoint in (
    AidsEndpoint,
    TerritoriesEndpoint,
    FundersEndpoint,
    VocabulariesEndpoint,
    PagesEndpoint,
    ImagesEndpoint,
    DocumentsEndpoint,
    RedirectsEndpoint,
    FormsEndpoint,
):
    router.register(endpoint)
