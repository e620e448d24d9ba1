"""Reading the site as a person does."""

from functools import cached_property
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from home.site import create_frame

SEARCH = "/fr/aides/"
TOULOUSE = "commune-31555"
TOULOUSE_METROPOLE = "epci-243100518"
OCCITANIE = "region-76"
PARIS = "commune-75056"


class Screen:
    """A page as it was answered: its status, its words, its links."""

    def __init__(self, response: Any) -> None:
        self.response = response
        self.status = response.status_code
        self.html = response.content.decode()

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "html.parser")

    @property
    def main(self) -> Tag:
        main = self.soup.find("main")
        assert isinstance(main, Tag)
        return main

    @property
    def words(self) -> str:
        """The text of the page without its frame, spaces made plain."""
        return " ".join(self.main.get_text(" ").split())

    def texts(self, selector: str) -> list[str]:
        return [" ".join(found.get_text(" ").split()) for found in self.soup.select(selector)]

    def link(self, text: str) -> str:
        """The address of the link that says that."""
        for link in self.main.find_all("a"):
            if text in " ".join(link.get_text(" ").split()):
                return str(link["href"])
        raise AssertionError(f"no link says {text!r} in: {self.words}")

    @property
    def titles(self) -> list[str]:
        """The aids listed."""
        return self.texts(".result-title")


class Visitor:
    """Somebody without an account, a cookie or JavaScript."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get(self, path: str, **parameters: Any) -> Screen:
        return Screen(self.client.get(path, parameters))

    def follow(self, path: str, **parameters: Any) -> Screen:
        return Screen(self.client.get(path, parameters, follow=True))


@pytest.fixture
def visitor(client: Client, db: None) -> Visitor:
    """A visitor of a site that has its home and search pages: all of the skeleton would cost each test a second."""
    create_frame()
    return Visitor(client)
