"""Films of pages, a piece at a time: some telephones play none that they can't ask for in pieces, and nobody could jump
to the third minute of one.
"""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse

TYPES = {"mp4": "video/mp4", "webm": "video/webm"}
ASKED = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")
# What is answered at most; the player asks for the rest when it is wanted.
PIECE = 2 * 1024 * 1024


def piece(document: Any, request: HttpRequest) -> HttpResponse | None:
    """The part of a film that is asked for (`Range: bytes=0-`); nothing for other documents and other questions."""
    kind = TYPES.get(document.file_extension.lower())
    found = ASKED.fullmatch(request.headers.get("Range", ""))
    if not kind or not found:
        return None
    size = document.file.size
    start, last = int(found[1]), int(found[2] or size)
    if start >= size or last < start:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    with document.file.open("rb") as film:
        film.seek(start)
        content = film.read(min(last - start + 1, PIECE))
    told = f"bytes {start}-{start + len(content) - 1}/{size}"
    return HttpResponse(content, kind, 206, headers={"Content-Range": told, "Accept-Ranges": "bytes"})
