"""Blocks that any page may hold: texts, images, steps, figures, quotes, videos, files, calls to action."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from editorial import images
from editorial.blocks.links import LinkBlock

# No image within a text: it would have no alternative, and be made while somebody reads.
INLINE = ["bold", "italic", "link", "document-link"]
PARAGRAPHS = [*INLINE, "ul", "ol"]
SECTIONS = ["h2", "h3", *PARAGRAPHS]


def heading(*, required: bool = True, **kwargs: Any) -> blocks.CharBlock:
    """The title of a block, a second level title of the page."""
    return blocks.CharBlock(label=_("titre"), max_length=150, required=required, **kwargs)


def short_text(**kwargs: Any) -> blocks.RichTextBlock:
    """Some paragraphs without titles."""
    return blocks.RichTextBlock(**{"label": _("texte"), "features": PARAGRAPHS, **kwargs})


class PictureBlock(ImageBlock):
    """An image with its alternative for those who don't see it, or marked decorative: Wagtail asks for one of both."""

    class Meta:
        icon = "image"
        label = _("image")


class HeroBlock(blocks.StructBlock):
    """The first thing seen of a page, whose title it shows: what the page promises, and what to do."""

    title = blocks.CharBlock(
        label=_("titre"), max_length=150, required=False, default="", help_text=_("Sans titre ici : celui de la page.")
    )
    lead = blocks.TextBlock(label=_("accroche"), max_length=400, required=False, default="")
    action = LinkBlock(label=_("bouton"), optional=True)
    image = PictureBlock(label=_("image"), required=False)

    class Meta:
        icon = "pick"
        label = _("ouverture")
        template = "blocks/hero.html"


class RichTextBlock(blocks.RichTextBlock):
    """Text with titles, lists and links."""

    class Meta:
        icon = "pilcrow"
        label = _("texte")
        template = "blocks/rich_text.html"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": SECTIONS, **kwargs})


class StepBlock(blocks.StructBlock):
    """A step: what one does."""

    title = blocks.CharBlock(label=_("étape"), max_length=120)
    text = short_text(required=False)

    class Meta:
        icon = "arrow-right"
        label = _("étape")


class StepsBlock(blocks.StructBlock):
    """Steps in their order: stops on a line."""

    heading = heading()
    items = blocks.ListBlock(StepBlock(), label=_("étapes"), min_num=2, max_num=8)

    class Meta:
        icon = "list-ol"
        label = _("étapes numérotées")
        template = "blocks/steps.html"


class TextImageBlock(blocks.StructBlock):
    """A text beside an image."""

    heading = heading()
    text = short_text()
    image = PictureBlock(label=_("image"))
    image_first = blocks.BooleanBlock(label=_("image avant le texte"), required=False)
    link = LinkBlock(label=_("lien"), optional=True)

    class Meta:
        icon = "doc-full-inverse"
        label = _("texte avec image")
        template = "blocks/text_image.html"


class ArgumentBlock(blocks.StructBlock):
    """One reason, in one sentence and its proof."""

    title = blocks.CharBlock(label=_("argument"), max_length=120)
    text = short_text(required=False)

    class Meta:
        icon = "tick"
        label = _("argument")


class ArgumentsBlock(blocks.StructBlock):
    """Reasons, in no order."""

    heading = heading()
    items = blocks.ListBlock(ArgumentBlock(), label=_("arguments"), min_num=2, max_num=8)

    class Meta:
        icon = "list-ul"
        label = _("liste d’arguments")
        template = "blocks/arguments.html"


class KeyFigureBlock(blocks.StructBlock):
    """A number, what it counts, and where it comes from."""

    value = blocks.CharBlock(label=_("chiffre"), max_length=20, help_text=_("Avec son unité : « 339 », « 500 € »."))
    label = blocks.CharBlock(label=_("ce qu’il compte"), max_length=120)
    source = blocks.CharBlock(label=_("source"), max_length=200, required=False, default="")

    class Meta:
        icon = "order"
        label = _("chiffre")


class KeyFiguresBlock(blocks.StructBlock):
    """Numbers that count."""

    heading = heading()
    items = blocks.ListBlock(KeyFigureBlock(), label=_("chiffres"), min_num=1, max_num=4)

    class Meta:
        icon = "order"
        label = _("chiffres clés")
        template = "blocks/key_figures.html"


class PartnerBlock(blocks.StructBlock):
    """An organisation that takes part. Its name stands for its logo, which needs no other alternative."""

    name = blocks.CharBlock(label=_("nom"), max_length=120)
    logo = PictureBlock(label=_("logo"), required=False)
    url = blocks.URLBlock(label=_("site"), required=False, default="")

    class Meta:
        icon = "group"
        label = _("partenaire")


class PartnersBlock(blocks.StructBlock):
    """Who takes part."""

    heading = heading()
    items = blocks.ListBlock(PartnerBlock(), label=_("partenaires"), min_num=1)

    class Meta:
        icon = "group"
        label = _("partenaires")
        template = "blocks/partners.html"


class QuoteBlock(blocks.StructBlock):
    """What somebody said."""

    text = blocks.TextBlock(label=_("citation"), max_length=600, help_text=_("Sans guillemets : le site les met."))
    author = blocks.CharBlock(label=_("auteur"), max_length=120)
    role = blocks.CharBlock(label=_("qualité"), max_length=200, required=False, default="")

    class Meta:
        icon = "openquote"
        label = _("citation")
        template = "blocks/quote.html"


class VideoValue(blocks.StructValue):
    """What the template asks of a video."""

    def host(self) -> str:
        """The site that a linked video is on, which readers are told before they go: peertube.fr."""
        return (urlsplit(self.get("url") or "").hostname or "").removeprefix("www.")

    def poster_url(self) -> str:
        """What a hosted video shows before it plays."""
        image = self.get("poster")
        return images.picture(image, "wide", "").src if image else ""


class VideoBlock(blocks.StructBlock):
    """A film hosted here with its captions, or a link to where it is shown: nothing of another site loads before a
    click. Its transcript is for who can't hear, can't see, or can't play it now.
    """

    heading = heading()
    file = DocumentChooserBlock(
        label=_("fichier vidéo"), required=False, help_text=_("MP4 ou WebM, déposé dans les documents.")
    )
    captions = DocumentChooserBlock(
        label=_("sous-titres"), required=False, help_text=_("Fichier WebVTT (.vtt), dans la langue de la page.")
    )
    url = blocks.URLBlock(
        label=_("ou adresse de la vidéo"),
        required=False,
        default="",
        help_text=_("Sur un autre site : la page en montre le lien, et ne charge rien de cet autre site."),
    )
    poster = PictureBlock(label=_("image"), required=False)
    duration = blocks.CharBlock(
        label=_("durée"), max_length=20, required=False, default="", help_text=_("Exemple : 2 min 30.")
    )
    transcript = blocks.RichTextBlock(label=_("transcription"), features=PARAGRAPHS)

    class Meta:
        icon = "media"
        label = _("vidéo")
        template = "blocks/video.html"
        value_class = VideoValue

    def clean(self, value: Any) -> Any:
        """One film, and a hosted one with captions."""
        value = super().clean(value)
        errors: dict[str, ValidationError] = {}
        if bool(value["file"]) == bool(value["url"]):
            errors["file"] = ValidationError(_("Choisissez un fichier ou indiquez une adresse."))
        if value["file"] and value["file"].file_extension.lower() not in {"mp4", "webm"}:
            errors["file"] = ValidationError(_("Choisissez un fichier MP4 ou WebM."))
        if value["file"] and not value["captions"]:
            errors["captions"] = ValidationError(_("Une vidéo du site a des sous-titres."))
        elif value["captions"] and value["captions"].file_extension.lower() != "vtt":
            errors["captions"] = ValidationError(_("Choisissez un fichier WebVTT (.vtt)."))
        if errors:
            raise StructBlockValidationError(errors)
        return value


class DownloadBlock(blocks.StructBlock):
    """A file, with its type and size said by the site."""

    document = DocumentChooserBlock(label=_("document"))
    label = blocks.CharBlock(
        label=_("texte du lien"),
        max_length=150,
        required=False,
        default="",
        help_text=_("Sans texte : le titre du document."),
    )

    class Meta:
        icon = "doc-full"
        label = _("fichier")


class DownloadsBlock(blocks.StructBlock):
    """Files to take away."""

    heading = heading()
    items = blocks.ListBlock(DownloadBlock(), label=_("fichiers"), min_num=1)

    class Meta:
        icon = "download"
        label = _("téléchargements")
        template = "blocks/downloads.html"


class CallToActionBlock(blocks.StructBlock):
    """What to do now."""

    heading = heading()
    text = short_text(required=False)
    action = LinkBlock(label=_("bouton"))

    class Meta:
        icon = "arrow-right"
        label = _("appel à l’action")
        template = "blocks/call_to_action.html"


HERO: list[tuple[str, Any]] = [("hero", HeroBlock())]
# The blocks of a text: legal pages, answers.
TEXTS: list[tuple[str, Any]] = [("rich_text", RichTextBlock()), ("downloads", DownloadsBlock())]
CONTENT: list[tuple[str, Any]] = [
    *TEXTS,
    ("steps", StepsBlock()),
    ("text_image", TextImageBlock()),
    ("arguments", ArgumentsBlock()),
    ("key_figures", KeyFiguresBlock()),
    ("partners", PartnersBlock()),
    ("quote", QuoteBlock()),
    ("video", VideoBlock()),
    ("call_to_action", CallToActionBlock()),
]
