"""What a photograph is, found by opening it, never by its name."""

from pathlib import Path
from typing import Final

from core.errors import Problem

_MOST_PIXELS: Final = 60_000_000
_START, _END = b"\xff\xd8\xff", b"\xff\xd9"
_EDGE: Final = 64


def jpeg_pages(path: Path) -> int:
    """One: a photograph is a page.

    Raises file_kind_refused (no JPEG, or one of more than sixty million points) and
    file_truncated (the end of the picture is missing).
    """
    from PIL import Image

    _require_edges(path)
    try:
        with Image.open(path, formats=("JPEG",)) as picture:
            width, height = picture.size
            if width * height > _MOST_PIXELS:
                raise Problem("file_kind_refused", params={"kind": "jpeg"})
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Problem("file_kind_refused", params={"kind": "jpeg"}) from error
    return 1


def _require_edges(path: Path) -> None:
    with path.open("rb") as source:
        head = source.read(len(_START))
        source.seek(max(0, path.stat().st_size - _EDGE))
        tail = source.read()
    if head != _START:
        raise Problem("file_kind_refused", params={"kind": "jpeg"})
    if _END not in tail:
        raise Problem("file_truncated")
