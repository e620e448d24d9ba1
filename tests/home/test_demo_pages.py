"""The demonstration's pages: files of texts become pages, once, and never over what the team wrote."""

from pathlib import Path

import pytest
from wagtail.models import Locale, Page, Revision

from aids.models import Aid
from home.demo.blocks import BadContent
from home.demo.pages import FOLDER, load_pages
from home.models import ContentPage, FaqPage
from home.site import create_site
from home.skeleton import find
from tests.factories import AidFactory, UserFactory

pytestmark = pytest.mark.django_db

TEXT = """
title = "Découvrir"
[[hero]]
block = "hero"
lead = "Un site, toutes les aides."
action = {label = "Chercher", page = "search"}
[[body]]
block = "rich_text"
value = '''<h2>Qui</h2><p>Lisez <a href="page:faq">la foire</a>.</p>'''
[[body]]
block = "steps"
heading = "Arrêts"
[[body.items]]
title = "Un"
[[body.items]]
title = "Deux"
"""


def french() -> Locale:
    return Locale.objects.get(language_code="fr")


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text)
    return folder


def test_a_file_fills_its_page_and_twice_is_once(tmp_path: Path) -> None:
    write(tmp_path, "project.fr.toml", TEXT)

    assert [page.title for page in load_pages(tmp_path)] == ["Découvrir"]
    page = find("project", french())
    assert page.live
    assert page.hero[0].value["action"].href("fr") == "/fr/aides/"
    assert f'linktype="page" id="{find("faq", french()).pk}"' in page.body[0].value.source
    revisions = Revision.objects.count()

    assert load_pages(tmp_path) == []
    assert Revision.objects.count() == revisions


def test_a_changed_file_changes_a_page_that_is_nobody_s(tmp_path: Path) -> None:
    load_pages(write(tmp_path, "project.fr.toml", TEXT))

    load_pages(write(tmp_path, "project.fr.toml", TEXT.replace("Découvrir", "Explorer")))

    assert find("project", french()).title == "Explorer"


def test_what_somebody_edited_or_withdrew_stays(tmp_path: Path) -> None:
    load_pages(write(tmp_path, "project.fr.toml", TEXT))
    person = UserFactory(superuser=True)
    page = find("project", french())
    page.title = "À nous"
    page.save_revision(user=person).publish(user=person)
    find("faq", french()).unpublish(user=person)

    write(tmp_path, "faq.fr.toml", 'title = "Questions"')
    changed = load_pages(write(tmp_path, "project.fr.toml", TEXT.replace("Découvrir", "Explorer")))

    assert changed == []
    assert find("project", french()).title == "À nous"
    assert not FaqPage.objects.get(locale=french()).live


def test_a_new_page_stands_below_its_parent(tmp_path: Path) -> None:
    head = 'type = "home.ContentPage"\nparent = "project"\nslug = "equipe"\n'

    load_pages(write(tmp_path, "team.fr.toml", head + TEXT))

    page = ContentPage.objects.get(slug="equipe")
    assert page.get_parent().pk == find("project", french()).pk
    assert page.url == "/fr/le-projet/equipe/"


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ('title = "Un"', 'titel = "Un"', "there is no titel"),
        ('block = "steps"', 'block = "step"', "there is no block 'step'"),
        ("page:faq", "page:nowhere", "no page has the key 'nowhere'"),
        ('title = "Découvrir"', 'titre = "Découvrir"', "has no field 'titre'"),
        ('heading = "Arrêts"', 'heading = ""', "project.fr, body"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_stops_everything(
    tmp_path: Path, wrong: str, right: str, told: str
) -> None:
    create_site()
    write(tmp_path, "cookies.fr.toml", 'title = "Biscuits"')

    with pytest.raises(BadContent, match=r"project\.fr") as error:
        load_pages(write(tmp_path, "project.fr.toml", TEXT.replace(wrong, right)))

    assert told in str(error.value)
    assert not Page.objects.filter(title="Biscuits").exists()


def test_translations_share_ids_so_that_anchors_and_extracts_correspond(tmp_path: Path) -> None:
    faq = """
[[body]]
block = "category"
id = "trouver"
title = "Trouver"
[[body.questions]]
id = "cumul"
question = "%s"
answer = "<p>…</p>"
"""
    write(tmp_path, "faq.fr.toml", faq % "Cumuler ?")
    write(tmp_path, "faq.en.toml", faq % "Combine?")

    load_pages(tmp_path)

    anchors = {page.categories()[0].questions[0].anchor for page in FaqPage.objects.all()}
    assert len(anchors) == 1


def test_aids_are_known_by_their_external_id(tmp_path: Path) -> None:
    aid = AidFactory()
    Aid.objects.filter(pk=aid.pk).update(source="demo", external_id="velo-1")
    teasers = '[[body]]\nblock = "aid_teasers"\nheading = "Des aides"\naids = ["velo-1"]\n'

    load_pages(write(tmp_path, "project.fr.toml", teasers))

    assert [chosen.pk for chosen in find("project", french()).body[0].value["aids"]] == [aid.pk]


def test_the_shipped_files_fill_every_page_in_both_languages() -> None:
    changed = load_pages()

    assert load_pages() == []
    assert {page.pk for page in changed} <= {page.pk for page in Page.objects.live()}
    keys = {path.stem for path in FOLDER.glob("*.toml")}
    assert {key.partition(".")[0] for key in keys if key.endswith(".fr")} == {
        key.partition(".")[0] for key in keys if key.endswith(".en")
    }
