"""Images of pages: the sizes and formats that browsers choose from, made after publication and never in a request.

An editor's photograph of 4 MB becomes, a moment after its page is published, files of 20 to 150 KB in AVIF and WebP.
Until then, or if making them failed, the reader gets the original.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.images.models import AbstractImage, AbstractRendition, Filter

from api import versions


@dataclass(frozen=True)
class Shape:
    """How an image is cut: the widths offered, and its ratio if it is cut around its focal point."""

    widths: tuple[int, ...]
    ratio: float = 0

    def filter_spec(self, width: int, image_format: str) -> str:
        """Wagtail's words for one rendition: `fill-960x540|format-webp`."""
        size = f"fill-{width}x{round(width / self.ratio)}" if self.ratio else f"width-{width}"
        return f"{size}|format-{image_format}"


@dataclass(frozen=True)
class Source:
    """One `<source>`: a type and the files of each width."""

    type: str
    srcset: str


@dataclass(frozen=True)
class Picture:
    """All that `<picture>` says."""

    src: str
    width: int
    height: int
    alt: str
    sources: tuple[Source, ...] = ()


SHAPES = {
    "natural": Shape(widths=(400, 800, 1200)),
    "wide": Shape(widths=(480, 960, 1440), ratio=16 / 9),
    "logo": Shape(widths=(240, 480)),
}
# The best first: browsers take the first that they know.
FORMATS = ("avif", "webp")
SHARING = "fill-1200x630|format-jpeg"


def picture(image: AbstractImage, shape_name: str, alt: str) -> Picture:
    """What is ready of an image, found with one query; the original where nothing is."""
    shape = SHAPES[shape_name]
    ready = _ready(image, _specs(shape))
    sources = tuple(source for name in FORMATS if (source := _source(shape, name, ready)))
    fallback = ready.get(_fallback_spec(shape))
    if fallback is None:
        return Picture(image.file.url, image.width, image.height, alt, sources)
    return Picture(fallback.url, fallback.width, fallback.height, alt, sources)


def shared(image: AbstractImage) -> AbstractRendition | AbstractImage:
    """The image as social networks want it, or the original until it is ready."""
    return _ready(image, [SHARING]).get(SHARING, image)


def prepare(image: AbstractImage) -> None:
    """Make every rendition that a page may ask for. Those that exist aren't made again."""
    specs = list(dict.fromkeys([*(spec for shape in SHAPES.values() for spec in _specs(shape)), SHARING]))
    ready = _ready(image, specs)
    missing = [spec for spec in specs if spec not in ready]
    if not missing:
        return
    # A file that is no image is found out here, before anything is made of it.
    with image.get_willow_image():
        pass
    for spec in missing:
        _make(image, Filter(spec))
    # Pages and apps are told which are ready.
    versions.bump()


def _make(image: AbstractImage, wanted: Filter) -> None:
    """One at a time, as `Image.create_rendition` does; but the temporary file is closed, and memory stays small."""
    with image.generate_rendition_file(wanted) as made:
        image.renditions.get_or_create(
            filter_spec=wanted.spec, focal_point_key=wanted.get_cache_key(image), defaults={"file": made}
        )


def _specs(shape: Shape) -> list[str]:
    return [
        *(shape.filter_spec(width, name) for name in FORMATS for width in shape.widths),
        _fallback_spec(shape),
    ]


def _fallback_spec(shape: Shape) -> str:
    """For the few browsers without WebP. PNG keeps what is transparent of a logo."""
    image_format = "png" if shape is SHAPES["logo"] else "jpeg"
    return shape.filter_spec(shape.widths[-1], image_format)


def _ready(image: AbstractImage, specs: Iterable[str]) -> dict[str, AbstractRendition]:
    found = image.find_existing_renditions(*(Filter(spec) for spec in specs))
    return {wanted.spec: rendition for wanted, rendition in found.items()}


def _source(shape: Shape, image_format: str, ready: dict[str, AbstractRendition]) -> Source | None:
    found = [rendition for width in shape.widths if (rendition := ready.get(shape.filter_spec(width, image_format)))]
    files = {rendition.width: rendition.url for rendition in found}
    if not files:
        return None
    return Source(f"image/{image_format}", ", ".join(f"{url} {width}w" for width, url in files.items()))
