"""The pages of the site as an app reads them."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page

from home.models import HomePage, LegalPage
from search.pages import SearchPage
from tests.api.conftest import Api
from tests.factories import AidFactory
from tests.headless.conftest import image, page, translated, with_renditions

HOST = "http://testserver"


def titles(answer: Any) -> list[str]:
    return [item["title"] for item in answer["items"]]


class TestListing:
    def test_is_in_wagtails_envelope(self, api: Api, home: HomePage) -> None:
        answer = api.json("pages/", locale="fr", type="search.SearchPage")
        found = SearchPage.objects.get(locale=home.locale)
        assert answer == {
            "meta": {"total_count": 1},
            "items": [
                {
                    "id": found.pk,
                    "meta": {
                        "type": "search.SearchPage",
                        "detail_url": f"{HOST}/api/v1/pages/{found.pk}/",
                        "html_url": f"{HOST}/fr/aides/",
                        "locale": "fr",
                        "slug": "aides",
                        "first_published_at": answer["items"][0]["meta"]["first_published_at"],
                    },
                    "title": "Trouver une aide",
                }
            ],
        }

    def test_is_in_the_order_of_the_tree_unless_told(self, api: Api, home: HomePage) -> None:
        for title in ("Zèbre", "Abeille"):
            page(home, title)
        assert titles(api.json("pages/", child_of=home.pk)) == ["Trouver une aide", "Zèbre", "Abeille"]
        assert titles(api.json("pages/", child_of=home.pk, order="-title")) == ["Zèbre", "Trouver une aide", "Abeille"]
        assert titles(api.json("pages/", child_of=home.pk, order="title", limit=1, offset=1)) == ["Trouver une aide"]

    def test_filters_narrow(self, api: Api, home: HomePage) -> None:
        project = page(home, "Le projet", show_in_menus=True)
        team = page(project, "L’équipe", slug="lequipe")
        english = translated(project, "The project", HomePage.objects.get(locale__language_code="en"))
        for parameters, expected in (
            ({"child_of": "root", "show_in_menus": "true"}, ["Trouver une aide", "Le projet"]),
            ({"child_of": "root", "show_in_menus": "false"}, []),
            ({"descendant_of": home.pk, "type": "home.ContentPage"}, ["Le projet", "L’équipe"]),
            ({"descendant_of": "root", "slug": "lequipe"}, ["L’équipe"]),
            ({"ancestor_of": team.pk}, ["Mon Compte Mobilité", "Le projet"]),
            ({"translation_of": project.pk}, ["The project"]),
            ({"translation_of": english.pk}, ["Le projet"]),
            ({"type": "home.ContentPage,search.SearchPage", "locale": "en"}, ["Find an aid", "The project"]),
        ):
            assert titles(api.json("pages/", **parameters)) == expected, parameters

    @pytest.mark.parametrize(
        ("parameter", "value"),
        [
            ("child_of", "x"),
            ("child_of", "999999"),
            ("child_of", "9" * 30),
            ("translation_of", "-1"),
            ("type", "home.Nothing"),
            ("type", "aids.Aid"),
            ("locale", "xx"),
            ("order", "password"),
            ("order", "title,,id"),
            ("fields", "body(text)"),
            ("fields", "owner"),
            ("show_in_menus", "yes"),
            ("limit", "101"),
            ("offset", "10001"),
            ("search", "x" * 201),
            ("date", "notadate"),
            ("slug", "a\0b"),
        ],
    )
    def test_a_bad_parameter_is_named(self, api: Api, parameter: str, value: str) -> None:
        assert set(api.errors("pages/", **{parameter: value})) == {parameter}

    def test_costs_as_many_queries_for_one_page_as_for_many(self, api: Api, home: HomePage) -> None:
        picture, target = image(), page(home, "Cible")

        def write(number: int) -> None:
            link = f'<p><a linktype="page" id="{target.pk}">là</a></p>'
            partners = {"heading": "Avec", "items": [{"type": "item", "value": {"name": "X", "logo": None}, "id": "1"}]}
            photo = {"image": picture.pk, "alt_text": "vue", "decorative": False}
            beside = {"heading": "Ici", "text": link, "image": photo, "image_first": False, "link": {"page": target.pk}}
            page(home, f"Page {number}", ("rich_text", link), ("partners", partners), ("text_image", beside))

        def queries() -> int:
            with CaptureQueriesContext(
                connection,
            ) as seen:
                answer = api.json("pages/", type="home.ContentPage", fields="*")
            assert len(answer["items"]) > 1
            return len(seen)

        write(1)
        queries()
        few = queries_after_change(queries)
        for number in range(2, 12):
            write(number)
        assert queries_after_change(queries) == few


def queries_after_change(count: Any) -> int:
    """Those of an answer that no memory of this process holds yet, its other memories being warm."""
    from api import validators

    count()
    validators.reset()
    return int(count())


class TestOnePage:
    def test_has_all_its_fields(self, api: Api, home: HomePage) -> None:
        made = page(home, "Le projet", ("quote", {"text": "Enfin.", "author": "Une voisine", "role": ""}))
        answer = api.json(f"pages/{made.pk}/")
        assert answer["body"] == [
            {"type": "quote", "value": {"text": "Enfin.", "author": "Une voisine", "role": ""}, "id": "block-0"}
        ]
        assert answer["meta"]["parent"]["id"] == home.pk
        assert answer["meta"]["alias_of"] is None
        assert api.json(f"pages/{made.pk}/", fields="_,title") == {"title": "Le projet"}
        assert "body" not in api.json(f"pages/{made.pk}/", fields="-body")

    def test_its_texts_have_real_links(self, api: Api, home: HomePage) -> None:
        target = page(home, "Cible & co")
        document = get_document_model().objects.create(title="Guide", file="documents/guide.pdf")
        text = (
            f'<p><a linktype="page" id="{target.pk}">page</a> <a linktype="document" id="{document.pk}">guide</a> '
            '<a href="https://example.org/?a=1&amp;b=2">ailleurs</a> <a linktype="page" id="999999">nulle part</a></p>'
        )
        body = api.json(f"pages/{page(home, 'Textes', ('rich_text', text)).pk}/")["body"]
        assert body[0]["value"] == (
            f'<p><a href="{HOST}/fr/cible-co/">page</a> '
            f'<a href="{HOST}/documents/{document.pk}/guide.pdf">guide</a> '
            '<a href="https://example.org/?a=1&amp;b=2">ailleurs</a> <a>nulle part</a></p>'
        )

    def test_links_lead_to_the_pages_own_language(self, api: Api, home: HomePage) -> None:
        english_home = HomePage.objects.get(locale__language_code="en")
        target = page(home, "Cible")
        translated(target, "Target", english_home)
        link = f'<p><a linktype="page" id="{target.pk}">there</a></p>'
        shown = api.json(f"pages/{page(english_home, 'Texts', ('rich_text', link)).pk}/")
        assert f'href="{HOST}/en/target/"' in shown["body"][0]["value"]

    def test_its_images_come_with_what_browsers_choose_from(self, api: Api, home: HomePage) -> None:
        picture = with_renditions(image(description="Une station de vélos"))
        photo = {"image": picture.pk, "alt_text": "Des vélos", "decorative": False}
        made = page(home, "Images", ("text_image", {"heading": "Ici", "text": "<p>x</p>", "image": photo}))
        shown = api.json(f"pages/{made.pk}/")["body"][0]["value"]["image"]
        assert (shown["alt_text"], shown["decorative"]) == ("Des vélos", False)
        renditions = shown["image"]["renditions"]
        assert [(one["shape"], one["format"]) for one in renditions] == [
            ("sharing", "jpeg"),
            ("wide", "webp"),
            ("natural", "avif"),
        ]
        assert all(one["url"].startswith(f"{HOST}/media/images/") for one in renditions)

    def test_names_the_pages_and_aids_chosen_while_they_are_public(self, api: Api, home: HomePage) -> None:
        public, draft = AidFactory(title="Prime"), AidFactory(draft=True)
        hidden, shown = page(home, "Brouillon", live=False), page(home, "Visible")
        chosen = {
            "heading": "Des aides",
            "aids": [{"type": "item", "value": aid.pk, "id": "x"} for aid in (public, draft)],
            "criteria": {"territory": "region-76", "modes": ["bike"], "kinds": [], "beneficiaries": []},
        }
        actions = [
            ("call_to_action", {"heading": "Aller", "text": "", "action": {"label": "", "page": target.pk, "url": ""}})
            for target in (hidden, shown)
        ]
        body = api.json(f"pages/{page(home, 'Choix', ('aid_teasers', chosen), *actions).pk}/")["body"]
        teasers = body[0]["value"]
        assert [aid and aid["title"] for aid in teasers["aids"]] == ["Prime", None]
        assert teasers["criteria"]["territory"] == "region-76"
        assert [
            block["value"]["action"]["page"] and block["value"]["action"]["page"]["title"] for block in body[1:]
        ] == [
            None,
            "Visible",
        ]

    def test_what_the_settings_fill_in_is_filled_in(self, api: Api, home: HomePage) -> None:
        body = '[{"type": "rich_text", "value": "<p>Publié par {editeur}.</p>", "id": "a"}]'
        legal = home.add_child(instance=LegalPage(title="Mentions", kind="legal_notice", body=body, locale=home.locale))
        assert "{editeur}" not in api.json(f"pages/{legal.pk}/")["body"][0]["value"]


class TestFinding:
    def test_leads_from_the_address_to_the_page(self, api: Api, home: HomePage) -> None:
        project = page(home, "Le projet")
        for path, found in (("/fr/", home), ("/fr/le-projet/", project), ("/fr/le-projet", project)):
            response = api.get("pages/find/", html_path=path, fields="title")
            assert (response.status_code, response["Location"]) == (
                302,
                f"{HOST}/api/v1/pages/{found.pk}/?fields=title",
            ), path

    def test_an_old_address_leads_there_too(self, api: Api, home: HomePage) -> None:
        project = page(home, "Le projet")
        Redirect.add_redirect("/fr/vieux-projet", project)
        assert api.get("pages/find/", html_path="/fr/vieux-projet/")["Location"].endswith(f"/pages/{project.pk}/")

    @pytest.mark.parametrize("path", ["/fr/rien/", "/xx/", "/", "/fr/aides/une-aide/", "/admin/"])
    def test_there_is_nothing_elsewhere(self, api: Api, path: str) -> None:
        assert api.get("pages/find/", html_path=path).status_code == 404

    @pytest.mark.parametrize("path", ["fr/", "https://example.org/", "//[", "/" + "x" * 1000])
    def test_what_is_no_path_is_refused(self, api: Api, path: str) -> None:
        assert set(api.errors("pages/find/", html_path=path)) == {"html_path"}


def test_a_publication_changes_the_validator(api: Api, home: HomePage) -> None:
    before = api.get("pages/").headers["ETag"]
    assert api.get("pages/", headers={"If-None-Match": before}).status_code == 304
    page(home, "Nouvelle")
    after = api.get("pages/", headers={"If-None-Match": before})
    assert after.status_code == 200
    assert "Nouvelle" in titles(after.json())


def test_the_trees_root_is_no_page(api: Api) -> None:
    root = Page.objects.get(depth=1)
    assert api.get(f"pages/{root.pk}/").status_code == 404
    assert api.errors("pages/", child_of=root.pk)
