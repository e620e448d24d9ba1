"""A site with its first pages, read as people and search engines do."""

import pytest
from django.test import Client

from home.models import HomePage
from home.site import create_frame
from tests.headless.conftest import page
from tests.site.conftest import Visitor

__all__ = ["page"]


@pytest.fixture
def visitor(client: Client, db: None) -> Visitor:
    """A visitor of a site that has a home and a search page in each language."""
    create_frame()
    return Visitor(client)


@pytest.fixture
def home(visitor: Visitor) -> HomePage:
    """The French home page."""
    return HomePage.objects.get(locale__language_code="fr")


@pytest.fixture
def english_home(visitor: Visitor) -> HomePage:
    """The English one."""
    return HomePage.objects.get(locale__language_code="en")
