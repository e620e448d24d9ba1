"""Questions and answers: what an FAQ page holds, and what other pages take of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from editorial.blocks.content import PARAGRAPHS

if TYPE_CHECKING:
    from home.models import FaqPage

READERS = [("citizen", _("Je me déplace")), ("funder", _("Je finance des aides"))]
ANCHOR_LENGTH = 8


class QuestionBlock(blocks.StructBlock):
    """A question in the reader's words, and its answer."""

    question = blocks.CharBlock(label=_("question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("réponse"), features=PARAGRAPHS)

    class Meta:
        icon = "help"
        label = _("question")


class CategoryBlock(blocks.StructBlock):
    """Questions that go together, for one kind of reader."""

    title = blocks.CharBlock(label=_("rubrique"), max_length=100)
    reader = blocks.ChoiceBlock(label=_("pour qui"), choices=READERS, default="citizen")
    questions = blocks.ListBlock(QuestionBlock(), label=_("questions"), min_num=1)

    class Meta:
        icon = "folder-open-inverse"
        label = _("rubrique")


@dataclass(frozen=True)
class Question:
    """A question with its answer. Its anchor comes from its block's id, which neither a new order, a new wording nor
    a translation changes.
    """

    id: str
    text: str
    answer: RichText

    @property
    def anchor(self) -> str:
        return f"q-{self.id[:ANCHOR_LENGTH]}"


@dataclass(frozen=True)
class Category:
    """A category as it is read."""

    id: str
    title: str
    reader: str
    questions: tuple[Question, ...]

    @property
    def anchor(self) -> str:
        return f"r-{self.id[:ANCHOR_LENGTH]}"


def categories(stream: Any) -> tuple[Category, ...]:
    """What an FAQ page's stream holds."""
    return tuple(
        Category(block.id, block.value["title"], block.value["reader"], _questions(block.value["questions"]))
        for block in stream
    )


def _questions(listed: Any) -> tuple[Question, ...]:
    return tuple(Question(item.id, item.value["question"], item.value["answer"]) for item in listed.bound_blocks)


def chosen(pages: Sequence["FaqPage"], ids: Sequence[str]) -> list[tuple["FaqPage", Question]]:
    """The questions chosen one by one or by category, in the order chosen, each once."""
    found: dict[str, list[tuple[FaqPage, Question]]] = {}
    for page in pages:
        for category in page.categories():
            found[category.id] = [(page, question) for question in category.questions]
            found |= {question.id: [(page, question)] for question in category.questions}
    listed = [entry for chosen_id in ids for entry in found.get(chosen_id, ())]
    return list({question.id: (page, question) for page, question in listed}.values())


def choices() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Every published question, by page and category, for who edits. A translation has its original's ids: one is
    enough.
    """
    from home.models import FaqPage

    seen: set[str] = set()
    for page in FaqPage.objects.live().select_related("locale").order_by("path"):
        for category in page.categories():
            if category.id in seen:
                continue
            seen.add(category.id)
            whole = (category.id, str(_("Toute la rubrique « %s »") % category.title))
            yield f"{page.title} – {category.title}", [whole, *((one.id, one.text) for one in category.questions)]
