"""Cards that were drawn, on the disk of this machine: drawing one takes a tenth of a second, giving it nothing."""

import contextlib
import logging
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from editorial.cards import Card
from editorial.cards.drawing import draw

logger = logging.getLogger(__name__)
# 2,000 cards are some 60 MB. The oldest quarter goes when there are more; what is still asked is drawn again.
MOST = 2_000


def image_of(card: Card) -> bytes:
    """The image of a card, drawn the first time. A disk that is full or read-only only makes it slower."""
    path = Path(settings.CARDS_ROOT, f"{card.key}.png")
    with contextlib.suppress(OSError):
        return path.read_bytes()
    image = draw(card)
    try:
        _keep(path, image)
    except OSError as error:
        logger.warning("A card could not be kept: %s", error)
    return image


def _keep(path: Path, image: bytes) -> None:
    """Whole or not at all: others may be reading, or drawing the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        file.write(image)
    os.replace(file.name, path)
    kept = list(path.parent.glob("*.png"))
    if len(kept) > MOST:
        for old in sorted(kept, key=lambda one: one.stat().st_mtime)[: MOST // 4]:
            old.unlink(missing_ok=True)
