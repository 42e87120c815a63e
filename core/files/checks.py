"""A joined file is what was announced, or is refused."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from core.errors import Problem
from core.files.blobs import Joined
from core.files.jpeg import jpeg_pages
from core.files.limits import SlotLimits
from core.files.pdf import pdf_pages

_PAGES: Final[Mapping[str, Callable[[Path], int]]] = {"pdf": pdf_pages, "jpeg": jpeg_pages}


def file_check(joined: Joined, *, size: int, sha256: str, limits: SlotLimits) -> int:
    """The number of pages.

    Raises file_size_mismatch, file_hash_mismatch, file_kind_refused, file_truncated,
    file_too_many_pages.
    """
    if joined.size != size:
        raise Problem("file_size_mismatch")
    if joined.sha256 != sha256:
        raise Problem("file_hash_mismatch")
    pages = _PAGES[limits.kind](joined.path)
    if not 1 <= pages <= limits.max_pages:
        raise Problem("file_too_many_pages", params={"max_pages": str(limits.max_pages)})
    return pages
