"""A real browser on a served site: `make e2e`. Chromium is where CHROMIUM says, else the system's or Playwright's."""

import os
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from home.demo.pages import load_pages
from tests.factories import AidFactory, FunderFactory

SYSTEM_CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here wants a browser."""
    for item in items:
        if "/e2e/" in str(item.path):
            item.add_marker(pytest.mark.e2e)
            # Chromium keeps connections open, and the server's threads are gone before they are closed.
            item.add_marker(pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    # Playwright runs an event loop of its own in this thread, which Django would take for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    chromium = os.environ.get("CHROMIUM") or (SYSTEM_CHROMIUM if os.path.exists(SYSTEM_CHROMIUM) else None)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture(scope="package")
def transactional_db(django_db_setup: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """pytest-django's, but emptied after the last test here: the site takes longer to fill than to look at."""
    with django_db_blocker.unblock():
        # What migrations brought: a test that commits may have come before.
        connection.creation.deserialize_db_from_string(django_db_setup)
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="package")
def served(transactional_db: None) -> Iterator[str]:
    """The address of a served site, the same for all tests here: what one of them writes, it takes away."""
    write_content()
    server = LiveServer("localhost")
    yield server.url
    # Not stop(), which takes the database in memory from threads whose last connection the browser is still closing.
    server.thread.terminate()


def write_content() -> None:
    """The demonstration's pages, an open and a closed aid."""
    load_pages()
    metropole = FunderFactory(name="Toulouse Métropole", slug="toulouse-metropole")
    text = {
        "description": "<p>Pour un vélo <b>neuf</b>.</p><ul><li>un</li></ul>",
        "conditions": "<p>Être majeur.</p>",
        "contact": "<p>Maison du vélo</p>",
        "subscription_url": "https://example.org/demande",
        "source_url": "https://example.org/source",
        "proofs": ["identity"],
        "include": ["epci-243100518"],
        "funder": metropole,
    }
    AidFactory(title="Prime au vélo électrique", slug="prime-velo", amount_max=500, beneficiaries=["student"], **text)
    AidFactory(title="Prime au vélo cargo", slug="prime-cargo", closes_on=date(2025, 12, 31), envelope="spent", **text)
    AidFactory(
        title="Aide nationale", slug="nationale", national=True, modes=["car", "carpooling"], amount_text="Selon."
    )


@pytest.fixture
def open_page(browser: Browser, served: str) -> Iterator[Any]:
    """`open_page("/fr/", width=320, javascript=False)` opens a page, in the theme that somebody chose before if any.

    Afterwards its console must have stayed empty, and nothing been asked of another host.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []
    strangers: list[str] = []

    def opened(path: str, *, width: int = 1280, javascript: bool = True, theme: str = "", **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=javascript, locale="fr-FR", **options
        )
        contexts.append(context)
        if theme:
            context.add_init_script(f"localStorage.setItem('theme', '{theme}')")
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type != "log" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda sent: strangers.append(sent.url) if not sent.url.startswith(served) else None)
        page.goto(served + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [complaint for complaint in complaints if "404 (Not Found)" not in complaint] == []
    assert strangers == []


@pytest.fixture
def sign_in() -> Any:
    """`sign_in(page)` makes the browser a member of the team's."""

    def signed_in(page: Page) -> None:
        client = Client()
        team, _created = User.objects.get_or_create(username="team", email="team@example.org", is_superuser=True)
        client.force_login(team)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": page.url}])

    return signed_in
