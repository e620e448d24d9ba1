"""The pages of territories: those worth finding are listed, say what there is, and lead to each other."""

from tests.factories import AidFactory
from tests.site.conftest import OCCITANIE, PARIS, SEARCH, TOULOUSE, TOULOUSE_METROPOLE, Screen, Visitor

LIST = f"{SEARCH}territory/"


def is_indexed(screen: Screen) -> bool:
    """Whether search engines may list it."""
    return screen.soup.find("meta", attrs={"name": "robots", "content": "noindex"}) is None


class TestWorthListing:
    def test_one_with_an_aid_of_its_own(self, visitor: Visitor) -> None:
        AidFactory(include=[OCCITANIE])
        assert is_indexed(visitor.get(f"{LIST}{OCCITANIE}/"))
        assert not is_indexed(visitor.get(f"{LIST}{TOULOUSE_METROPOLE}/"))

    def test_a_large_town_where_something_nearer_than_its_region_helps(self, visitor: Visitor) -> None:
        AidFactory(include=[OCCITANIE, "pays-FR"])
        assert not is_indexed(visitor.get(f"{LIST}{TOULOUSE}/"))
        AidFactory(include=[TOULOUSE_METROPOLE])
        assert is_indexed(visitor.get(f"{LIST}{TOULOUSE}/"))
        assert not is_indexed(visitor.get(f"{LIST}{PARIS}/"))

    def test_not_for_a_closed_aid_nor_a_draft(self, visitor: Visitor) -> None:
        AidFactory(include=[OCCITANIE], closed=True)
        AidFactory(include=[OCCITANIE], draft=True)
        assert not is_indexed(visitor.get(f"{LIST}{OCCITANIE}/"))


class TestPage:
    def test_tells_what_there_is_and_leads_to_it(self, visitor: Visitor) -> None:
        AidFactory(include=[OCCITANIE], modes=["bike"], title="Vélo")
        AidFactory(include=["pays-FR"], modes=["bike", "walking"], national=True, title="Marche")
        AidFactory(include=[PARIS])
        screen = visitor.get(f"{LIST}{TOULOUSE}/")
        assert screen.texts("h1") == ["Aides à la mobilité à Toulouse (31)"]
        assert screen.titles == ["Vélo", "Marche"]
        assert "2 aides ouvertes" in screen.words
        assert screen.texts(".place-counts .filter-count")[:2] == ["2", "1"]
        filtered = visitor.get(screen.link("Marche"))
        assert filtered.titles == ["Marche"]
        assert "2 aides ouvertes" in str(screen.soup.find("meta", attrs={"name": "description"}))

    def test_leads_to_places_around(self, visitor: Visitor) -> None:
        for place in (OCCITANIE, TOULOUSE_METROPOLE, "departement-31", "departement-32", "region-27"):
            AidFactory(include=[place])
        town = visitor.get(f"{LIST}{TOULOUSE}/")
        assert town.link("Toulouse Métropole") == f"{LIST}{TOULOUSE_METROPOLE}/"
        assert town.link("Occitanie") == f"{LIST}{OCCITANIE}/"
        departement = visitor.get(f"{LIST}departement-31/")
        assert departement.link("Gers") == f"{LIST}departement-32/"
        assert departement.link("Toulouse Métropole") == f"{LIST}{TOULOUSE_METROPOLE}/"
        assert visitor.get(f"{LIST}{OCCITANIE}/").link("Bourgogne-Franche-Comté") == f"{LIST}region-27/"

    def test_has_one_address(self, visitor: Visitor) -> None:
        screen = visitor.get(f"{LIST}{TOULOUSE}/?utm_source=x")
        canonical = screen.soup.find("link", rel="canonical")
        assert canonical
        assert canonical["href"] == f"http://testserver{LIST}{TOULOUSE}/"  # type: ignore[index]  # a tag
        assert visitor.get("/en/aids/territory/commune-31555/").status == 200

    def test_french_towns_keep_their_article(self, visitor: Visitor) -> None:
        from search.views.territory import where
        from territories import division

        named = {record.name: record for record in division.current().records() if record.kind == "commune"}
        for name, expected in (("Toulouse", "à Toulouse"), ("Le Havre", "au Havre"), ("Les Abymes", "aux Abymes")):
            record = named.get(name) or named["Toulouse"]._replace(name=name)
            assert where(record, "fr").startswith(expected)

    def test_without_any_aid_it_still_answers(self, visitor: Visitor) -> None:
        screen = visitor.get(f"{LIST}{TOULOUSE}/")
        assert screen.status == 200
        assert "Aucune aide n’est ouverte ici" in screen.words


class TestList:
    def test_leads_to_each_by_region(self, visitor: Visitor) -> None:
        for place in (OCCITANIE, TOULOUSE_METROPOLE, "region-27"):
            AidFactory(include=[place])
        screen = visitor.get(LIST)
        assert screen.texts(".territories-region h2") == ["Bourgogne-Franche-Comté", "Occitanie"]
        for link in screen.soup.select(".territories-region a"):
            assert visitor.get(str(link["href"])).status == 200
        assert {"Toulouse Métropole", "Toulouse (31)", "Occitanie"} <= set(screen.texts(".territories-region a"))
        assert visitor.get(f"{LIST}{TOULOUSE}/").link("Tous les territoires") == LIST

    def test_can_be_reached(self, visitor: Visitor) -> None:
        assert LIST in visitor.get(SEARCH).html
