"""Which endpoints the public API has."""

from api.router import ApiRouter

router = ApiRouter("api")
