"""Somebody who writes through the contact page."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.conf import LazySettings
from django.test import Client
from wagtail.models import Locale, Page, Site

from forms.models import ContactPage
from forms.starts import lay_out
from home.models import HomePage
from tests.forms.smtp import MailServer, mail_server

CONTACT = "/fr/contact/"
ANSWERS = {
    "audience": "citizen",
    "last_name": "Martin",
    "first_name": "Camille",
    "email": "camille@exemple.fr",
    "postcode": "31000",
    "message": "Bonjour, une aide manque dans ma commune : l’avez-vous vue ?",
    "consent": "on",
}


class Reading:
    """The form as somebody has it before their eyes."""

    def __init__(self, response: Any) -> None:
        self.response = response
        self.status = response.status_code
        self.soup = BeautifulSoup(response.content.decode(), "html.parser")

    @property
    def hidden(self) -> dict[str, str]:
        """What the browser sends along: every hidden field, and the trap, empty."""
        found = self.soup.select(".contact-form input[type=hidden], .contact-trap input")
        return {str(field["name"]): str(field.get("value", "")) for field in found}

    @property
    def words(self) -> str:
        return " ".join(self.soup.get_text(" ").split())

    @property
    def word_to_copy(self) -> str:
        label = self.soup.select_one("label[for=word] strong")
        assert label is not None, self.words
        return label.get_text(strip=True)


class Writer:
    """A person: reads the form, takes a minute, sends it."""

    def __init__(self, client: Client, clock: Any, address: str = "198.51.100.7") -> None:
        self.client = client
        self.clock = clock
        self.address = address

    def open(self, path: str = CONTACT) -> Reading:
        return Reading(self.client.get(path, REMOTE_ADDR=self.address))

    def send(self, reading: Reading, path: str = CONTACT, *, after: float = 60, **changes: Any) -> Reading:
        """Send the form that was read, `after` so many seconds."""
        self.clock.shift(after)
        data = {name: value for name, value in {**ANSWERS, **reading.hidden, **changes}.items() if value is not None}
        return Reading(self.client.post(path, data, REMOTE_ADDR=self.address))

    def write(self, **changes: Any) -> Reading:
        """The whole of it."""
        return self.send(self.open(), **changes)


@pytest.fixture
def clock() -> Iterator[Any]:
    """A clock that tests move on: nobody waits."""
    with time_machine.travel(time.time(), tick=True) as traveller:
        yield traveller


@pytest.fixture
def page(db: None) -> ContactPage:
    """The French contact page, as create_site makes it, and the English one."""
    above = Page.get_first_root_node()
    shared: list[dict[str, Any]] = [{}, {}]
    for language, title in (("fr", "Nous écrire"), ("en", "Write to us")):
        locale, _created = Locale.objects.get_or_create(language_code=language)
        home = above.add_child(instance=HomePage(title="moB", slug=f"mob-{language}", locale=locale, **shared[0]))
        contact = ContactPage(title=title, slug="contact", locale=locale, **shared[1])
        lay_out(contact, language)
        home.add_child(instance=contact)
        if language == "fr":
            Site.objects.update(root_page=home)
            shared = [{"translation_key": home.translation_key}, {"translation_key": contact.translation_key}]
    return ContactPage.objects.get(locale__language_code="fr")


@pytest.fixture
def writer(client: Client, clock: Any, page: ContactPage) -> Writer:
    return Writer(client, clock)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def smtp(server: MailServer, settings: LazySettings) -> MailServer:
    """The site sends its mail there, and waits little."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 0.5
    return server


def reference_in(reading: Reading) -> str:
    """What the address of the thanks says."""
    found = re.search(r"recu=([A-Z0-9]+)", reading.response.headers["Location"])
    assert found
    return found[1]
