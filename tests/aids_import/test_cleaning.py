"""Rich text from elsewhere, as the editor would keep it."""

import pytest

from aids import cleaning
from aids.models import RICH_TEXT_FEATURES


def test_what_is_allowed_is_what_the_editor_offers() -> None:
    assert list(cleaning.FEATURES) == RICH_TEXT_FEATURES


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Un vélo :\n- pliant\n- cargo\n\nNeuf.", "<p>Un vélo :</p><ul><li>pliant</li><li>cargo</li></ul><p>Neuf.</p>"),
        ("prix < 500 & neuf", "<p>prix &lt; 500 &amp; neuf</p>"),
        ("<strong>a</strong> et <em>b</em>", "<p><b>a</b> et <i>b</i></p>"),
        ("<h1>Titre</h1><div>texte</div>", "<h3>Titre</h3><p>texte</p>"),
        ("avant <ul><li><p>x</p></li></ul>", "<p>avant </p><ul><li>x </li></ul>"),
        ("<b>x<p>y</p></b>", "<p><b>x</b></p><p>y</p>"),
        ('<p onclick="x()" style="color:red">a<br>b</p>', "<p>a<br/>b</p>"),
        ('<a href="https://a.fr/?b=1&c=2" target="_blank">l</a>', '<p><a href="https://a.fr/?b=1&amp;c=2">l</a></p>'),
        ('<a href="javascript:alert(1)">l</a>', "<p>l</p>"),
        ("<script>alert(1)</script>", ""),
        ("<ul><li><img src=x onerror=alert(1)></li></ul>", ""),
        ("'=1+1", "<p>=1+1</p>"),
        ("", ""),
    ],
)
def test_rich_text(written: str, kept: str) -> None:
    assert cleaning.rich_text(written) == kept
    assert cleaning.rich_text(kept) == kept  # what was exported comes back unchanged


def test_plain_text_goes_and_comes_back() -> None:
    text = "Il faut :\n- habiter Dijon\n- acheter un vélo\n\nUne fois\npar personne, 500\u00a0€ < 600\u00a0€"
    assert cleaning.text_of(cleaning.rich_text(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+33 1", "-5", "@x", "'=1", "''-1"])
def test_a_formula_is_neutralised_and_comes_back(text: str) -> None:
    neutral = cleaning.with_formula_mark(text)
    assert neutral.startswith("'")
    assert cleaning.without_formula_mark(neutral) == text


def test_an_ordinary_apostrophe_stays() -> None:
    assert cleaning.with_formula_mark("'ici'") == cleaning.without_formula_mark("'ici'") == "'ici'"
