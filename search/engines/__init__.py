"""Engines, behind one interface, chosen by one setting: `SEARCH_URL`. Nothing else in the project asks which it is."""

from functools import cache

from django.conf import settings

from search.engines.elasticsearch.address import SCHEMES, parse
from search.engines.interface import Engine


class UnknownEngineError(ValueError):
    """SEARCH_URL names no engine; the system check says it first."""


@cache
def engine_at(url: str) -> Engine:
    """The engine of an address. It is imported only if it is the one: the others may need what isn't installed."""
    from search.engines.database import DatabaseEngine

    scheme, _, _ = url.partition("://")
    if scheme == "database":
        return DatabaseEngine()
    if scheme in SCHEMES:
        from search.engines.elasticsearch.client import client_at
        from search.engines.elasticsearch.engine import ElasticsearchEngine
        from search.engines.surviving import SurvivingEngine
        from search.indexing.state import Standing

        address = parse(url)
        return SurvivingEngine(ElasticsearchEngine(client_at(address)), in_memory(), Standing(address).check)
    raise UnknownEngineError(scheme)


def in_memory() -> Engine:
    """The engine that is always there, whatever else answers."""
    return engine_at("database://")


def current() -> Engine:
    """The engine of this site."""
    return engine_at(settings.SEARCH_URL)
