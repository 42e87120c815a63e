"""A joined file is what was announced, or is refused."""

from core.errors import Problem
from core.files import pdf
from core.files.blobs import Joined
from core.files.limits import SlotLimits


def file_check(joined: Joined, *, size: int, sha256: str, limits: SlotLimits) -> int:
    """The number of pages.

    Raises file_size_mismatch, file_hash_mismatch, file_kind_refused, file_truncated,
    file_too_many_pages.
    """
    if joined.size != size:
        raise Problem("file_size_mismatch")
    if joined.sha256 != sha256:
        raise Problem("file_hash_mismatch")
    pages = pdf.pdf_pages(joined.path)
    if not 1 <= pages <= limits.max_pages:
        raise Problem("file_too_many_pages", params={"max_pages": str(limits.max_pages)})
    return pages
