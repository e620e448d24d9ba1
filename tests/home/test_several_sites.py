"""Two regions on one installation: each has its pages, its menu, its search of pages, its sitemap."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, Site

from audiences.models import AudiencePage
from editorial.models import SiteTexts
from home.models import ContentPage, HomePage, LegalPage
from home.site import create_site
from tests.pages import add, home, items
from tests.site.conftest import Screen

pytestmark = pytest.mark.django_db
HERE, THERE = {"HTTP_HOST": "localhost"}, {"HTTP_HOST": "bretagne.example"}


@pytest.fixture
def here() -> HomePage:
    """The French home page that create_site makes."""
    create_site()
    return home()


@pytest.fixture
def bretagne(here: HomePage) -> HomePage:
    """The home page of a second site."""
    french = Locale.objects.get(language_code="fr")
    above = Page.get_first_root_node()
    made: HomePage = above.add_child(instance=HomePage(title="Bretagne", slug="bretagne", locale=french))
    made.save_revision().publish()
    Site.objects.create(hostname="bretagne.example", root_page=made)
    return made


def legal_page(**fields: Any) -> LegalPage:
    return LegalPage(**{"title": "Mentions", "slug": "mentions", "kind": "legal_notice", **fields})


def test_each_has_its_legal_pages_and_its_publics(bretagne: HomePage) -> None:
    assert add(legal_page(), bretagne).live
    assert add(AudiencePage(title="Bretons", slug="bretons", audience="citizen"), bretagne).live


@pytest.mark.parametrize(("model", "field", "value"), [("legalpage", "kind", "legal_notice")])
def test_a_second_one_is_refused_where_it_is_written(
    model: str, field: str, value: str, here: HomePage, bretagne: HomePage, admin_client: Client
) -> None:
    form = {"title": "Encore", "slug": "encore", field: value, "body-count": 0, "comments-TOTAL_FORMS": 0}
    form |= {"comments-INITIAL_FORMS": 0, "action-publish": "1"}

    refused = admin_client.post(reverse("wagtailadmin_pages:add", args=["home", model, here.pk]), form)
    taken = admin_client.post(reverse("wagtailadmin_pages:add", args=["home", model, bretagne.pk]), form)

    assert refused.status_code == 200
    assert "Une page publiée traite déjà ce sujet" in refused.content.decode()
    assert taken.status_code == 302
    assert list(LegalPage.objects.filter(title="Encore").child_of(bretagne)) != []


def test_links_lead_to_the_site_of_their_page(here: HomePage, bretagne: HomePage, client: Client) -> None:
    ours = add(ContentPage(title="Notre projet", slug="notre-projet"), here)
    theirs = add(ContentPage(title="Projet breton", slug="projet-breton"), bretagne)
    links = items(*({"label": "", "page": page.pk, "url": ""} for page in (ours, theirs)))
    header = [{"type": "link", "value": link["value"], "id": link["id"]} for link in links]
    for site in Site.objects.all():
        SiteTexts.objects.update_or_create(
            site=site, locale=bretagne.locale, defaults={"name": site.hostname, "header": header}
        )

    screen = Screen(client.get("/fr/projet-breton/", **THERE))

    found = [str(link["href"]) for link in screen.soup.select("header nav a")]
    assert [url for url in found if "proj" in url] == [
        "http://localhost:8000/fr/notre-projet/",
        "http://bretagne.example/fr/projet-breton/",
    ]
    assert screen.texts("header nav [aria-current]") == ["Projet breton"]


def test_pages_found_and_listed_are_those_of_the_site(here: HomePage, bretagne: HomePage, client: Client) -> None:
    add(ContentPage(title="Covoiturage ici", slug="covoiturage-ici"), here)
    add(ContentPage(title="Covoiturage breton", slug="covoiturage-breton"), bretagne)

    sitemap = client.get("/sitemap-pages.xml", **THERE).content.decode()
    found = Screen(client.get("/fr/aides/pages/?search=covoiturage", **HERE)).words

    assert "http://bretagne.example/fr/covoiturage-breton/" in sitemap
    assert "covoiturage-ici" not in sitemap
    assert "Covoiturage ici" in found
    assert "Covoiturage breton" not in found


def test_two_names_of_one_site_keep_short_addresses(here: HomePage, client: Client) -> None:
    Site.objects.create(hostname="www.example.org", root_page=here)

    screen = Screen(client.get("/fr/", HTTP_HOST="www.example.org"))

    assert screen.soup.select_one("header .site-name")["href"] == "/fr/"
