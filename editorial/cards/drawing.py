"""A card as an image, in the site's own type and colours."""

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from editorial.cards import HEIGHT, WIDTH, Card

# Those of static/css/tokens.css, by day.
PAPER, INK, MUTED, SUN = "#fbf8f2", "#14213a", "#4a5670", "#ffc83d"
LINES = {"green": "#0a5c4a", "blue": "#1b4fa8", "plum": "#7a2e6b", "orange": "#a3400a"}
TITLE_FONT, TEXT_FONT = "bricolage-grotesque", "atkinson-hyperlegible-next"
FONTS = Path(settings.BASE_DIR, "static", "fonts")
# Titles from the largest that fits: an aid's may be 255 characters long.
TITLE_SIZES = (92, 76, 64, 54, 46, 40)
TITLE_HEIGHT, TITLE_LEADING = 290, 1.14
LEFT, RIGHT, TOP = 150, WIDTH - 80, 84
RAIL, BASE = 78, HEIGHT - 56
SMOOTH = 3


def draw(card: Card) -> bytes:
    """A PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    canvas = ImageDraw.Draw(image)
    line = LINES.get(card.line, LINES["green"])
    image.paste(_rail(line), (0, 0))
    font, lines = _fitting(card.title)
    top = TOP
    if card.eyebrow:
        small = _font(TEXT_FONT, 34, 550)
        canvas.text((LEFT, top), _cut(card.eyebrow, small), font=small, fill=MUTED, anchor="ls")
        top += 28
    else:
        # The title itself stands at the stop.
        top -= round(font.size * 0.85)
    for text in lines:
        top += round(font.size * TITLE_LEADING)
        canvas.text((LEFT, top), text, font=font, fill=INK, anchor="ls")
    if card.text:
        _paragraph(canvas, card.text, top + 30)
    if card.figure:
        figure = _font(TITLE_FONT, 52, 700)
        canvas.text((LEFT, top + 84), _cut(card.figure, figure), font=figure, fill=line, anchor="ls")
    _foot(canvas, card.note)
    out = BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


@lru_cache(maxsize=4)
def _rail(line: str) -> Image.Image:
    """The line that everything on the site hangs on, with its stop; drawn large, so that its curves are smooth."""
    large = Image.new("RGB", (LEFT * SMOOTH, HEIGHT * SMOOTH), PAPER)
    canvas = ImageDraw.Draw(large)

    def at(*numbers: int) -> tuple[int, ...]:
        return tuple(number * SMOOTH for number in numbers)

    canvas.line(at(RAIL, 0, RAIL, HEIGHT), fill=line, width=14 * SMOOTH)
    canvas.ellipse(at(RAIL - 26, TOP - 38, RAIL + 26, TOP + 14), fill=PAPER, outline=line, width=12 * SMOOTH)
    capsule = at(RAIL - 18, BASE - 56, RAIL + 18, BASE + 16)
    canvas.rounded_rectangle(capsule, radius=18 * SMOOTH, fill=SUN, outline=INK, width=5 * SMOOTH)
    return large.resize((LEFT, HEIGHT), Image.Resampling.LANCZOS)


def _paragraph(canvas: ImageDraw.ImageDraw, text: str, top: int) -> None:
    """As much of it as there is room for."""
    font = _font(TEXT_FONT, 36, 450)
    leading = 48
    lines = _wrapped(text, font.getlength)
    room = max((BASE - 70 - top) // leading, 0)
    if len(lines) > room:
        lines = [*lines[: room - 1], _cut(" ".join(lines[room - 1 :]), font)] if room else []
    for number, line in enumerate(lines, 1):
        canvas.text((LEFT, top + number * leading), line, font=font, fill=MUTED, anchor="ls")


def _foot(canvas: ImageDraw.ImageDraw, note: str) -> None:
    """Whose card it is, and where it holds."""
    name = _font(TITLE_FONT, 34, 700)
    site = settings.WAGTAIL_SITE_NAME
    canvas.text((LEFT, BASE), site, font=name, fill=INK, anchor="ls")
    if note:
        font = _font(TEXT_FONT, 30, 450)
        left = LEFT + name.getlength(site) + 60
        canvas.text((RIGHT, BASE), _cut(note, font, RIGHT - left), font=font, fill=MUTED, anchor="rs")


def _fitting(title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The title in the largest type that holds it; the smallest, cut, for those of a paragraph."""
    for size in TITLE_SIZES:
        font = _font(TITLE_FONT, size, 750)
        lines = _wrapped(title, font.getlength)
        if len(lines) * size * TITLE_LEADING <= TITLE_HEIGHT:
            return font, lines
    most = int(TITLE_HEIGHT // (TITLE_SIZES[-1] * TITLE_LEADING))
    return font, [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), font)]


def _wrapped(text: str, length: Callable[[str], float]) -> list[str]:
    """In lines that fit, broken between words, or within one that is longer than a line."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if length(longer) <= RIGHT - LEFT:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def _cut(text: str, font: ImageFont.FreeTypeFont, width: float = RIGHT - LEFT) -> str:
    """What fits on a line."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


@lru_cache(maxsize=16)
def _font(name: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """The site's own variable font, at a weight."""
    font = ImageFont.truetype(FONTS / f"{name}-latin-wght-normal.woff2", size)
    font.set_variation_by_axes([weight])
    return font
